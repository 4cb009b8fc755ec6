"""Whether somebody may be asked about the quarter: once in it, and not by who knows us no month yet. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from shared.customers.models import Customer
from shared.satisfaction.models import Satisfaction

KNOWN_FOR = timedelta(days=30)
"""So long a customer has been with us before we ask."""
LEFT_IN_PEACE = timedelta(days=30)
"""So long after any answer of theirs we do not ask again."""


def about_quarter(customer_id: str, today: date) -> str:
    """`PLG-00123_2026-Q4`."""
    return f"{customer_id}_{today.year}-Q{(today.month + 2) // 3}"


def is_due(customer: Customer, asked: Iterable[Satisfaction], now: datetime, today: date) -> bool:
    """Whether they may be asked about this quarter; `asked` is all they were asked before."""
    if customer.status != "active" or now - customer.created_at < KNOWN_FOR:
        return False
    about = about_quarter(customer.id, today)
    return not any(one.id == about or _is_of_late(one, now) for one in asked)


def _is_of_late(one: Satisfaction, now: datetime) -> bool:
    return now - (one.answered_at or one.asked_at) < LEFT_IN_PEACE

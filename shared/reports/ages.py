"""How old a debt is, and the months of reports: pure."""

from datetime import date, timedelta
from typing import get_args

from shared.core.dates import add_months
from shared.core.firestore import Filter
from shared.reports.models import Age

AGES: tuple[Age, ...] = get_args(Age)
DAYS: dict[Age, tuple[int | None, int | None]] = {
    "not_due": (None, 0),
    "1-7": (1, 7),
    "8-30": (8, 30),
    "31-60": (31, 60),
    "over_60": (61, None),
}
"""The first and last day after the due date that an age has; a bill is not overdue on the day it is due."""


def age_of(due_on: date, today: date) -> Age:
    """How old a debt is that was due then."""
    days = (today - due_on).days
    return next(age for age in AGES if (last := DAYS[age][1]) is None or days <= last)


def due_in_age(age: Age, today: date) -> list[Filter]:
    """The due dates that are of this age."""
    first, last = DAYS[age]
    filters: list[Filter] = []
    if last is not None:
        filters.append(("due_on", ">=", today - timedelta(days=last)))
    if first is not None:
        filters.append(("due_on", "<=", today - timedelta(days=first)))
    return filters


def month_of(text: str | None, today: date) -> tuple[date, date]:
    """The first and last day of `2026-11`, or of the month that runs."""
    first = date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    return first, add_months(first, 1, 1) - timedelta(days=1)

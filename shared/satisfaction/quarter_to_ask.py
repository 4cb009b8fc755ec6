"""The quarter a customer may be asked about now."""

from datetime import datetime

from shared.core import clock
from shared.customers.models import Customer
from shared.satisfaction.is_due import about_quarter, is_due
from shared.satisfaction.repository import asked_before


def quarter_to_ask(customer: Customer, now: datetime) -> str | None:
    """`PLG-00123_2026-Q4`; None: they are left in peace. What they were asked is only read where it decides."""
    today = now.astimezone(clock.zone()).date()
    if is_due(customer, (), now, today) and is_due(customer, asked_before(customer.id), now, today):
        return about_quarter(customer.id, today)
    return None

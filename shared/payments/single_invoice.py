"""A bill that stands for one act of staff, not for a period: pure."""

from datetime import date, datetime, timedelta

from shared.billing.bill_of_the_day import bill_of_the_day
from shared.billing.dunning_dates import follow_up
from shared.billing.models import Invoice, InvoiceLine
from shared.core.ids import digest
from shared.customers.models import Customer
from shared.settings.models import BillingRules


def single_invoice(
    customer: Customer,
    act_id: str,
    amount: int,
    description: str,
    detail: str,
    rules: BillingRules,
    today: date,
    now: datetime,
) -> Invoice:
    """Open, due like any other bill; its id is the act's, `PLG-00123_{act}`."""
    due_on = today + timedelta(days=rules.due_days)
    line = InvoiceLine(kind="charge", description=description, detail=detail, amount=amount)
    follows = follow_up(rules, due_on, today)
    ending = digest(act_id)[:6].upper()
    return bill_of_the_day(customer, act_id, ending, "single", line, today, now, due_on=due_on, **follows)

"""A bill that stands for one act of staff, not for a period: pure."""

from datetime import date, datetime, timedelta

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
    return Invoice(
        id=f"{customer.id}_{act_id}",
        number=f"INV-{today:%Y%m}-{customer.id.removeprefix('PLG-')}-{digest(act_id)[:6].upper()}",
        kind="single",
        customer_id=customer.id,
        customer_name=customer.name,
        subscription_id=None,
        period=f"{today:%Y-%m}",
        billed_on=today,
        issued_on=today,
        issued_at=now,
        due_on=due_on,
        lines=[InvoiceLine(kind="charge", description=description, detail=detail, amount=amount)],
        total=amount,
        status="open",
        **follow_up(rules, due_on, today),
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
    )

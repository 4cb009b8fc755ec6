"""A bill that is of no period, made today: what a customer brought over, or what one act of staff comes to. Pure."""

from datetime import date, datetime
from typing import Any, Literal

from shared.billing.models import Invoice, InvoiceLine
from shared.customers.models import Customer


def bill_of_the_day(
    customer: Customer,
    act: str,
    ending: str,
    kind: Literal["opening", "single"],
    line: InvoiceLine,
    today: date,
    now: datetime,
    **more: Any,
) -> Invoice:
    """Open, `PLG-00123_{act}`, its number ending as said; `more` is when it is due and what follows it up."""
    return Invoice(
        id=f"{customer.id}_{act}",
        number=f"INV-{today:%Y%m}-{customer.id.removeprefix('PLG-')}-{ending}",
        kind=kind,
        customer_id=customer.id,
        customer_name=customer.name,
        subscription_id=None,
        period=f"{today:%Y-%m}",
        billed_on=today,
        issued_on=today,
        issued_at=now,
        lines=[line],
        total=line.amount,
        status="open",
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
        **more,
    )

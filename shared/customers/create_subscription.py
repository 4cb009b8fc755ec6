"""A new subscription: when it is first billed, and from which day it is served."""

from datetime import date, datetime, timedelta

from shared.core.dates import next_billing_on
from shared.customers.models import BillingMode, Customer, NewSubscription, Subscription


def new_subscription(customer: Customer, new: NewSubscription, now: datetime) -> Subscription:
    """The subscription as stored. Its first invoice also carries the days from `starts_on` to that date."""
    return Subscription(
        id=f"{customer.id}-{customer.next_subscription}",
        customer_id=customer.id,
        plan_id=new.plan_id,
        price_override=new.price_override,
        billing_day=new.billing_day,
        due_days=new.due_days,
        mode=new.mode,
        status=new.status,
        starts_on=new.starts_on,
        next_invoice_on=first_invoice_on(new.billing_day, new.starts_on, new.mode),
        billed_to=new.starts_on - timedelta(days=1),
        discounts=new.discounts,
        add_ons=new.add_ons,
        network=new.network,
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
        created_at=now,
        updated_at=now,
    )


def first_invoice_on(billing_day: int, starts_on: date, mode: BillingMode) -> date:
    """Prepaid: the first billing day on or after the start. Postpaid: the first after it."""
    return next_billing_on(billing_day, starts_on if mode == "prepaid" else starts_on + timedelta(days=1))

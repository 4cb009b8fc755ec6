"""What a customer is, from what their subscriptions are."""

from collections.abc import Iterable

from shared.customers.models import (
    Customer,
    CustomerStatus,
    Subscription,
    SubscriptionBrief,
    SubscriptionStatus,
)

ORDER: tuple[SubscriptionStatus, ...] = ("active", "suspended", "paused", "pending", "stopped")


def customer_status(statuses: Iterable[SubscriptionStatus], *, archived: bool) -> CustomerStatus:
    """Active if any subscription is, else suspended, paused, pending, stopped, in that order; or archived."""
    if archived:
        return "archived"
    present = set(statuses)
    return next((status for status in ORDER if status in present), "pending")


def with_subscription(customer: Customer, subscription: Subscription) -> Customer:
    """The customer's document with what it repeats of a subscription: brief, plans, status."""
    brief = SubscriptionBrief(
        status=subscription.status,
        plan_id=subscription.plan_id,
        billing_day=subscription.billing_day,
        next_invoice_on=subscription.next_invoice_on,
        pppoe_user=subscription.network.pppoe_user,
    )
    briefs = {**customer.subscriptions, subscription.id: brief}
    return customer.model_copy(
        update={
            "subscriptions": briefs,
            "plan_ids": sorted({kept.plan_id for kept in briefs.values()}),
            "status": customer_status((kept.status for kept in briefs.values()), archived=customer.archived),
        }
    )

"""The steps of a subscription's life, and what each leaves for the next invoice: pure."""

from datetime import date, datetime, timedelta
from typing import Literal

from shared.core.dates import next_billing_on
from shared.core.errors import Conflict
from shared.customers.create_subscription import first_invoice_on
from shared.customers.models import PendingLine, Plan, Subscription, SubscriptionStatus
from shared.customers.proration import prorated_lines

Step = Literal["activate", "suspend", "resume", "pause", "stop", "change-plan"]

FROM: dict[Step, tuple[SubscriptionStatus, ...]] = {
    "activate": ("pending",),
    "suspend": ("active",),
    "resume": ("suspended", "paused"),
    "pause": ("active", "suspended"),
    "stop": ("pending", "active", "suspended", "paused"),
    "change-plan": ("pending", "active", "suspended", "paused"),
}
TO: dict[Step, SubscriptionStatus] = {
    "activate": "active",
    "suspend": "suspended",
    "resume": "active",
    "pause": "paused",
    "stop": "stopped",
}


def take_step(
    subscription: Subscription,
    step: Step,
    plan: Plan,
    on: date,
    now: datetime,
    *,
    new_plan: Plan | None = None,
) -> Subscription:
    """The subscription after the step, effective from the start of day `on`. Raises Conflict where it cannot be."""
    if subscription.status not in FROM[step]:
        raise Conflict(
            code="wrong_status",
            message_id=f"Langganan ini berstatus {subscription.status}, langkah itu tidak berlaku.",
            message_en=f"This subscription is {subscription.status}; that step does not apply.",
        )
    after = subscription.model_copy(update={"status": TO.get(step, subscription.status), "updated_at": now})
    if step == "activate":
        return _activated(after, on)
    if step == "suspend":
        return after.model_copy(update={"service_allowed": False})
    if step == "resume":
        return _resumed(after, on)
    if step == "change-plan":
        return _on_other_plan(after, plan, new_plan or plan, on)
    return _served_until(after, plan, on, for_good=step == "stop")


def _activated(subscription: Subscription, on: date) -> Subscription:
    first_on = first_invoice_on(subscription.billing_day, on, subscription.mode)
    served_before = subscription.mode == "postpaid" or on < first_on
    return subscription.model_copy(
        update={
            "starts_on": on,
            "next_invoice_on": first_on,
            "unbilled_from": on if served_before else None,
            "service_allowed": True,
        }
    )


def _resumed(subscription: Subscription, on: date) -> Subscription:
    following = subscription.next_invoice_on or next_billing_on(subscription.billing_day, on)
    covered = subscription.billed_to is not None and subscription.billed_to >= on
    unbilled_from = subscription.unbilled_from
    if not covered and unbilled_from is None and on < following:
        unbilled_from = on
    return subscription.model_copy(
        update={"service_allowed": True, "next_invoice_on": following, "unbilled_from": unbilled_from}
    )


def _served_until(subscription: Subscription, plan: Plan, on: date, *, for_good: bool) -> Subscription:
    """Paused or stopped from `on`: days billed and not served are given back, days served and not billed charged."""
    lines = [*_given_back(subscription, plan, on), *_still_owed(subscription, plan, on)]
    billed_to = subscription.billed_to
    served = subscription.model_copy(
        update={
            "pending_lines": [*subscription.pending_lines, *lines],
            "billed_to": on - timedelta(days=1) if billed_to and billed_to >= on else billed_to,
            "unbilled_from": None,
            "service_allowed": False,
        }
    )
    if not for_good:
        return served
    # What is still owed goes out as the final bill with the next run.
    return served.model_copy(update={"next_invoice_on": on if waiting_amount(served) > 0 else None})


def waiting_amount(subscription: Subscription) -> int:
    """What waits for the next invoice, in rupiah; below zero it is given back."""
    return sum(line.amount for line in subscription.pending_lines)


def _on_other_plan(subscription: Subscription, plan: Plan, new_plan: Plan, on: date) -> Subscription:
    lines = _given_back(subscription, plan, on)
    if lines and subscription.billed_to:
        lines += prorated_lines(
            f"{new_plan.name}, sejak ganti paket",
            new_plan.price,
            on,
            subscription.billed_to,
            subscription.billing_day,
        )
    owed = _still_owed(subscription, plan, on)
    return subscription.model_copy(
        update={
            "plan_id": new_plan.id,
            "price_override": None,
            "pending_lines": [*subscription.pending_lines, *lines, *owed],
            "unbilled_from": on if owed else subscription.unbilled_from,
        }
    )


def _given_back(subscription: Subscription, plan: Plan, on: date) -> list[PendingLine]:
    if subscription.billed_to is None or subscription.billed_to < on:
        return []
    what = f"{plan.name}, hari yang tidak terpakai"
    price = monthly_price(subscription, plan)
    return prorated_lines(what, price, on, subscription.billed_to, subscription.billing_day, sign=-1)


def _still_owed(subscription: Subscription, plan: Plan, on: date) -> list[PendingLine]:
    first = subscription.unbilled_from
    if first is None or first >= on:
        return []
    price = monthly_price(subscription, plan)
    last = on - timedelta(days=1)
    return prorated_lines(f"{plan.name}, hari yang terpakai", price, first, last, subscription.billing_day)


def monthly_price(subscription: Subscription, plan: Plan) -> int:
    """What a whole month costs this subscription, in rupiah."""
    return plan.price if subscription.price_override is None else subscription.price_override

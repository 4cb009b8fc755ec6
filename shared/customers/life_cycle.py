"""The steps of a subscription's life, and what each leaves for the next invoice: pure.

`billed_to` is the last day that is settled: billed, waiting as a line, or not served. A step settles the days before
it and gives back those after it, out of what was really billed for them, so no day is charged or given back twice.
"""

from datetime import date, datetime, timedelta
from typing import Literal

from shared.core.dates import add_months, long_date
from shared.core.errors import Conflict
from shared.customers.create_subscription import first_invoice_on
from shared.customers.give_back import give_back
from shared.customers.models import Plan, Subscription, SubscriptionStatus, SuspendedFor
from shared.customers.periods import joined
from shared.customers.price_days import price_days
from shared.customers.terms import NO_TAX

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
STATUS_WORD: dict[SubscriptionStatus, str] = {
    "pending": "menunggu pasang",
    "active": "aktif",
    "suspended": "diisolir",
    "paused": "cuti",
    "stopped": "berhenti",
}
ONE_DAY = timedelta(days=1)
NOT_SERVED = {"service_allowed": False, "suspended_for": None}
DAYS_BACK = 62
"""A step counts from so many days ago at the earliest, so what older days were billed is no longer kept."""


def take_step(
    subscription: Subscription,
    step: Step,
    plan: Plan,
    on: date,
    now: datetime,
    *,
    new_plan: Plan | None = None,
    charge_suspended: bool = False,
    suspended_for: SuspendedFor = "staff",
) -> Subscription:
    """The subscription after the step, effective from the start of day `on`. Raises Conflict where it cannot be.

    `charge_suspended` is the owner's rule that days of suspension are billed like any other; what is suspended for
    arrears comes back by itself when they are paid.
    """
    if subscription.status not in FROM[step]:
        raise Conflict(
            code="wrong_status",
            message_id=f"Langganan ini {STATUS_WORD[subscription.status]}, jadi langkah itu tidak berlaku.",
            message_en=f"This subscription is {subscription.status}; that step does not apply.",
        )
    is_charged = subscription.status == "active" or (subscription.status == "suspended" and charge_suspended)
    after = subscription.model_copy(update={"status": TO.get(step, subscription.status), "updated_at": now})
    if step == "activate":
        return _activated(after, on)
    if step == "suspend":
        served = after if charge_suspended else _settled_before(after, plan, on, ", sebelum layanan dijeda")
        return served.model_copy(update={"service_allowed": False, "suspended_for": suspended_for})
    if step == "resume":
        return _resumed(after, on, was_charged=is_charged)
    if step == "change-plan":
        return _on_other_plan(after, plan, new_plan or plan, on, is_charged=is_charged)
    return _served_until(after, plan, on, is_charged=is_charged, for_good=step == "stop")


def settled_to(subscription: Subscription) -> date:
    """The last day that is settled: billed, waiting as a line, or not served."""
    if subscription.billed_to is not None:
        return subscription.billed_to
    following = subscription.next_invoice_on
    if following is None:
        return subscription.starts_on - ONE_DAY
    opens = following if subscription.mode == "prepaid" else add_months(following, -1, subscription.billing_day)
    return opens - ONE_DAY


def waiting_amount(subscription: Subscription) -> int:
    """What waits for the next invoice, in rupiah before tax; below zero it is given back."""
    return sum(line.amount for line in subscription.pending_lines)


def _activated(subscription: Subscription, on: date) -> Subscription:
    return subscription.model_copy(
        update={
            "starts_on": on,
            "next_invoice_on": first_invoice_on(subscription.billing_day, on, subscription.mode),
            "billed_to": on - ONE_DAY,
            "service_allowed": True,
        }
    )


def _resumed(subscription: Subscription, on: date, *, was_charged: bool) -> Subscription:
    back = subscription.model_copy(update={"service_allowed": True, "suspended_for": None})
    if was_charged:
        return back
    billed_to = max(settled_to(subscription), on - ONE_DAY)
    following = first_invoice_on(subscription.billing_day, billed_to + ONE_DAY, subscription.mode)
    # A month that was passed by stays so: what is left of it is a line on the next invoice.
    following = max(following, subscription.next_invoice_on or following)
    return back.model_copy(update={"billed_to": billed_to, "next_invoice_on": following})


def _served_until(
    subscription: Subscription, plan: Plan, on: date, *, is_charged: bool, for_good: bool
) -> Subscription:
    """Paused or stopped from `on`: days billed and not served are given back, days served and not billed charged."""
    why = f"{'berhenti' if for_good else 'cuti'} mulai {long_date(on)}"
    served = subscription
    if is_charged:
        served = _settled_before(served, plan, on, f", sebelum {'berhenti' if for_good else 'cuti'}")
    served = give_back(served, plan.name, on, why)
    served = served.model_copy(update={"billed_to": min(settled_to(served), on - ONE_DAY), **NOT_SERVED})
    if not for_good:
        return served
    # What is still owed goes out as the final bill with the next run.
    return served.model_copy(update={"next_invoice_on": on if served.pending_lines else None, "stopped_on": on})


def _on_other_plan(
    subscription: Subscription, plan: Plan, new_plan: Plan, on: date, *, is_charged: bool
) -> Subscription:
    settled = _settled_before(subscription, plan, on, ", sebelum ganti paket") if is_charged else subscription
    again = [(max(days.first, on), days.last) for days in settled.billed_days if days.last >= on]
    back = give_back(settled, plan.name, on, f"ganti paket mulai {long_date(on)}")
    changed = back.model_copy(update={"plan_id": new_plan.id, "price_override": None})
    for first, last in joined(again):
        changed = _charged(changed, new_plan, first, last, ", sejak ganti paket")
    return changed


def _settled_before(subscription: Subscription, plan: Plan, on: date, about: str) -> Subscription:
    """With the days served before `on` and not billed yet as lines that wait."""
    first = settled_to(subscription) + ONE_DAY
    if first >= on:
        return subscription
    return _charged(subscription, plan, first, on - ONE_DAY, about).model_copy(update={"billed_to": on - ONE_DAY})


def _charged(subscription: Subscription, plan: Plan, first: date, last: date, about: str) -> Subscription:
    lines, billed = price_days(subscription, plan, first, last, about)
    tax = billed[0].tax
    waiting = [line.model_copy(update={"tax": tax or NO_TAX}) for line in lines]
    return subscription.model_copy(
        update={
            "pending_lines": [*subscription.pending_lines, *waiting],
            "billed_days": [*subscription.billed_days, *billed],
        }
    )

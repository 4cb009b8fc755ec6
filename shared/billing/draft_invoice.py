"""Decide what one subscription is billed: pure, so that preview, run and tests see the same lines."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shared.billing.make_invoice import NOTHING, Heading, Terms, make_invoice, taxed_lines
from shared.billing.models import Invoice, LedgerEntry, SkipReason
from shared.core.dates import next_billing_on
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import settled_to
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.periods import period_billed
from shared.customers.price_days import price_days
from shared.settings.models import BillingRules

MONTHS_AT_ONCE = 24


@dataclass(frozen=True)
class Billed:
    """The invoices of one subscription, and what the customer and the subscription are afterwards."""

    customer: Customer
    subscription: Subscription
    invoices: list[Invoice] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)


@dataclass(frozen=True)
class Skipped:
    """Not billed by rule; the date has moved on."""

    customer: Customer
    subscription: Subscription
    reason: SkipReason


@dataclass(frozen=True)
class CannotBill:
    """Not billed because something is missing; the date stays, so the next run tries again."""

    code: str
    message: str


Outcome = Billed | Skipped | CannotBill


def bill_subscription(
    customer: Customer | None,
    subscription: Subscription,
    plan: Plan | None,
    terms: Terms,
    *,
    months: int = MONTHS_AT_ONCE,
) -> Outcome:
    """The invoices that are due by `terms.on`, oldest first, one a period, at most `months`."""
    if customer is None:
        return CannotBill("no_customer", "Pelanggannya tidak ada.")
    reason = _reason_to_skip(customer, subscription, terms.rules)
    if reason:
        return _skip(customer, subscription, reason, terms)
    if plan is None:
        return CannotBill("no_plan", f"Paket “{subscription.plan_id}” tidak ada. Pilih paket, lalu terbitkan lagi.")
    if subscription.status == "stopped":
        return settle_at_the_end(customer, subscription, plan, terms)
    billed = Billed(customer, subscription)
    while is_due(billed.subscription, terms.on) and len(billed.invoices) < months:
        billed = _bill_one_period(billed, plan, terms)
    return billed


def settle_at_the_end(customer: Customer, subscription: Subscription, plan: Plan, terms: Terms) -> Billed:
    """What waits when a subscription has stopped: a final bill, or credit where more is given back than is owed."""
    ends_on = subscription.next_invoice_on or terms.on
    total = taxed_lines(subscription, plan, NOTHING, terms.rules).total
    if total > 0:
        heading = Heading(
            f"{subscription.id}_final", f"{invoice_number(subscription, ends_on)}-F", "single", ends_on, None
        )
        made = make_invoice(customer, subscription, plan, heading, NOTHING, terms)
        ended = made.subscription.model_copy(update={"next_invoice_on": None})
        return Billed(with_subscription(made.customer, ended), ended, [made.invoice], [made.entry])
    ended = subscription.model_copy(update={"next_invoice_on": None, "pending_lines": [], "updated_at": terms.now})
    entries = []
    if total < 0:
        entries.append(_credit_entry(customer, subscription, total, terms))
        changes = {"balance": customer.balance + total, "credit": customer.credit - total, "updated_at": terms.now}
        customer = customer.model_copy(update=changes)
    return Billed(with_subscription(customer, ended), ended, [], entries)


def step_past(customer: Customer, subscription: Subscription) -> tuple[Customer, Subscription]:
    """Both with the date moved past a month whose invoice is there already."""
    billed_on = subscription.next_invoice_on
    if billed_on is None:
        raise ValueError("a subscription without a next invoice date is not due")
    following = None if subscription.status == "stopped" else _first_billing_day_after(subscription, billed_on)
    moved = subscription.model_copy(update={"next_invoice_on": following})
    return with_subscription(customer, moved), moved


def invoice_id(subscription: Subscription, billed_on: date) -> str:
    """One subscription, one month, one document; what is left when it stops is its final bill."""
    return f"{subscription.id}_final" if subscription.status == "stopped" else f"{subscription.id}_{billed_on:%Y-%m}"


def invoice_number(subscription: Subscription, billed_on: date) -> str:
    """`INV-202611-00123-1`."""
    return f"INV-{billed_on:%Y%m}-{subscription.id.removeprefix('PLG-')}"


def is_due(subscription: Subscription, on: date) -> bool:
    """Whether something of it waits to be billed by `on`."""
    return subscription.next_invoice_on is not None and subscription.next_invoice_on <= on


def _reason_to_skip(customer: Customer, subscription: Subscription, rules: BillingRules) -> SkipReason | None:
    if subscription.status == "stopped" and subscription.pending_lines:
        return None  # the final bill
    if customer.archived:
        return "archived"
    if subscription.status == "active":
        return None
    if subscription.status == "suspended" and rules.invoice_while_suspended:
        return None
    return subscription.status


def _skip(customer: Customer, subscription: Subscription, reason: SkipReason, terms: Terms) -> Skipped:
    following = None if reason in ("stopped", "archived") else _first_billing_day_after(subscription, terms.on)
    moved = subscription.model_copy(update={"next_invoice_on": following})
    return Skipped(with_subscription(customer, moved), moved, reason)


def _first_billing_day_after(subscription: Subscription, on: date) -> date:
    return next_billing_on(subscription.billing_day, on + timedelta(days=1))


def _bill_one_period(billed: Billed, plan: Plan, terms: Terms) -> Billed:
    subscription = billed.subscription
    billed_on = subscription.next_invoice_on
    if billed_on is None:
        raise ValueError("a subscription without a next invoice date is not due")
    period = period_billed(billed_on, subscription.billing_day, postpaid=subscription.mode == "postpaid")
    settled = settled_to(subscription)
    first = settled + timedelta(days=1)
    if subscription.status == "suspended":
        first = max(first, period.start)  # months passed by before the owner chose to bill them stay passed by
    priced = price_days(subscription, plan, first, period.end) if first <= period.end else NOTHING
    heading = Heading(
        invoice_id(subscription, billed_on), invoice_number(subscription, billed_on), "period", billed_on, period
    )
    made = make_invoice(billed.customer, subscription, plan, heading, priced, terms)
    moved = made.subscription.model_copy(
        update={
            "next_invoice_on": _first_billing_day_after(subscription, billed_on),
            "billed_to": max(settled, period.end),
        }
    )
    return replace(
        billed,
        customer=with_subscription(made.customer, moved),
        subscription=moved,
        invoices=[*billed.invoices, made.invoice],
        ledger=[*billed.ledger, made.entry],
    )


def _credit_entry(customer: Customer, subscription: Subscription, amount: int, terms: Terms) -> LedgerEntry:
    return LedgerEntry(
        id=f"{subscription.id}_final.credit",
        customer_id=customer.id,
        kind="credit",
        amount=amount,
        cause=subscription.id,
        on=terms.today,
        at=terms.now,
        by=terms.by,
        branch_id=customer.branch_id,
    )

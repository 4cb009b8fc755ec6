"""Decide what one subscription is billed: pure, so that preview, run and tests see the same lines."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from shared.billing.dunning_dates import first_dunning_on
from shared.billing.models import Invoice, InvoiceLine, InvoiceTax, LedgerEntry, SkipReason
from shared.core.dates import next_billing_on, period_text
from shared.core.money import percent_of, percent_within
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import monthly_price, waiting_amount
from shared.customers.models import Customer, PendingLine, Plan, Subscription
from shared.customers.periods import period_billed
from shared.customers.proration import prorated_lines
from shared.settings.models import BillingRules

MONTHS_AT_ONCE = 24


@dataclass(frozen=True)
class Terms:
    """What a run decides under: its day, the moment, the owner's rules."""

    on: date
    """All that is due up to and including this day is billed."""
    today: date
    now: datetime
    rules: BillingRules
    by: str
    run_id: str | None = None


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
        return _skip(customer, subscription, reason, terms.on)
    if plan is None:
        return CannotBill("no_plan", f"Paket “{subscription.plan_id}” tidak ada. Pilih paket, lalu terbitkan lagi.")
    billed = Billed(customer, subscription)
    while is_due(billed.subscription, terms.on) and len(billed.invoices) < months:
        billed = _bill_one_period(billed, plan, terms)
    return billed


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


def is_due(subscription: Subscription, on: date) -> bool:
    """Whether something of it waits to be billed by `on`."""
    return subscription.next_invoice_on is not None and subscription.next_invoice_on <= on


def _reason_to_skip(customer: Customer, subscription: Subscription, rules: BillingRules) -> SkipReason | None:
    if subscription.status == "stopped" and waiting_amount(subscription) > 0:
        return None  # the final bill
    if customer.archived:
        return "archived"
    if subscription.status == "active":
        return None
    if subscription.status == "suspended" and rules.invoice_while_suspended:
        return None
    return subscription.status


def _skip(customer: Customer, subscription: Subscription, reason: SkipReason, on: date) -> Skipped:
    following = None if reason in ("stopped", "archived") else _first_billing_day_after(subscription, on)
    moved = subscription.model_copy(update={"next_invoice_on": following})
    return Skipped(with_subscription(customer, moved), moved, reason)


def _first_billing_day_after(subscription: Subscription, on: date) -> date:
    return next_billing_on(subscription.billing_day, on + timedelta(days=1))


def _bill_one_period(billed: Billed, plan: Plan, terms: Terms) -> Billed:
    customer, subscription = billed.customer, billed.subscription
    billed_on = subscription.next_invoice_on
    if billed_on is None:
        raise ValueError("a subscription without a next invoice date is not due")
    is_final = subscription.status == "stopped"
    period = period_billed(billed_on, subscription.billing_day, postpaid=subscription.mode == "postpaid")
    service = [] if is_final else service_lines(subscription, plan, billed_on)
    lines, carried = carry_negative(service + _waiting(subscription))
    lines, tax = with_tax(lines, plan)
    total = sum(line.amount for line in lines)
    paid = min(customer.credit, total)
    due_days = terms.rules.due_days if subscription.due_days is None else subscription.due_days
    due_on = max(billed_on, terms.on) + timedelta(days=due_days)
    is_open = paid < total
    invoice = Invoice(
        id=invoice_id(subscription, billed_on),
        number=f"INV-{billed_on:%Y%m}-{subscription.id.removeprefix('PLG-')}{'-F' if is_final else ''}",
        kind="single" if is_final else "period",
        customer_id=customer.id,
        customer_name=customer.name,
        subscription_id=subscription.id,
        plan_id=plan.id,
        plan_name=plan.name,
        period=f"{billed_on:%Y-%m}",
        period_start=None if is_final else period.start,
        period_end=None if is_final else period.end,
        billed_on=billed_on,
        issued_on=terms.today,
        issued_at=terms.now,
        due_on=due_on,
        lines=lines,
        tax=tax,
        total=total,
        paid=paid,
        status="open" if is_open else "paid",
        next_dunning_on=first_dunning_on(terms.rules.ladder, due_on, terms.today) if is_open else None,
        run_id=terms.run_id,
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
    )
    entry = LedgerEntry(
        id=f"{invoice.id}.issued",
        customer_id=customer.id,
        kind="invoice",
        amount=total,
        cause=invoice.id,
        on=terms.today,
        at=terms.now,
        by=terms.by,
        branch_id=customer.branch_id,
    )
    moved = subscription.model_copy(
        update={
            "next_invoice_on": None if is_final else _first_billing_day_after(subscription, billed_on),
            "billed_to": subscription.billed_to if is_final else period.end,
            "unbilled_from": None,
            "pending_lines": carried,
            "updated_at": terms.now,
        }
    )
    charged = with_subscription(customer, moved).model_copy(
        update={
            "balance": customer.balance + total,
            "credit": customer.credit - paid,
            "updated_at": terms.now,
        }
    )
    return replace(
        billed,
        customer=charged,
        subscription=moved,
        invoices=[*billed.invoices, invoice],
        ledger=[*billed.ledger, entry],
    )


def service_lines(subscription: Subscription, plan: Plan, billed_on: date) -> list[InvoiceLine]:
    """The plan's own lines: days of service no invoice has covered yet, then the period itself."""
    price = monthly_price(subscription, plan)
    day = subscription.billing_day
    postpaid = subscription.mode == "postpaid"
    period = period_billed(billed_on, day, postpaid=postpaid)
    serving_from = subscription.unbilled_from or period.start
    lines = []
    if serving_from < period.start:
        last_day_before = period.start - timedelta(days=1)
        lines = prorated_lines(f"{plan.name}, hari sebelum periode", price, serving_from, last_day_before, day)
    if postpaid and serving_from > period.start:
        lines += prorated_lines(plan.name, price, serving_from, period.end, day)
    else:
        detail = f"{period_text(period.start, period.end)}, {period.days} hari"
        return [
            *_as_lines(lines),
            InvoiceLine(kind="plan", description=plan.name, detail=detail, amount=price),
        ]
    return _as_lines(lines)


def carry_negative(lines: list[InvoiceLine]) -> tuple[list[InvoiceLine], list[PendingLine]]:
    """An invoice is never below zero: what would be waits for the next one, as a line on both."""
    total = sum(line.amount for line in lines)
    if total >= 0:
        return lines, []
    here = InvoiceLine(kind="carried", description="Sisa potongan, dibawa ke tagihan berikutnya", amount=-total)
    there = PendingLine(kind="carried", description="Sisa potongan dari tagihan sebelumnya", amount=total)
    return [*lines, here], [there]


def with_tax(lines: list[InvoiceLine], plan: Plan) -> tuple[list[InvoiceLine], InvoiceTax | None]:
    """The lines with PPN as a line of its own, rounded half up once per invoice; lines then are before tax."""
    if not plan.tax_percent:
        return lines, None
    percent = Decimal(str(plan.tax_percent))
    gross = sum(line.amount for line in lines)
    if plan.tax_inclusive:
        tax = percent_within(gross, percent)
        lines = _less_tax(lines, percent)
    else:
        tax = percent_of(gross, percent)
    base = gross - tax if plan.tax_inclusive else gross
    shown = f"{percent.normalize():f}".replace(".", ",")
    line = InvoiceLine(
        kind="tax",
        description=f"PPN {shown}%",
        detail="sudah termasuk dalam harga" if plan.tax_inclusive else "",
        amount=tax,
    )
    return [*lines, line], InvoiceTax(percent=plan.tax_percent, base=base, amount=tax, inclusive=plan.tax_inclusive)


def _less_tax(lines: list[InvoiceLine], percent: Decimal) -> list[InvoiceLine]:
    # The tax inside each running total, so that the parts add up to the tax of the whole to the rupiah.
    result, running, taken = [], 0, 0
    for line in lines:
        running += line.amount
        upto = percent_within(running, percent)
        result.append(line.model_copy(update={"amount": line.amount - (upto - taken)}))
        taken = upto
    return result


def _waiting(subscription: Subscription) -> list[InvoiceLine]:
    return _as_lines(subscription.pending_lines)


def _as_lines(pending: list[PendingLine]) -> list[InvoiceLine]:
    return [InvoiceLine(**line.model_dump()) for line in pending]

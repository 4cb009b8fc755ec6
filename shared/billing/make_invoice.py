"""Put an invoice together: lines, tax, credit, due date, and what customer and subscription are after it: pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.billing.dunning_dates import NOT_FOLLOWED_UP, follow_up
from shared.billing.models import Invoice, InvoiceKind, InvoiceLine, LedgerEntry
from shared.billing.tax_lines import Taxed, with_tax
from shared.customers.life_cycle import DAYS_BACK
from shared.customers.models import Customer, PendingLine, Plan, Subscription
from shared.customers.periods import Period
from shared.customers.price_days import Priced, tax_terms
from shared.customers.terms import NO_TAX, BilledDays
from shared.settings.models import BillingRules


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
class Heading:
    """What an invoice is: its id and number, its own date, and the period it is for if it is for one."""

    id: str
    number: str
    kind: InvoiceKind
    billed_on: date
    period: Period | None


@dataclass(frozen=True)
class Made:
    """An invoice with its ledger entry, and both sides after it."""

    customer: Customer
    subscription: Subscription
    invoice: Invoice
    entry: LedgerEntry


NOTHING = Priced([], [])


def taxed_lines(subscription: Subscription, plan: Plan, priced: Priced, rules: BillingRules) -> Taxed:
    """The lines of some days of service, then those that wait, with their tax."""
    return with_tax([*priced.lines, *subscription.pending_lines], tax_terms(plan), rules)


def make_invoice(
    customer: Customer, subscription: Subscription, plan: Plan, heading: Heading, priced: Priced, terms: Terms
) -> Made:
    """The invoice of some days of service and all that waits. It is never below zero: the rest waits for the next."""
    taxed = taxed_lines(subscription, plan, priced, terms.rules)
    lines, carried = _not_below_zero([*taxed.lines, *taxed.tax_lines], heading.number)
    total = sum(line.amount for line in lines)
    paid = min(customer.credit, total)
    due_days = terms.rules.due_days if subscription.due_days is None else subscription.due_days
    due_on = max(heading.billed_on, terms.on) + timedelta(days=due_days)
    is_open = paid < total
    billed_days = mark_billed(priced.billed, heading.id, subscription)
    period = heading.period
    invoice = Invoice(
        id=heading.id,
        number=heading.number,
        kind=heading.kind,
        customer_id=customer.id,
        customer_name=customer.name,
        subscription_id=subscription.id,
        plan_id=plan.id,
        plan_name=plan.name,
        period=f"{heading.billed_on:%Y-%m}",
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        billed_on=heading.billed_on,
        issued_on=terms.today,
        issued_at=terms.now,
        due_on=due_on,
        lines=lines,
        tax=taxed.tax,
        billed_days=billed_days,
        waited=subscription.pending_lines,
        total=total,
        paid=paid,
        from_credit=paid,
        paid_on=None if is_open else terms.today,
        status="open" if is_open else "paid",
        **(follow_up(terms.rules, due_on, terms.today) if is_open else NOT_FOLLOWED_UP),
        run_id=terms.run_id,
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
    )
    charged = {"balance": customer.balance + total, "credit": customer.credit - paid, "updated_at": terms.now}
    oldest = terms.today - timedelta(days=DAYS_BACK)
    billed = {
        "billed_days": [*(days for days in subscription.billed_days if days.last >= oldest), *billed_days],
        "pending_lines": carried,
        "updated_at": terms.now,
    }
    return Made(
        customer=customer.model_copy(update=charged),
        subscription=subscription.model_copy(update=billed),
        invoice=invoice,
        entry=issued_entry(invoice, terms),
    )


def issued_entry(invoice: Invoice, terms: Terms) -> LedgerEntry:
    """What an invoice adds to its customer's account."""
    return LedgerEntry(
        id=f"{invoice.id}.issued",
        customer_id=invoice.customer_id,
        kind="invoice",
        amount=invoice.total,
        cause=invoice.id,
        on=terms.today,
        at=terms.now,
        by=terms.by,
        branch_id=invoice.branch_id,
    )


def mark_billed(days: list[BilledDays], invoice_id: str, subscription: Subscription) -> list[BilledDays]:
    """The days, each saying which invoice billed it."""
    mark = invoice_mark(invoice_id, subscription)
    return [one.model_copy(update={"invoice": mark}) for one in days]


def invoice_mark(invoice_id: str, subscription: Subscription) -> str:
    """How a subscription's billed days name their invoice: the end of its id."""
    return invoice_id.removeprefix(f"{subscription.id}_")


def _not_below_zero(lines: list[InvoiceLine], number: str) -> tuple[list[InvoiceLine], list[PendingLine]]:
    total = sum(line.amount for line in lines)
    if total >= 0:
        return lines, []
    here = InvoiceLine(kind="carried", description="Sisa potongan, dibawa ke tagihan berikutnya", amount=-total)
    there = PendingLine(kind="carried", description=f"Sisa potongan dari tagihan {number}", amount=total, tax=NO_TAX)
    return [*lines, here], [there]

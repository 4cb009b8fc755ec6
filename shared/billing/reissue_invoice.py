"""Bill a voided invoice again, corrected: the same days at the terms that hold now, and all that waits.

Its id says which time it is (`..._2026-11.r2`), so a voided invoice has one successor however often it is asked for.
"""

import re
from datetime import timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.dunning_dates import NOT_FOLLOWED_UP, follow_up
from shared.billing.invoice_message import issued_message
from shared.billing.make_invoice import NOTHING, Heading, Made, Terms, invoice_mark, issued_entry, make_invoice
from shared.billing.models import Invoice, InvoiceView
from shared.billing.pay_invoice import is_followed_up
from shared.billing.read_invoices import invoice_view, stored_invoice
from shared.billing.repository import invoices
from shared.billing.step_subscription import present_terms
from shared.billing.write_account import write_account
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.tasks import enqueue_drain
from shared.customers.change_subscription import plan_of
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import DAYS_BACK
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.periods import Period, joined
from shared.customers.price_days import Priced, price_days
from shared.customers.read_customers import stored_customer
from shared.customers.repository import subscriptions
from shared.messaging.repository import queue_message
from shared.messaging.send_now import send_now

_TIME = re.compile(r"^(.*?)(?:\.r(\d+))?$")


def reissue_invoice(invoice_id: str, by: Caller) -> Answer[InvoiceView]:
    """201 with the new invoice, 200 with it when it is there. Raises NotFound, Conflict `not_void`."""

    messages: list[str] = []

    def decide() -> Answer[InvoiceView]:
        voided = stored_invoice(invoice_id).value
        known = invoices.get(following_id(voided.id))
        if known:
            return Answer(invoice_view(known.value), 200)
        if voided.status != "void":
            raise Conflict(
                code="not_void",
                message_id="Batalkan dulu tagihan ini, baru bisa diterbitkan ulang.",
                message_en="Void this invoice first; then it can be issued again.",
            )
        invoice, messages[:] = _issue_again(voided, by)
        return Answer(invoice_view(invoice), 201)

    answer = attempt(decide)
    if answer.status == 201:
        send_now(messages)
        enqueue_drain("messages")
    return answer


def following_id(invoice_id: str) -> str:
    """The id under which a voided invoice is issued again: `x` -> `x.r2` -> `x.r3`."""
    first, time = _TIME.fullmatch(invoice_id).groups()  # type: ignore[union-attr]
    return f"{first}.r{int(time or 1) + 1}"


def made_again(customer: Customer, subscription: Subscription, plan: Plan, voided: Invoice, terms: Terms) -> Made:
    """The invoice once more, of those of its days that were served, at the terms the subscription has now."""
    mark = invoice_mark(voided.id, subscription)
    free = [days for days in subscription.billed_days if days.invoice == mark]
    if voided.billed_days and voided.billed_days[-1].last < terms.today - timedelta(days=DAYS_BACK):
        free = voided.billed_days  # too old to be remembered, or to have been given back since
    priced = NOTHING
    for first, last in joined((days.first, days.last) for days in free):
        lines, billed = price_days(subscription, plan, first, last)
        priced = Priced([*priced.lines, *lines], [*priced.billed, *billed])
    kept = [days for days in subscription.billed_days if days.invoice != mark]
    period = Period(voided.period_start, voided.period_end) if voided.period_start and voided.period_end else None
    heading = Heading(following_id(voided.id), _following_number(voided), voided.kind, voided.billed_on, period)
    before = subscription.model_copy(update={"billed_days": kept})
    made = make_invoice(customer, before, plan, heading, priced, terms)
    in_order = sorted(made.subscription.billed_days, key=lambda days: days.first)
    after = made.subscription.model_copy(update={"billed_days": in_order})
    return Made(with_subscription(made.customer, after), after, made.invoice, made.entry)


def _issue_again(voided: Invoice, by: Caller) -> tuple[Invoice, list[str]]:
    """The invoice, and what is to be sent at once."""
    owner = stored_customer(voided.customer_id)
    terms = present_terms(by)
    commit = Commit()
    line = subscriptions.get(voided.subscription_id) if voided.subscription_id else None
    plan = _plan_then(line.value, voided) if line else None
    lines = {}
    if line is not None and plan is not None:
        made = made_again(owner.value, line.value, plan, voided, terms)
        customer, invoice = made.customer, made.invoice
        lines[line.value.id] = line, made.subscription
    else:
        customer, invoice = _same_again(owner.value, voided, terms)
    commit.create(invoices, invoice)
    written = write_account(commit, owner, customer, invoice.id, [issued_entry(invoice, terms)], lines=lines)
    message = issued_message(invoice, customer)
    if message is not None:
        queue_message(commit, message)
    record_audit(
        commit,
        cause=invoice.id,
        what="reissued",
        by=by.id,
        subject=f"invoices/{invoice.id}",
        before={"id": voided.id, "total": voided.total},
        after={"id": invoice.id, "total": invoice.total},
    )
    commit.commit()
    return invoice, written.messages


def _plan_then(subscription: Subscription, voided: Invoice) -> Plan | None:
    """The plan its days were served under: they keep it, also when another was chosen since."""
    then = plan_of(voided.plan_id) if voided.plan_id else None
    return then or plan_of(subscription.plan_id)


def _same_again(customer: Customer, voided: Invoice, terms: Terms) -> tuple[Customer, Invoice]:
    """A bill without a subscription, from the old books: as it was, but for a fee, since it is due anew."""
    total = voided.total - voided.late_fee
    paid = min(customer.credit, total)
    due_on = max(voided.billed_on, terms.on) + timedelta(days=terms.rules.due_days)
    is_open = paid < total
    followed_up = is_open and is_followed_up(voided, terms.rules)
    again = {
        "id": following_id(voided.id),
        "number": _following_number(voided),
        "issued_on": terms.today,
        "issued_at": terms.now,
        "due_on": due_on,
        "paid": paid,
        "payments": [],
        "from_credit": paid,
        "paid_on": None if is_open else terms.today,
        "status": "open" if is_open else "paid",
        "lines": [line for line in voided.lines if line.kind != "late_fee"],
        "total": total,
        "late_fee": 0,
        "late_fee_on": None,
        "dunned": [],
        "promises": 0,
        **(follow_up(terms.rules, due_on, terms.today) if followed_up else NOT_FOLLOWED_UP),
        "run_id": None,
    }
    invoice = voided.model_copy(update=again)
    charged = {
        "balance": customer.balance + invoice.total,
        "credit": customer.credit - paid,
        "updated_at": terms.now,
    }
    return customer.model_copy(update=charged), invoice


def _following_number(voided: Invoice) -> str:
    first, time = re.fullmatch(r"(.*?)(?:-R(\d+))?", voided.number).groups()  # type: ignore[union-attr]
    return f"{first}-R{int(time or 1) + 1}"

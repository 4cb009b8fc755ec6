"""Take an invoice back: what it charged is given back by a new ledger entry, its message is not sent any more.

Its month is done: only a reissue bills it again. What had waited for it waits again; what was given back out of it
is owed again, since it is no longer paid for.
"""

from datetime import date, datetime, timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.dunning_dates import NOT_FOLLOWED_UP
from shared.billing.make_invoice import invoice_mark
from shared.billing.models import Invoice, InvoiceView, LedgerEntry
from shared.billing.read_invoices import invoice_view, stored_invoice
from shared.billing.repository import invoices
from shared.billing.write_account import write_account
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.money import rupiah
from shared.customers.life_cycle import DAYS_BACK
from shared.customers.models import PendingLine, Subscription
from shared.customers.read_customers import stored_customer
from shared.customers.repository import subscriptions
from shared.customers.terms import NO_TAX
from shared.messaging.send_now import send_now

VOID = {"status": "void", "paid": 0, "payments": [], "from_credit": 0, "credited": 0, **NOT_FOLLOWED_UP}
"""What an invoice is once it is taken back; what was paid of it is the customer's credit."""


def void_invoice(invoice_id: str, reason: str, by: Caller) -> InvoiceView:
    """The voided invoice; a second time changes nothing. Raises NotFound, Conflict `not_open` for a settled one."""

    def decide() -> tuple[InvoiceView, list[str]]:
        stored = stored_invoice(invoice_id)
        invoice = stored.value
        if invoice.status == "void":
            return invoice_view(invoice), []
        if invoice.status != "open":
            raise Conflict(
                code="not_open",
                message_id="Hanya tagihan yang belum lunas yang bisa dibatalkan.",
                message_en="Only an open invoice can be voided.",
            )
        if invoice.credited > invoice.paid:
            raise Conflict(
                code="has_credit_note",
                message_id="Sebagian tagihan ini sudah dikembalikan lewat nota kredit yang terpakai. Hapuskan sisanya.",
                message_en="Part of this invoice was given back by a credit note that is spent. Write off the rest.",
            )
        owner = stored_customer(invoice.customer_id)
        line = subscriptions.get(invoice.subscription_id) if invoice.subscription_id else None
        after = invoice.model_copy(update=VOID)
        commit = Commit()
        commit.update(invoices, stored, after)
        lines = {}
        if line is not None:
            lines[line.value.id] = line, without_invoice(line.value, invoice, clock.today(), clock.now())
        given_back = {
            "balance": owner.value.balance - invoice.total + invoice.credited,
            "credit": owner.value.credit + invoice.paid - invoice.credited,
            "updated_at": clock.now(),
        }
        entry = _void_entry(invoice, by)
        customer = owner.value.model_copy(update=given_back)
        written = write_account(commit, owner, customer, f"{invoice.id}.void", [entry], lines=lines, closed=invoice.id)
        record_audit(
            commit,
            cause=invoice.id,
            what="voided",
            by=by.id,
            subject=f"invoices/{invoice.id}",
            before={"status": invoice.status, "paid": invoice.paid},
            after={"status": "void", "reason": reason},
        )
        commit.commit()
        return invoice_view(after), written.messages

    view, messages = attempt(decide)
    send_now(messages)
    return view


def without_invoice(subscription: Subscription, invoice: Invoice, today: date, now: datetime) -> Subscription:
    """The subscription when its invoice is void: its days cost nothing, its waiting lines wait again."""
    mark = invoice_mark(invoice.id, subscription)
    waiting = [*invoice.waited, *subscription.pending_lines]
    given_back = _given_back(subscription, invoice, mark, today)
    if given_back:
        waiting.append(
            PendingLine(
                kind="proration",
                description="Pembatalan pengembalian",
                detail=f"{rupiah(given_back)} dikembalikan dari tagihan {invoice.number}, yang sudah dibatalkan",
                amount=given_back,
                tax=invoice.billed_days[0].tax or NO_TAX,
            )
        )
    free = [
        days.model_copy(update={"amount": 0}) if days.invoice == mark else days for days in subscription.billed_days
    ]
    return subscription.model_copy(update={"billed_days": free, "pending_lines": waiting, "updated_at": now})


def _given_back(subscription: Subscription, invoice: Invoice, mark: str, today: date) -> int:
    """What steps have given back out of this invoice; older days are no longer remembered, nor can steps reach them."""
    left = {days.first: days.amount for days in subscription.billed_days if days.invoice == mark}
    oldest = today - timedelta(days=DAYS_BACK)
    return sum(days.amount - left.get(days.first, 0) for days in invoice.billed_days if days.last >= oldest)


def _void_entry(invoice: Invoice, by: Caller) -> LedgerEntry:
    return LedgerEntry(
        id=f"{invoice.id}.void",
        customer_id=invoice.customer_id,
        kind="void",
        amount=invoice.credited - invoice.total,
        cause=invoice.id,
        on=clock.today(),
        at=clock.now(),
        by=by.id,
        branch_id=invoice.branch_id,
    )

"""Take a payment back: it was entered wrongly, or the money did not come. New entries, nothing is rubbed out."""

from datetime import datetime

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.invoice_message import issued_message
from shared.billing.models import EntryKind, LedgerEntry
from shared.billing.repository import invoices
from shared.billing.settle_account import Account, Change, read_account, settle_account
from shared.core import clock
from shared.core.firestore import Commit, Stored, attempt
from shared.core.tasks import enqueue_drain
from shared.messaging.repository import queue_message
from shared.payments.as_it_was import as_it_was
from shared.payments.models import Payment, PaymentView, Payout, Reversal
from shared.payments.payment_view import payment_view
from shared.payments.read_payments import stored_payment
from shared.payments.repository import payments, payouts
from shared.payments.single_invoice import single_invoice
from shared.payments.undo_payment import needs_all, undo_payment
from shared.settings.repository import billing_rules


def reverse_payment(payment_id: str, reason: str, by: Caller) -> PaymentView:
    """The payment, reversed; a second time changes nothing. Raises NotFound."""

    def decide() -> tuple[Payment, bool]:
        stored = stored_payment(payment_id)
        if stored.value.status == "reversed":
            return stored.value, False
        commit = Commit()
        after, is_billed = write_reversal(commit, stored, reason, by)
        commit.commit()
        return after, is_billed

    payment, is_billed = attempt(decide)
    if is_billed:
        enqueue_drain("messages")
    return payment_view(payment)


def write_reversal(
    commit: Commit, stored: Stored[Payment], reason: str, by: Caller, *, undone: bool = False
) -> tuple[Payment, bool]:
    """Add it to the commit; the payment as it is then, and whether what is left to pay became a bill of its own.

    `undone`: as if it had never been; lines it gave back are cut again, and the promise it kept stands.
    """
    payment, now, today, rules = stored.value, clock.now(), clock.today(), billing_rules()
    account = _account_for(payment)
    owner = account.owner.value
    found = [one.value for one in account.invoices.values()]
    left = undo_payment(owner, payment.id, payment.amount, found, rules, today)
    entries = [_entry(payment, "reversal", payment.amount, payment.id, reason, by, now)]
    for invoice, amount in left.revived:
        entry = _entry(payment, "write_off", amount, invoice.id, reason, by, now)
        entries.append(entry.model_copy(update={"id": f"{payment.id}.revived.{invoice.id}"}))
    created = []
    if left.unbilled:
        said = f"Pembayaran {payment.number} dibatalkan"
        bill = single_invoice(owner, f"{payment.id}.reversed", left.unbilled, said, reason, rules, today, now)
        created.append(bill)
    changes = {"balance": owner.balance + sum(entry.amount for entry in entries), "updated_at": now}
    customer = left.customer.model_copy(update=changes)
    if undone:
        bills = [*({one.id: one for one in found} | {one.id: one for one in left.invoices}).values()]
        customer = as_it_was(commit, customer, payment, bills)
    cause = f"{payment.id}.reversed"
    settled = settle_account(commit, account, Change(customer, left.invoices, created, entries), cause)
    reversal = Reversal(by=by.id, by_name=by.name, at=now, on=today, reason=reason)
    after = payment.model_copy(update={"status": "reversed", "reversal": reversal})
    commit.update(payments, stored, after)
    commit.create(payouts, _payout(payment, reversal))
    for message in (issued_message(bill, settled.customer) for bill in created):
        if message is not None:
            queue_message(commit, message)
    record_audit(
        commit,
        cause=payment.id,
        what="undone" if undone else "reversed",
        by=by.id,
        subject=f"customers/{payment.customer_id}",
        before={"balance": owner.balance, "credit": owner.credit},
        after={
            "payment": payment.id,
            "amount": payment.amount,
            "balance": settled.customer.balance,
            "credit": settled.customer.credit,
            "reason": reason,
        },
    )
    return after, bool(created)


def _account_for(payment: Payment) -> Account:
    """The account with all invoices that the reversal may touch."""
    account = read_account(payment.customer_id, [one.invoice_id for one in payment.allocations])
    own = [stored.value for stored in account.invoices.values()]
    if not needs_all(account.owner.value, payment.id, payment.amount, own):
        return account
    found = invoices.find(("customer_id", "==", payment.customer_id))
    return Account(account.owner, {stored.value.id: stored for stored in found})


def _entry(
    payment: Payment, kind: EntryKind, amount: int, cause: str, reason: str, by: Caller, now: datetime
) -> LedgerEntry:
    return LedgerEntry(
        id=f"{payment.id}.{kind}",
        customer_id=payment.customer_id,
        kind=kind,
        amount=amount,
        cause=cause,
        note=reason,
        on=clock.today(),
        at=now,
        by=by.id,
        branch_id=payment.branch_id,
    )


def _payout(payment: Payment, reversal: Reversal) -> Payout:
    """It leaves the cash of whoever had taken it, also when that was handed over before."""
    return Payout(
        id=f"{payment.id}.reversed",
        kind="reversal",
        customer_id=payment.customer_id,
        customer_name=payment.customer_name,
        payment_id=payment.id,
        amount=payment.amount,
        method=payment.method,
        reason=reversal.reason,
        at=reversal.at,
        on=reversal.on,
        taken_by=payment.taken_by,
        taken_by_name=payment.taken_by_name,
        by=reversal.by,
        in_hand=payment.method == "cash",
        area_id=payment.area_id,
        branch_id=payment.branch_id,
    )

"""Decide what a payment does and add all of it to one commit: whoever brings the money, it is this that books it."""

from dataclasses import dataclass
from datetime import datetime

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.models import Invoice, LedgerEntry
from shared.billing.pay_invoice import left_to_pay, not_written_off
from shared.billing.settle_account import Account, Change, read_account, settle_account
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit
from shared.messaging.hold_back import undo_until
from shared.messaging.repository import queue_message
from shared.payments.allocate import Allocated, allocate
from shared.payments.close_charges import close_charges
from shared.payments.models import Method, Payment
from shared.payments.payment_view import payment_number
from shared.payments.receipt_message import receipt_message
from shared.payments.repository import payments
from shared.settings.repository import billing_rules


@dataclass(frozen=True)
class Asked:
    """A payment to be booked under its derived id."""

    id: str
    customer_id: str
    amount: int
    method: Method
    invoice_id: str | None = None
    paid_at: datetime | None = None
    note: str = ""
    proof_id: str | None = None
    charge_id: str | None = None
    """The charge by which it came: the caller writes that one."""
    undoable: bool = False


@dataclass(frozen=True)
class Booked:
    """The payment; messages that are to go and charges to be looked after once it is committed."""

    payment: Payment
    messages: list[str]
    closed: list[str]


def write_payment(commit: Commit, asked: Asked, by: Caller) -> Booked:
    """Add the payment and all that follows to the commit, which the caller makes true. It must not be there yet.

    Raises NotFound for the customer, Invalid for an invoice that is not theirs.
    """
    account = read_account(asked.customer_id, [asked.invoice_id] if asked.invoice_id else [])
    if asked.invoice_id and asked.invoice_id not in account.invoices:
        raise invalid("invoice_id", "Tagihan ini bukan milik pelanggan itu.", "This invoice is not that customer's.")
    now, today = clock.now(), clock.today()
    revived = _revived(account, asked)
    still_open = {one.id: one for one in [*account.open, *revived]}
    allocated = allocate(asked.amount, asked.id, still_open.values(), today, first=asked.invoice_id)
    entries = [_payment_entry(asked, account, by, now), *(_revival(one, asked, by, now) for one in revived)]
    owner = account.owner.value
    after = owner.model_copy(
        update={
            "balance": owner.balance + sum(entry.amount for entry in entries),
            "credit": owner.credit + allocated.credit,
            "updated_at": now,
        }
    )
    changed = {one.id: one for one in [*revived, *allocated.invoices]}
    until = undo_until(now) if asked.undoable else None
    change = Change(after, [*changed.values()], entries=entries)
    settled = settle_account(commit, account, change, asked.id, tell_after=until)
    payment = _payment(asked, account, allocated, by, now).model_copy(
        update={
            "balance_after": settled.customer.balance,
            "resumed": [line.id for line in settled.resumed],
            "kept_promise": None if settled.customer.promise else owner.promise,
            "undo_until": until,
        }
    )
    commit.create(payments, payment)
    closed = close_charges(commit, changed.values(), but=asked.charge_id)
    messages = settled.messages
    receipt = receipt_message(payment, settled.customer)
    if receipt is not None:
        queue_message(commit, receipt)
        messages = [receipt.id, *messages]
    record_audit(
        commit,
        cause=payment.id,
        what="paid",
        by=by.id,
        subject=f"customers/{payment.customer_id}",
        before={"balance": owner.balance, "credit": owner.credit},
        after={
            "payment": payment.id,
            "amount": payment.amount,
            "method": payment.method,
            "balance": settled.customer.balance,
            "credit": settled.customer.credit,
            "invoices": {one.invoice_id: one.amount for one in payment.allocations},
            "resumed": payment.resumed,
        },
    )
    return Booked(payment, messages, closed)


def _revived(account: Account, asked: Asked) -> list[Invoice]:
    """A written-off invoice that somebody pays for after all is open again."""
    named = account.invoices.get(asked.invoice_id or "")
    if named is None or named.value.status != "written_off":
        return []
    return [not_written_off(named.value, billing_rules(), clock.today())]


def _revival(invoice: Invoice, asked: Asked, by: Caller, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        id=f"{asked.id}.revived",
        customer_id=asked.customer_id,
        kind="write_off",
        amount=left_to_pay(invoice),
        cause=invoice.id,
        note="Dibayar setelah dihapuskan",
        on=clock.today(),
        at=now,
        by=by.id,
        branch_id=invoice.branch_id,
    )


def _payment_entry(asked: Asked, account: Account, by: Caller, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        id=f"{asked.id}.payment",
        customer_id=asked.customer_id,
        kind="payment",
        amount=-asked.amount,
        cause=asked.id,
        note=asked.note,
        on=clock.today(),
        at=now,
        by=by.id,
        branch_id=account.owner.value.branch_id,
    )


def _payment(asked: Asked, account: Account, allocated: Allocated, by: Caller, now: datetime) -> Payment:
    owner, today = account.owner.value, clock.today()
    return Payment(
        id=asked.id,
        number=payment_number(asked.id, today),
        customer_id=owner.id,
        customer_name=owner.name,
        amount=asked.amount,
        method=asked.method,
        invoice_id=asked.invoice_id,
        allocations=allocated.allocations,
        credit=allocated.credit,
        balance_after=0,
        paid_at=asked.paid_at or now,
        recorded_at=now,
        recorded_on=today,
        taken_by=by.id,
        taken_by_name=by.name,
        note=asked.note,
        proof_id=asked.proof_id,
        in_hand=asked.method == "cash",
        area_id=owner.area_id,
        branch_id=owner.branch_id,
        shard=owner.shard,
    )

"""Refund credit, correct what somebody owes, give back part of a bill, or give a bill up: each a new entry."""

from shared.access.models import Caller
from shared.billing.dunning_dates import NOT_FOLLOWED_UP
from shared.billing.invoice_message import issued_message
from shared.billing.models import Invoice, InvoiceView
from shared.billing.pay_invoice import left_to_pay, paid_from_credit
from shared.billing.read_invoices import invoice_view, stored_invoice
from shared.billing.settle_account import Account
from shared.core import clock
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.firestore import Commit, LostRace
from shared.core.http import Answer
from shared.core.ids import ulid
from shared.core.money import rupiah
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.messaging.repository import queue_message
from shared.payments.models import EntryView, NewAdjustment, NewCreditNote, NewRefund, Payout
from shared.payments.repository import payouts
from shared.payments.single_invoice import single_invoice
from shared.payments.write_entry import Act, Effect, with_credit, write_entry
from shared.settings.repository import billing_rules


def refund_credit(customer_id: str, new: NewRefund, by: Caller, key: str | None) -> Answer[EntryView]:
    """Money the customer has with us goes back to them. Raises NotFound, Conflict `not_enough_credit`."""
    act_id = f"{customer_id}.f_{new.id or key or ulid()}"
    act = Act(act_id, "refund", customer_id, new.amount, act_id, new.reason)

    def decide(account: Account) -> Effect:
        credit = account.owner.value.credit
        if new.amount > credit:
            raise Conflict(
                code="not_enough_credit",
                message_id=f"Saldo pelanggan ini {rupiah(credit)}, tidak cukup untuk dikembalikan sebanyak itu.",
                message_en=f"This customer's credit is {rupiah(credit)}, too little to refund that much.",
            )
        return Effect(with_credit(account.owner.value, -new.amount))

    def also(commit: Commit, _: Account, after: Customer) -> None:
        commit.create(payouts, _payout(act, new, after, by))

    return write_entry(act, by, decide, also)


def adjust_account(customer_id: str, new: NewAdjustment, by: Caller, key: str | None) -> Answer[EntryView]:
    """Above zero it is a bill of its own, below zero credit, which pays what is open. Raises NotFound, Invalid."""
    if new.amount == 0:
        raise invalid("amount", "Jumlahnya tidak boleh nol.", "The amount may not be zero.")
    act_key = f"a_{new.id or key or ulid()}"
    act_id = f"{customer_id}.{act_key}"
    cause = f"{customer_id}_{act_key}" if new.amount > 0 else act_id
    act = Act(act_id, "adjustment", customer_id, new.amount, cause, new.reason)

    def decide(account: Account) -> Effect:
        owner = account.owner.value
        if new.amount < 0:
            return Effect(with_credit(owner, -new.amount))
        rules, today, now = billing_rules(), clock.today(), clock.now()
        bill = single_invoice(owner, act_key, new.amount, "Koreksi tagihan", new.reason, rules, today, now)
        return Effect(owner, created=(bill,))

    def also(commit: Commit, account: Account, after: Customer) -> None:
        for bill in decide(account).created:
            message = issued_message(bill, after)
            if message is not None:
                queue_message(commit, message)

    answer = write_entry(act, by, decide, also)
    if answer.status == 201 and new.amount > 0:
        enqueue_drain("messages")
    return answer


def credit_invoice(invoice_id: str, new: NewCreditNote, by: Caller, key: str | None) -> Answer[EntryView]:
    """Part of a bill is given back: it pays what is open of it, the rest is credit. Raises NotFound, Conflict."""
    invoice = stored_invoice(invoice_id).value
    act_id = f"{invoice_id}.n_{new.id or key or ulid()}"
    act = Act(act_id, "credit", invoice.customer_id, -new.amount, invoice_id, new.reason, (invoice_id,))

    def decide(account: Account) -> Effect:
        bill = _invoice(account, invoice_id)
        if bill.status not in ("open", "paid") or new.amount > bill.total - bill.credited:
            raise Conflict(
                code="not_creditable",
                message_id=f"Paling banyak {rupiah(_creditable(bill))} yang bisa dikembalikan dari tagihan ini.",
                message_en=f"At most {rupiah(_creditable(bill))} of this invoice can be given back.",
            )
        bill = bill.model_copy(update={"credited": bill.credited + new.amount})
        here = min(new.amount, left_to_pay(bill))
        if here:
            bill = paid_from_credit(bill, here, clock.today())
        return Effect(with_credit(account.owner.value, new.amount - here), changed=(bill,))

    return write_entry(act, by, decide)


def write_off_invoice(invoice_id: str, reason: str, by: Caller) -> InvoiceView:
    """The bill is given up; a second time changes nothing. Raises NotFound, Conflict `not_open`."""
    invoice = stored_invoice(invoice_id).value
    if invoice.status == "written_off":
        return invoice_view(invoice)
    left, times = left_to_pay(invoice), invoice.write_offs + 1
    act_id = f"{invoice_id}.written_off{times}"
    act = Act(act_id, "write_off", invoice.customer_id, -left, invoice_id, reason, (invoice_id,))

    def decide(account: Account) -> Effect:
        bill = _invoice(account, invoice_id)
        if bill.status == "open" and left_to_pay(bill) != left:
            raise LostRace
        if bill.status != "open":
            raise Conflict(
                code="not_open",
                message_id="Hanya tagihan yang belum lunas yang bisa dihapuskan.",
                message_en="Only an open invoice can be written off.",
            )
        given_up = {"status": "written_off", "write_offs": times, **NOT_FOLLOWED_UP}
        return Effect(account.owner.value, changed=(bill.model_copy(update=given_up),))

    write_entry(act, by, decide)
    return invoice_view(stored_invoice(invoice_id).value)


def _invoice(account: Account, invoice_id: str) -> Invoice:
    stored = account.invoices.get(invoice_id)
    if stored is None:
        raise NotFound()
    return stored.value


def _creditable(invoice: Invoice) -> int:
    return invoice.total - invoice.credited if invoice.status in ("open", "paid") else 0


def _payout(act: Act, new: NewRefund, customer: Customer, by: Caller) -> Payout:
    return Payout(
        id=act.id,
        kind="refund",
        customer_id=customer.id,
        customer_name=customer.name,
        amount=new.amount,
        method=new.method,
        reason=new.reason,
        at=clock.now(),
        on=clock.today(),
        taken_by=by.id,
        taken_by_name=by.name,
        by=by.id,
        in_hand=new.method == "cash",
        area_id=customer.area_id,
        branch_id=customer.branch_id,
    )

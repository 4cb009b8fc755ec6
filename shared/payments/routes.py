"""The routes of payments, of what corrects an account, of cash and of the ledger. Each is named by what it answers."""

from pydantic import BaseModel, Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.billing.models import InvoiceView
from shared.billing.read_invoices import area_of_invoice
from shared.core.fields import PageQuery
from shared.core.http import PUBLIC, Answer, Download, Routes
from shared.customers.read_customers import area_of_customer
from shared.payments.correct_account import adjust_account, credit_invoice, refund_credit, write_off_invoice
from shared.payments.hand_over_cash import hand_over_cash, list_cash_in_hand, list_handovers
from shared.payments.models import (
    CashBook,
    DayQuery,
    EntryView,
    HandoverPage,
    HandoverView,
    IdempotencyKey,
    InHandPage,
    LedgerPage,
    MonthQuery,
    NewAdjustment,
    NewCreditNote,
    NewHandover,
    NewPayment,
    NewRefund,
    PaymentPage,
    PaymentQuery,
    PaymentView,
    ReasonGiven,
    Statement,
)
from shared.payments.read_cash_book import read_cash_book
from shared.payments.read_ledger import list_ledger, read_statement
from shared.payments.read_payments import area_of_payment, list_payments, open_receipt, read_payment, stored_payment
from shared.payments.receipt_pdf import receipt_pdf
from shared.payments.record_payment import record_payment
from shared.payments.reverse_payment import reverse_payment

payments = Routes("/api/payments", inside_own_areas(area_of_payment))
collections = Routes("/api/collections")
accounts = Routes("/api/customers", inside_own_areas(area_of_customer))
bills = Routes("/api/invoices", inside_own_areas(area_of_invoice))
receipts = Routes("/api/pay")


class Path(BaseModel):
    id: str = Field(max_length=100)


class TokenPath(BaseModel):
    token: str = Field(max_length=300)


@payments.post("", may="payments.take", status=201)
def new_payment(body: NewPayment, header: IdempotencyKey) -> Answer[PaymentView]:
    return record_payment(body, caller(), header.idempotency_key)


@payments.get("", may="payments.read")
def payment_list(query: PaymentQuery) -> PaymentPage:
    return list_payments(query, caller().areas)


@payments.get("/{id}", may="payments.read")
def payment(path: Path) -> PaymentView:
    return read_payment(path.id)


@payments.get("/{id}/pdf", may="payments.read")
def payment_receipt(path: Path) -> Download:
    return receipt_pdf(stored_payment(path.id).value)


@payments.post("/{id}/reverse", may="payments.reverse")
def reversed_payment(path: Path, body: ReasonGiven) -> PaymentView:
    return reverse_payment(path.id, body.reason, caller())


@receipts.get("/{token}/receipt", may=PUBLIC)
def linked_receipt(path: TokenPath) -> Download:
    return open_receipt(path.token)


@accounts.get("/{id}/ledger", may="ledger.read")
def account_entries(path: Path, query: PageQuery) -> LedgerPage:
    return list_ledger(path.id, query)


@accounts.get("/{id}/statement", may="ledger.read")
def account_statement(path: Path, query: MonthQuery) -> Statement:
    return read_statement(path.id, query.month)


@accounts.post("/{id}/refunds", may="customers.refund", status=201)
def new_refund(path: Path, body: NewRefund, header: IdempotencyKey) -> Answer[EntryView]:
    return refund_credit(path.id, body, caller(), header.idempotency_key)


@accounts.post("/{id}/adjustments", may="customers.adjust", status=201)
def new_adjustment(path: Path, body: NewAdjustment, header: IdempotencyKey) -> Answer[EntryView]:
    return adjust_account(path.id, body, caller(), header.idempotency_key)


@bills.post("/{id}/credit-notes", may="invoices.credit", status=201)
def new_credit_note(path: Path, body: NewCreditNote, header: IdempotencyKey) -> Answer[EntryView]:
    return credit_invoice(path.id, body, caller(), header.idempotency_key)


@bills.post("/{id}/write-off", may="invoices.write_off")
def written_off_invoice(path: Path, body: ReasonGiven) -> InvoiceView:
    return write_off_invoice(path.id, body.reason, caller())


@collections.get("", may="collections.read")
def cash_in_hand() -> InHandPage:
    return list_cash_in_hand(caller())


@collections.get("/handovers", may="collections.read")
def handover_list(query: PageQuery) -> HandoverPage:
    return list_handovers(query, caller())


@collections.post("/handovers", may="collections.hand_over", status=201)
def new_handover(body: NewHandover, header: IdempotencyKey) -> Answer[HandoverView]:
    return hand_over_cash(body, caller(), header.idempotency_key)


@collections.get("/cash-book", may="cash_book.read")
def cash_book(query: DayQuery) -> CashBook:
    return read_cash_book(query.on)

"""The routes of payments and proofs, of what corrects an account, of cash and of the ledger.

Each is named by what it answers.
"""

from pydantic import Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.billing.models import InvoiceView
from shared.billing.my_account import my_bill, read_my_invoice
from shared.billing.open_bill import bill_behind
from shared.billing.read_invoices import area_of_invoice, stored_invoice
from shared.core.fields import PageQuery
from shared.core.http import PUBLIC, Answer, Download, Routes
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.core.pictures import FORM_BYTES, PICTURE_TYPES
from shared.core.rate_limit import Limit
from shared.core.uploads import one_file
from shared.customers.read_customers import area_of_customer, stored_customer
from shared.login.settle_customer import signed_in
from shared.payments.bill_standing import bill_receipt, bill_standing
from shared.payments.charge_models import (
    ChargeRequest,
    ChargeView,
    IssuePage,
    IssueQuery,
    IssueResolution,
    IssueView,
)
from shared.payments.charge_view import read_charge
from shared.payments.correct_account import adjust_account, credit_invoice, refund_credit, write_off_invoice
from shared.payments.decide_proof import approve_proof, refuse_proof
from shared.payments.hand_over_cash import hand_over_cash, list_cash_in_hand, list_handovers
from shared.payments.keep_proof import keep_proof
from shared.payments.look_into_issues import area_of_issue, list_issues, resolve_issue
from shared.payments.models import (
    CashBook,
    DayQuery,
    EntryView,
    HandoverPage,
    HandoverView,
    InHandPage,
    LedgerPage,
    LinkProofForm,
    MonthQuery,
    MyProofPage,
    NewAdjustment,
    NewCreditNote,
    NewHandover,
    NewPayment,
    NewRefund,
    PaymentPage,
    PaymentQuery,
    PaymentSettings,
    PaymentSettingsChanges,
    PaymentView,
    ProofApproval,
    ProofForm,
    ProofPage,
    ProofQuery,
    ProofReceived,
    ProofRefusal,
    ProofView,
    ReasonGiven,
    RoutePage,
    RouteQuery,
    Statement,
    WaysToPay,
)
from shared.payments.my_payments import list_my_payments, my_receipt, my_statement
from shared.payments.open_charge import open_charge
from shared.payments.own_models import BillStanding, MyPaymentPage, MyStatement
from shared.payments.payment_settings import change_payment_settings, read_payment_settings
from shared.payments.plan_route import read_route
from shared.payments.qris_picture import qris_picture
from shared.payments.read_cash_book import read_cash_book
from shared.payments.read_ledger import list_ledger, read_statement
from shared.payments.read_payments import area_of_payment, list_payments, open_receipt, read_payment, stored_payment
from shared.payments.read_proofs import (
    area_of_proof,
    list_my_proofs,
    list_proofs,
    my_proof_picture,
    proof_picture,
    read_proof,
)
from shared.payments.receipt_pdf import receipt_pdf
from shared.payments.record_payment import record_payment
from shared.payments.reverse_payment import reverse_payment
from shared.payments.take_back_decision import take_back_decision
from shared.payments.take_back_payment import take_back_payment
from shared.payments.waive_late_fee import waive_late_fee
from shared.payments.ways_to_pay import ways_to_pay

PAPER = ("application/pdf",)
PROOFS = Limit(most=60, per_s=3600)
"""From one address, behind which many customers may sit."""
CHARGES = Limit(most=300, per_s=3600)
"""As above; a bill has a limit of its own."""

proofs = Routes("/api/payments/proofs", inside_own_areas(area_of_proof))
payments = Routes("/api/payments", inside_own_areas(area_of_payment))
collections = Routes("/api/collections")
accounts = Routes("/api/customers", inside_own_areas(area_of_customer))
bills = Routes("/api/invoices", inside_own_areas(area_of_invoice))
pay = Routes("/api/pay")
me = Routes("/api/me")
settings = Routes("/api/settings")
issues = Routes("/api/payments/issues", inside_own_areas(area_of_issue))


class Path(Model):
    id: str = Field(max_length=100)


class IssuePath(Model):
    id: str = Field(max_length=200)


class FilePath(Path):
    file_id: str = Field(max_length=100)


class ChargePath(Path):
    charge_id: str = Field(max_length=120)


class LinkedChargePath(Model):
    token: str = Field(max_length=300)
    charge_id: str = Field(max_length=120)


class MyFilePath(Model):
    file_id: str = Field(max_length=100)


class TokenPath(Model):
    token: str = Field(max_length=300)


class LinkedPaymentPath(TokenPath):
    payment_id: str = Field(max_length=100)


@payments.post("", may="payments.take", status=201)
def new_payment(body: NewPayment, header: IdempotencyKey) -> Answer[PaymentView]:
    return record_payment(body, caller(), header.idempotency_key)


@payments.get("", may="payments.read")
def payment_list(query: PaymentQuery) -> PaymentPage:
    return list_payments(query, caller().areas)


@payments.get("/{id}", may="payments.read")
def payment(path: Path) -> PaymentView:
    return read_payment(path.id)


@payments.get("/{id}/pdf", may="payments.read", produces=PAPER)
def payment_receipt(path: Path) -> Download:
    return receipt_pdf(stored_payment(path.id).value)


@payments.post("/{id}/reverse", may="payments.reverse")
def reversed_payment(path: Path, body: ReasonGiven) -> PaymentView:
    return reverse_payment(path.id, body.reason, caller())


@payments.post("/{id}/undo", may="payments.take")
def undone_payment(path: Path) -> PaymentView:
    return take_back_payment(path.id, caller())


@pay.get("/{token}/receipt", may=PUBLIC, produces=PAPER)
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


@bills.post("/{id}/waive-late-fee", may="invoices.credit", status=201)
def waived_late_fee(path: Path, body: ReasonGiven) -> Answer[EntryView]:
    return waive_late_fee(path.id, body, caller())


@bills.post("/{id}/write-off", may="invoices.write_off")
def written_off_invoice(path: Path, body: ReasonGiven) -> InvoiceView:
    return write_off_invoice(path.id, body.reason, caller())


@collections.get("", may="collections.read")
def cash_in_hand() -> InHandPage:
    return list_cash_in_hand(caller())


@collections.get("/route", may="collections.read")
def collector_route(query: RouteQuery) -> RoutePage:
    return read_route(query, caller())


@collections.get("/handovers", may="collections.read")
def handover_list(query: PageQuery) -> HandoverPage:
    return list_handovers(query, caller())


@collections.post("/handovers", may="collections.hand_over", status=201)
def new_handover(body: NewHandover, header: IdempotencyKey) -> Answer[HandoverView]:
    return hand_over_cash(body, caller(), header.idempotency_key)


@collections.get("/cash-book", may="cash_book.read")
def cash_book(query: DayQuery) -> CashBook:
    return read_cash_book(query.on)


@proofs.get("", may="proofs.read")
def proof_list(query: ProofQuery) -> ProofPage:
    return list_proofs(query, caller().areas)


@proofs.get("/{id}", may="proofs.read")
def proof(path: Path) -> ProofView:
    return read_proof(path.id)


@proofs.get("/{id}/{file_id}", may="proofs.read", produces=PICTURE_TYPES)
def proof_file(path: FilePath) -> Download:
    return proof_picture(path.id, path.file_id)


@proofs.post("/{id}/approve", may="proofs.decide")
def approved_proof(path: Path, body: ProofApproval) -> ProofView:
    return approve_proof(path.id, body, caller())


@proofs.post("/{id}/refuse", may="proofs.decide")
def refused_proof(path: Path, body: ProofRefusal) -> ProofView:
    return refuse_proof(path.id, body, caller())


@proofs.post("/{id}/undo", may="proofs.decide")
def undone_decision(path: Path) -> ProofView:
    return take_back_decision(path.id, caller())


@me.post("/proofs", may="me.pay", status=201, max_bytes=FORM_BYTES)
def own_new_proof(form: ProofForm, header: IdempotencyKey) -> Answer[ProofReceived]:
    key = form.id or header.idempotency_key
    sent = one_file(form.file)
    return keep_proof(signed_in(), sent, "site", invoice_id=form.invoice_id, amount=form.amount, key=key)


@me.get("/proofs", may="me.read")
def own_proof_list(query: PageQuery) -> MyProofPage:
    return list_my_proofs(signed_in(), query)


@me.get("/proofs/{file_id}", may="me.read", produces=PICTURE_TYPES)
def own_proof_file(path: MyFilePath) -> Download:
    return my_proof_picture(signed_in(), path.file_id)


@me.get("/invoices/{id}/ways-to-pay", may="me.read")
def own_ways_to_pay(path: Path) -> WaysToPay:
    return ways_to_pay(stored_invoice(read_my_invoice(signed_in(), path.id).id).value)


@pay.get("/{token}/ways-to-pay", may=PUBLIC)
def linked_ways_to_pay(path: TokenPath) -> WaysToPay:
    return ways_to_pay(bill_behind(path.token))


@pay.get("/{token}/qris.png", may=PUBLIC, produces=("image/png",))
def linked_qris(path: TokenPath) -> Download:
    return qris_picture(bill_behind(path.token))


@pay.post("/{token}/proofs", may=PUBLIC, status=201, max_bytes=FORM_BYTES, limit=PROOFS)
def linked_new_proof(path: TokenPath, form: LinkProofForm, header: IdempotencyKey) -> Answer[ProofReceived]:
    bill = bill_behind(path.token)
    key = form.id or header.idempotency_key
    owner = stored_customer(bill.customer_id).value
    return keep_proof(owner, one_file(form.file), "link", invoice_id=bill.id, amount=form.amount, key=key)


@pay.post("/{token}/charges", may=PUBLIC, status=201, limit=CHARGES)
def linked_new_charge(path: TokenPath, body: ChargeRequest) -> Answer[ChargeView]:
    return open_charge(bill_behind(path.token), body)


@pay.get("/{token}/charges/{charge_id}", may=PUBLIC)
def linked_charge(path: LinkedChargePath) -> ChargeView:
    return read_charge(bill_behind(path.token), path.charge_id)


@me.post("/invoices/{id}/charges", may="me.pay", status=201)
def own_new_charge(path: Path, body: ChargeRequest) -> Answer[ChargeView]:
    return open_charge(my_bill(signed_in(), path.id), body)


@me.get("/invoices/{id}/charges/{charge_id}", may="me.read")
def own_charge(path: ChargePath) -> ChargeView:
    return read_charge(my_bill(signed_in(), path.id), path.charge_id)


@pay.get("/{token}/standing", may=PUBLIC)
def linked_standing(path: TokenPath) -> BillStanding:
    return bill_standing(bill_behind(path.token))


@pay.get("/{token}/receipts/{payment_id}", may=PUBLIC, produces=PAPER)
def linked_bill_receipt(path: LinkedPaymentPath) -> Download:
    return bill_receipt(bill_behind(path.token), path.payment_id)


@me.get("/invoices/{id}/standing", may="me.read")
def own_standing(path: Path) -> BillStanding:
    return bill_standing(my_bill(signed_in(), path.id))


@me.get("/payments", may="me.read")
def own_payment_list(query: PageQuery) -> MyPaymentPage:
    return list_my_payments(signed_in(), query)


@me.get("/payments/{id}/pdf", may="me.read", produces=PAPER)
def own_receipt(path: Path) -> Download:
    return my_receipt(signed_in(), path.id)


@me.get("/statement", may="me.read")
def own_statement(query: MonthQuery) -> MyStatement:
    return my_statement(signed_in(), query.month)


@issues.get("", may="payments.issues")
def payment_issue_list(query: IssueQuery) -> IssuePage:
    return list_issues(query, caller().areas)


@issues.post("/{id}/resolve", may="payments.resolve")
def resolved_payment_issue(path: IssuePath, body: IssueResolution) -> IssueView:
    return resolve_issue(path.id, body, caller())


@settings.get("/payments", may="settings.read")
def payment_setting_list() -> PaymentSettings:
    return read_payment_settings()


@settings.patch("/payments", may="settings.write")
def changed_payment_settings(body: PaymentSettingsChanges) -> PaymentSettings:
    return change_payment_settings(body, caller())

"""Payments, what went out again, hand-overs of cash and proofs: as stored, as they arrive, as they leave."""

from datetime import date, datetime
from typing import Annotated, Literal

from flask_openapi3.models.file import FileStorage
from pydantic import AwareDatetime, Field

from shared.billing.models import BankView, EntryKind
from shared.core.fields import ClientId, Line, Location, PageQuery, RequiredLine, Rupiah
from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.customers.models import DEFAULT_BRANCH, MOST_RUPIAH, PromiseToPay
from shared.payments.charge_models import ChannelRule, GatewayChannel, GatewayWay

Method = Literal["cash", "transfer", "qris", "gateway"]
PaymentStatus = Literal["recorded", "reversed"]
PayoutKind = Literal["refund", "reversal"]
ProofStatus = Literal["waiting", "approved", "refused"]
ProofSource = Literal["site", "link", "whatsapp"]
METHOD_WORD: dict[Method, str] = {
    "cash": "Tunai",
    "transfer": "Transfer bank",
    "qris": "QRIS",
    "gateway": "Pembayaran daring",
}


# --- stored


class Allocation(Model):
    """What a payment paid of one invoice, in rupiah."""

    invoice_id: str
    number: str
    amount: int


class Reversal(Model):
    """Who took a payment back, when and why."""

    by: str
    by_name: str
    at: datetime
    on: Day
    reason: str


class Payment(Record):
    """Money that came in, once: `c_{client id}`, `p_{proof}` or `g_{gateway}_{their id}`. What it did stays written."""

    number: str
    """As it stands on the receipt, `BYR-20261123-7F3K2Q`."""
    customer_id: str
    customer_name: str
    amount: int
    method: Method
    invoice_id: str | None = None
    """What it was to pay first."""
    allocations: list[Allocation]
    credit: int
    """What no invoice needed."""
    balance_after: int
    """What the customer owed when it was in; negative is credit."""
    resumed: list[str] = []
    """The subscriptions whose service it brought back."""
    kept_promise: PromiseToPay | None = None
    """The promise that it kept, should it be taken back."""
    undo_until: datetime | None = None
    """Until when whoever took it may take it back as if it had never been: nobody is told before."""
    paid_at: datetime
    recorded_at: datetime
    recorded_on: Day
    taken_by: str
    taken_by_name: str
    note: str = ""
    proof_id: str | None = None
    in_hand: bool
    """Cash that whoever took it has not handed over yet."""
    handover_id: str | None = None
    status: PaymentStatus = "recorded"
    reversal: Reversal | None = None
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    shard: int


class Payout(Record):
    """Money that went out again: a refund of credit, or a payment that was taken back."""

    kind: PayoutKind
    customer_id: str
    customer_name: str
    payment_id: str | None = None
    amount: int
    method: Method
    reason: str
    at: datetime
    on: Day
    taken_by: str
    """Out of whose cash: who paid it out, or who had taken the payment."""
    taken_by_name: str
    by: str
    in_hand: bool
    """Not yet part of a hand-over of theirs."""
    handover_id: str | None = None
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH


class Handover(Record):
    """`handovers/h_{client id}`: cash that passed from one person to the office (setoran)."""

    taken_by: str
    taken_by_name: str
    amount: int
    expected: int
    difference: int
    payments: int
    payouts: int
    note: str
    at: datetime
    on: Day
    by: str
    by_name: str


class Proof(Record):
    """`proofs/{id}`: a picture by which a customer says that they have paid; the file is called the same."""

    customer_id: str
    customer_name: str
    invoice_id: str | None
    invoice_number: str
    amount: int | None
    """What they say they have paid, in rupiah."""
    amount_due: int
    """What was left to pay when they sent it."""
    source: ProofSource
    media_type: str
    sha256: str
    """Of the picture as it is kept, drawn anew."""
    same_picture: list[str] = []
    """Proofs that had shown the same picture before."""
    same_amount: list[str] = []
    """Payments of late of the same customer and amount."""
    sent_at: datetime
    status: ProofStatus = "waiting"
    reason: str = ""
    payment_id: str | None = None
    approved_amount: int | None = None
    decided_at: datetime | None = None
    decided_by: str = ""
    decided_by_name: str = ""
    undo_until: datetime | None = None
    """Until when whoever decided may take it back."""
    rounds: int = 0
    """How often a decision was taken back: what comes of the next has ids of its own."""
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    shard: int


class PaymentRules(Record):
    """`settings/payments`: how customers pay."""

    id: str = "payments"

    static_qris: str = ""
    """The provider's own QRIS, as its text reads."""
    channels: list[ChannelRule] | None = None
    """What is offered of the gateways; None: all that they have, at no cost to the payer."""
    cash_limit: int | None = None
    """How much cash in rupiah one person may carry before it is to be handed over; None: as much as there is."""


class Disagreement(Record):
    """`disagreements/{customer id}`: what does not agree in an account, until somebody has looked into it."""

    said: list[str]
    at: datetime


# --- arriving

Amount = Annotated[int, Field(ge=1, le=MOST_RUPIAH, strict=True)]
"""Whole rupiah, more than nothing."""


Undoable = Annotated[
    bool,
    Field(description="For some seconds whoever does it can take it back, and nobody is told before: not of late."),
]


class NewPayment(Model):
    """Money that came in, as whoever took it says; `invoice_id` is paid first, then the oldest."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key: sent ten times it counts once."""
    customer_id: str = Field(max_length=64)
    amount: Amount
    method: Method
    invoice_id: str | None = Field(default=None, max_length=100)
    paid_at: AwareDatetime | None = None
    note: Line = ""
    undoable: Undoable = False


class ReasonGiven(Model):
    """Why, for the trail."""

    reason: RequiredLine


class NewRefund(ReasonGiven):
    """Credit that a customer gets back."""

    id: ClientId | None = None
    amount: Amount
    method: Literal["cash", "transfer"] = "cash"


class NewAdjustment(ReasonGiven):
    """A correction of what a customer owes: above zero they owe more, below zero less."""

    id: ClientId | None = None
    amount: int = Field(ge=-MOST_RUPIAH, le=MOST_RUPIAH, strict=True)


class NewCreditNote(ReasonGiven):
    """What is given back of an invoice."""

    id: ClientId | None = None
    amount: Amount


class NewHandover(Model):
    """Cash that is handed over; `taken_by` is somebody else's where the office writes it down for them."""

    id: ClientId | None = None
    amount: int = Field(ge=0, le=MOST_RUPIAH, strict=True)
    note: Line = ""
    taken_by: str | None = Field(default=None, max_length=128)


class PaymentQuery(PageQuery):
    """Which payments: whose, how, taken by whom, recorded between which days (both included)."""

    customer_id: str | None = Field(default=None, max_length=64)
    method: Method | None = None
    taken_by: str | None = Field(default=None, max_length=128)
    from_: date | None = Field(default=None, alias="from", ge=date(2000, 1, 1), lt=date(2100, 1, 1))
    to: date | None = Field(default=None, ge=date(2000, 1, 1), lt=date(2100, 1, 1))


class ProofForm(Model):
    """A picture of at most 5 MB: JPEG, PNG or WebP; what it pays, and how much, if the customer says so."""

    file: FileStorage
    id: ClientId | None = None
    invoice_id: Annotated[str, Field(max_length=100)] | None = None
    amount: Annotated[int, Field(ge=1, le=MOST_RUPIAH)] | None = None


class LinkProofForm(Model):
    """As ProofForm, for the bill behind a link."""

    file: FileStorage
    id: ClientId | None = None
    amount: Annotated[int, Field(ge=1, le=MOST_RUPIAH)] | None = None


class ProofQuery(PageQuery):
    """Which proofs."""

    status: ProofStatus | None = None


class ProofApproval(Model):
    """How much really came in, where it is not what the customer says, and how."""

    amount: Amount | None = None
    method: Literal["transfer", "qris"] = "transfer"
    note: Line = ""
    undoable: Undoable = False


class ProofRefusal(ReasonGiven):
    """What the customer is told."""

    undoable: Undoable = False


class PaymentSettingsChanges(Model):
    """What changes: the provider's static QRIS as its text reads, empty to take it away; the gateways' channels.

    `cash_limit` in rupiah, 0 to take it away.
    """

    static_qris: str | None = Field(default=None, max_length=600)
    channels: list[ChannelRule] | None = Field(default=None, max_length=40)
    cash_limit: Rupiah | None = None


class DayQuery(Model):
    """One day; today if not said."""

    on: date | None = Field(default=None, ge=date(2000, 1, 1), lt=date(2100, 1, 1))


class RouteQuery(Model):
    """Of one area only, if said."""

    area_id: str | None = Field(default=None, max_length=64)


class MonthQuery(Model):
    month: str = Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")


# --- leaving


class PaymentView(Model):
    """A payment for staff; amounts in rupiah."""

    id: str
    number: str
    customer_id: str
    customer_name: str
    amount: int
    method: Method
    invoice_id: str | None
    allocations: list[Allocation]
    credit: int
    balance_after: int
    resumed: list[str]
    paid_at: datetime
    recorded_at: datetime
    taken_by: str
    taken_by_name: str
    note: str
    status: PaymentStatus
    reversal: Reversal | None
    in_hand: bool
    undo_until: datetime | None
    """Until then whoever took it may undo it; the receipt waits."""


class PaymentPage(Model):
    items: list[PaymentView]
    next_cursor: str | None


class ProofReceived(Model):
    """A proof that staff will look at."""

    id: str
    file_id: str
    invoice_number: str
    sent_at: datetime


class ProofView(Model):
    """A proof for staff; amounts in rupiah. What has its picture or its amount already is named."""

    id: str
    file_id: str
    customer_id: str
    customer_name: str
    invoice_id: str | None
    invoice_number: str
    amount: int | None
    amount_due: int
    source: ProofSource
    same_picture: list[str]
    same_amount: list[str]
    sent_at: datetime
    status: ProofStatus
    reason: str
    payment_id: str | None
    approved_amount: int | None
    decided_at: datetime | None
    decided_by_name: str
    undo_until: datetime | None
    """Until then whoever decided may undo it; the customer is not told yet."""


class ProofPage(Model):
    items: list[ProofView]
    next_cursor: str | None


class MyProof(Model):
    """A proof for whoever sent it."""

    id: str
    file_id: str
    invoice_number: str
    amount: int | None
    sent_at: datetime
    status: ProofStatus
    reason: str


class MyProofPage(Model):
    items: list[MyProof]
    next_cursor: str | None


class PaymentSettings(Model):
    """How customers pay; `qris_merchant` is whom a payer's app names.

    `channels` is what the owner offers of what the gateways have, `available`; one without keys is not offered.
    """

    static_qris: str
    qris_merchant: str
    channels: list[ChannelRule]
    available: list[GatewayChannel]
    cash_limit: int | None


class WaysToPay(Model):
    """How one bill is paid: `qr_string` is a QRIS with the amount inside, `qr_svg` its picture."""

    invoice_id: str
    number: str
    amount: int
    qr_string: str | None
    qr_svg: str | None
    banks: list[BankView]
    gateways: list[GatewayWay]
    takes_proof: bool


class EntryView(Model):
    """One movement of an account; `amount` above zero is what the customer owes more."""

    id: str
    kind: EntryKind
    amount: int
    cause: str
    description: str
    note: str
    on: date
    at: datetime
    by: str


class LedgerPage(Model):
    items: list[EntryView]
    next_cursor: str | None


class StatementLine(EntryView):
    """A movement and what was owed after it."""

    balance: int


class Statement(Model):
    """A customer's account over one month, in rupiah: opening + charged - received = closing."""

    customer_id: str
    customer_name: str
    month: str
    opening_balance: int
    charged: int
    received: int
    closing_balance: int
    lines: list[StatementLine]


class CashLine(Model):
    """What one person took and gave out by one method on a day."""

    taken_by: str
    taken_by_name: str
    method: Method
    payments: int
    received: int
    payouts: int
    paid_out: int
    total: int


class CashBook(Model):
    """All money of one day, by person and method."""

    on: date
    items: list[CashLine]
    received: int
    paid_out: int
    total: int


class InHand(Model):
    """Cash that one person has not handed over."""

    taken_by: str
    taken_by_name: str
    amount: int
    payments: int
    payouts: int
    oldest_at: datetime | None
    more: bool
    """There is more than one hand-over holds: the rest is for the next."""


class InHandPage(Model):
    """`cash_limit` is what one person may carry in rupiah, if that is limited."""

    items: list[InHand]
    next_cursor: str | None
    cash_limit: int | None


class RouteVisit(Model):
    """Somebody who owes, and what helps to find and to know them; `owed` in rupiah is what their due bills come to."""

    customer_id: str
    customer_name: str
    phone: str | None
    address: str
    note: str
    location: Location | None
    area_id: str | None
    area_name: str
    owed: int
    bills: int
    oldest_due_on: date
    partly_paid: bool
    promised_today: bool
    broken_promises: int
    suspended: bool
    proof_waiting: bool
    """They have sent a proof of transfer that nobody has looked at yet."""


class RoutePage(Model):
    """A round as it stood at `as_of`, in the order of areas and addresses; amounts in rupiah."""

    items: list[RouteVisit]
    next_cursor: str | None
    as_of: datetime
    promised_later: int
    """Who owes too, and has promised a later day."""
    more: bool
    """There are more debts than one list holds: choose an area."""
    in_hand: int
    receipts: int
    cash_limit: int | None


class HandoverView(Model):
    """A hand-over; `difference` is what was handed over beyond what was expected."""

    id: str
    taken_by: str
    taken_by_name: str
    amount: int
    expected: int
    difference: int
    payments: int
    payouts: int
    note: str
    at: datetime
    on: date
    by: str
    by_name: str


class HandoverPage(Model):
    items: list[HandoverView]
    next_cursor: str | None

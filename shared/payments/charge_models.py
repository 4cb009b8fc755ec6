"""Charges: payments asked for at a gateway; what gateways told of them; what staff look into."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from shared.billing.models import InvoiceStatus
from shared.core.fields import PageQuery, RequiredLine, Rupiah
from shared.core.firestore import Record
from shared.core.model import Model
from shared.customers.models import DEFAULT_BRANCH

GatewayName = Literal["midtrans", "xendit", "tripay"]
ChannelName = Literal["qris", "va_bca", "va_bni", "va_bri", "va_mandiri", "va_permata", "alfamart", "indomaret", "page"]
ChargeStatus = Literal["created", "pending", "settled", "expired", "denied", "failed"]
OPEN: tuple[ChargeStatus, ...] = ("created", "pending")
IssueKind = Literal["paid_twice", "wrong_amount", "wrong_currency", "unknown_order", "taken_back"]
IssueStatus = Literal["open", "resolved"]
EventOutcome = Literal["waiting", "applied", "ignored", "unknown_order"]

GATEWAY_WORD: dict[GatewayName, str] = {"midtrans": "Midtrans", "xendit": "Xendit", "tripay": "Tripay"}
CHANNEL_WORD: dict[ChannelName, str] = {
    "qris": "QRIS",
    "va_bca": "Virtual account BCA",
    "va_bni": "Virtual account BNI",
    "va_bri": "Virtual account BRI",
    "va_mandiri": "Virtual account Mandiri",
    "va_permata": "Virtual account Permata",
    "alfamart": "Alfamart",
    "indomaret": "Indomaret",
    "page": "Cara bayar lain",
}
ALSO_CALLED = {"snap": "page", "invoice": "page"}
"""What two of the gateways call their page."""
QRIS_IS_OPEN_FOR = timedelta(hours=1)
IS_OPEN_FOR = timedelta(hours=24)
MOST_AN_INVOICE = 60
"""Charges one bill may have in its life."""


def _in_our_words(channel: object) -> object:
    return ALSO_CALLED.get(channel.lower(), channel.lower()) if isinstance(channel, str) else channel


AnyChannel = Annotated[ChannelName, BeforeValidator(_in_our_words)]


# --- stored


class Charge(Record):
    """`charges/{invoice id}-{n}`: one payment asked for at a gateway. It is written before the gateway hears of it."""

    invoice_id: str
    number: str
    """Of the invoice."""
    customer_id: str
    gateway: GatewayName
    channel: ChannelName
    order_id: str
    """What the gateway knows it as: its own id, or where that is too long for a gateway, made of it."""
    amount: int
    """What the payer pays, in rupiah; `fee` of it is for the gateway, the rest is for the invoice."""
    fee: int = 0
    status: ChargeStatus = "created"
    error: str = ""
    """Why it failed, by a code."""
    ref: str = ""
    """The gateway's own id of it."""
    qr_string: str = ""
    redirect_url: str = ""
    va_number: str = ""
    payment_id: str | None = None
    created_at: datetime
    expires_at: datetime
    calls: int = 1
    """How often the gateway was asked for it."""
    called_at: datetime | None = None
    """When that was, on the real clock, while the answer is awaited; who set it is the only one who asks."""
    closing: bool = False
    """It is over for us, and the gateway is still to be told."""
    next_check_at: datetime | None = None
    """When the gateway is asked what became of it; None: it is over."""
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    shard: int

    @property
    def due(self) -> int:
        """What of it is for the invoice, in rupiah."""
        return self.amount - self.fee

    @property
    def is_open(self) -> bool:
        """Whether it may still be paid."""
        return self.status in OPEN


class PaymentEvent(Record):
    """`payment_events/{gateway}_{their id}.{state}`: what a gateway told, once; no name, no card, no number."""

    gateway: GatewayName
    order_id: str
    ref: str
    state: str
    amount: int | None
    currency: str
    at: datetime
    outcome: EventOutcome
    charge_id: str | None = None
    expires_at: datetime
    """Removed then (TTL)."""


class PaymentIssue(Record):
    """`payment_issues/{payment}.{kind}`: money that a person has to look at."""

    kind: IssueKind
    gateway: GatewayName
    ref: str
    order_id: str
    charge_id: str | None = None
    customer_id: str | None = None
    customer_name: str = ""
    invoice_id: str | None = None
    invoice_number: str = ""
    amount: int | None
    """What came in, as the gateway says, in rupiah."""
    expected: int | None = None
    """What was asked for."""
    currency: str = "IDR"
    payment_id: str | None = None
    """The payment it is booked as."""
    at: datetime
    status: IssueStatus = "open"
    note: str = ""
    resolved_at: datetime | None = None
    resolved_by: str = ""
    resolved_by_name: str = ""
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH


class ChannelRule(Model):
    """A way to pay that the owner offers, and what it costs the payer: rupiah, percent, or both. QRIS costs nothing."""

    gateway: GatewayName
    channel: AnyChannel
    fee: Rupiah = 0
    fee_percent: float = Field(default=0, ge=0, le=10, allow_inf_nan=False)

    @model_validator(mode="after")
    def _no_fee_on_qris(self) -> "ChannelRule":
        if self.channel == "qris" and (self.fee or self.fee_percent):
            raise ValueError("Biaya QRIS tidak boleh dibebankan kepada pembayar. | QRIS may cost the payer nothing.")
        return self


# --- arriving


class ChargeRequest(Model):
    """A way to pay, as the payer chose it."""

    gateway: GatewayName
    channel: AnyChannel


class IssueQuery(PageQuery):
    """Which issues."""

    status: IssueStatus | None = None


class IssueResolution(Model):
    """What staff did about it; `book` makes a payment of money that had been held back."""

    note: RequiredLine
    book: bool = False


# --- leaving


class ChargeView(Model):
    """A charge for who pays; amounts in rupiah. `qr_svg` draws `qr_string`; `va_number` may be a shop's code."""

    charge_id: str
    gateway: GatewayName
    channel: ChannelName
    label: str
    status: ChargeStatus
    amount: int
    fee: int
    expires_at: datetime
    qr_string: str | None
    qr_svg: str | None
    redirect_url: str | None
    va_number: str | None
    invoice_status: InvoiceStatus


class GatewayChannel(Model):
    """A channel that a gateway has."""

    gateway: GatewayName
    channel: ChannelName
    label: str


class GatewayWay(Model):
    """A way to pay by a gateway; `fee` in rupiah comes on top of the bill."""

    gateway: GatewayName
    channel: ChannelName
    label: str
    fee: int
    amount: int


class IssueView(Model):
    """Money to look at, for staff; amounts in rupiah."""

    id: str
    kind: IssueKind
    gateway: GatewayName
    ref: str
    charge_id: str | None
    customer_id: str | None
    customer_name: str
    invoice_id: str | None
    invoice_number: str
    amount: int | None
    expected: int | None
    currency: str
    payment_id: str | None
    at: datetime
    status: IssueStatus
    note: str
    resolved_at: datetime | None
    resolved_by_name: str


class IssuePage(Model):
    items: list[IssueView]
    next_cursor: str | None

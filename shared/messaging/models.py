"""The outbox: messages to customers, as stored and as they leave."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from shared.core.fields import PageQuery
from shared.core.firestore import Day, Record

MessageStatus = Literal["queued", "released", "sending", "sent", "delivered", "read", "failed", "unknown", "cancelled"]
Lane = Literal["now", "bulk"]

# --- stored


class OnlyWhile(BaseModel):
    """The message is only sent while this document's field holds one of these values."""

    document: str
    """Its path, `invoices/PLG-00001-1_2026-12`."""
    field: str
    values: list[str]


class Attachment(BaseModel):
    """A document the customer gets with the message; the provider fetches it from `path` on our public address."""

    path: str
    filename: str


class MessageFailure(BaseModel):
    """Why a message did not arrive: Meta's code and its title, which holds no person's data."""

    code: int
    title: str


class Message(Record):
    """One message to one person. Its id, `{cause}.{purpose}`, is why it can never be made twice."""

    cause: str
    purpose: str
    batch: str | None = None
    """The job that made it, where one made many: a billing run, a broadcast."""
    customer_id: str
    to: str
    """E.164."""
    template: str
    """A key of templates.json."""
    values: dict[str, str]
    """What the template's variables say."""
    button_values: dict[str, str] = {}
    """What the address of a button ends in, by the button's index as text."""
    attachment: Attachment | None = None
    only_while: OnlyWhile | None = None
    lane: Lane = "bulk"
    priority: int = 5
    """1 code, 2 answer, 3 receipt, 5 bill and reminder, 9 broadcast."""
    category: Literal["utility", "authentication", "marketing", "service"] = "utility"
    status: MessageStatus = "queued"
    send_after: datetime
    created_at: datetime
    released_at: datetime | None = None
    """On the real clock, as is the lease."""
    lease_until: datetime | None = None
    called_at: datetime | None = None
    """When the provider was last asked, on the real clock."""
    receipt_at: datetime | None = None
    """When the provider last told us of it, on the real clock."""
    attempts: int = 0
    provider: str | None = None
    provider_id: str | None = None
    failure: MessageFailure | None = None
    cost: int | None = None
    """Rupiah, known once the provider says what it billed."""
    sent_at: datetime | None = None
    sent_on: Day | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    area_id: str | None = None
    shard: int


class UnmatchedReceipt(Record):
    """`receipts/{provider id}`: a receipt that came before its message was known to us."""

    provider: str
    status: str
    at: datetime
    expires_at: datetime


class InboundEvent(Record):
    """`inbound/{provider}_{their id}`: what came in, raw, once; `expires_at` is a TTL policy's."""

    provider: str
    kind: str
    raw: str
    at: datetime
    expires_at: datetime


class ReleaseState(Record):
    """`outbox/release`: the page of messages whose tasks are being made; empty when nobody is at it."""

    page: list[str] = []
    moved_at: datetime


class SendTask(BaseModel):
    """What Cloud Tasks hands to the send_message function."""

    message_id: str


# --- arriving


class Receipt(BaseModel):
    """What a provider says of a message it accepted."""

    message_id: str | None
    """Our id, where the provider echoes it."""
    provider: str
    provider_id: str
    status: Literal["sent", "delivered", "read", "failed"]
    at: datetime
    failure: MessageFailure | None = None
    category: str | None = None
    billable: bool | None = None


class MessageQuery(PageQuery):
    """Filters of the outbox."""

    to: str | None = Field(default=None, max_length=60)
    status: MessageStatus | None = None
    cause: str | None = Field(default=None, max_length=200)
    customer_id: str | None = Field(default=None, max_length=64)


# --- leaving


class MessageView(BaseModel):
    """A message for staff."""

    id: str
    to: str
    customer_id: str
    cause: str
    purpose: str
    template: str
    text: str
    status: MessageStatus
    category: str
    cost: int | None
    provider: str | None
    provider_id: str | None
    attempts: int
    failure: MessageFailure | None
    send_after: datetime
    created_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    read_at: datetime | None


class MessagePage(BaseModel):
    items: list[MessageView]
    next_cursor: str | None


class TemplateView(BaseModel):
    """A message template as the provider knows it."""

    name: str
    language: str
    category: str
    body: str
    footer: str | None
    buttons: list[dict[str, Any]]
    variables: list[str]


class TemplatePage(BaseModel):
    items: list[TemplateView]
    next_cursor: str | None


class OutboxCounts(BaseModel):
    """How many messages of one cause or run stand in each state."""

    counts: dict[str, int]
    total: int

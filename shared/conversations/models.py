"""Conversations: as stored, as staff see and answer them; and the triage of a text."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from shared.billing.models import InvoiceStatus
from shared.complaints.models import Category as ComplaintCategory
from shared.complaints.models import KeptPhoto
from shared.complaints.models import Status as ComplaintStatus
from shared.conversations.flow.talk import Talk
from shared.conversations.triage import Category, Intent, Urgency
from shared.core.fields import ClientId, PageQuery, Prose
from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.messaging.models import MessageStatus
from shared.messaging.said import SaidKind

ConversationStatus = Literal["bot", "waiting", "handed"]
"""bot: the machine answers; waiting: a person is to answer, and nobody has yet; handed: somebody does."""
Reason = Literal[
    "",
    "asked",
    "not_understood",
    "not_known",
    "suspended",
    "no_proof",
    "promise",
    "newcomer",
    "phone_app",
    "taken",
    "too_many",
]
Writer = Literal["customer", "bot", "staff"]


# --- stored


class LastAnswer(Model):
    """What the latest answer was made of."""

    before: Talk
    """Where the talk stood before it."""
    events: list[str]
    until: datetime
    """When the last of them was said."""
    said: str
    """A digest of the reply."""
    is_final: bool
    """Something was done, beyond asking and telling."""


class Conversation(Record):
    """`conversations/{contact id}`: where the talk with one person stands, and who answers them."""

    talk: Talk = Talk()
    pictures: dict[str, KeptPhoto] = {}
    """Pictures of theirs that are kept and belong to nothing yet, by the event that brought them."""
    last: LastAnswer | None = None
    made: list[str] = []
    """The messages of the latest answer: who finds one of them not on its way hands it on."""
    customer_id: str = ""
    """Whom it is about, as far as it is known."""
    name: str = ""
    """The customer's, else as they call themselves."""
    status: ConversationStatus = "bot"
    reason: Reason = ""
    """Why a person is to answer."""
    handed_to: str = ""
    """A member's uid; empty: nobody yet, or whoever holds the phone with WhatsApp's own app."""
    handed_to_name: str = ""
    handed_at: datetime | None = None
    last_at: datetime
    """When somebody last wrote, whoever it was."""
    last_by: Writer = "customer"
    last_text: str = ""
    """How it begins, for the list."""
    burst_from: datetime | None = None
    burst: int = 0
    """How many answers they got since then: two machines that answer each other would go on for ever."""
    unread: int = 0
    """What they wrote since a person is to answer, and nobody has."""
    is_unread: bool = False
    area_id: str | None = None
    created_at: datetime


# --- arriving


class ConversationQuery(PageQuery):
    """Which conversations: whose turn it is, mine, with something unread. Asked by several, a page may hold fewer."""

    status: ConversationStatus | None = None
    mine: bool | None = None
    unread: bool | None = None
    customer_id: str | None = Field(default=None, max_length=64)


class HistoryQuery(PageQuery):
    """How much of what was said, from the latest back."""


def _says_something(text: str) -> str:
    if not text:
        raise ValueError("Wajib diisi. | This field is required.")
    return text


class StaffReply(Model):
    """Words to a person, inside their 24-hour window."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key."""
    text: Annotated[Prose, AfterValidator(_says_something)]


class HandBack(Model):
    """The bot answers again; with `say_so` it tells them."""

    say_so: bool = False


class TriageRequest(Model):
    """The words of one message; what has none is `other`, of confidence 0."""

    text: Prose


# --- leaving


class ConversationView(Model):
    """A conversation for staff."""

    id: str
    customer_id: str
    name: str
    phone: str | None
    """E.164; None for somebody who hides it."""
    status: ConversationStatus
    reason: Reason
    handed_to: str
    handed_to_name: str
    handed_at: datetime | None
    last_at: datetime
    last_by: Writer
    last_text: str
    unread: int
    area_id: str | None


class ConversationPage(Model):
    items: list[ConversationView]
    next_cursor: str | None


class Bubble(Model):
    """One thing said: by them (`customer`), by the machine, by one of us. `status` is of what we sent."""

    id: str
    by: Writer
    by_name: str
    kind: SaidKind | Literal["template"]
    text: str
    at: datetime
    has_media: bool = False
    status: MessageStatus | None = None


class BillBeside(Model):
    """An open bill of the customer; amounts in rupiah."""

    id: str
    number: str
    total: int
    amount_due: int
    due_on: Day
    status: InvoiceStatus


class TicketBeside(Model):
    """A complaint of the customer that is not closed."""

    id: str
    category: ComplaintCategory
    status: ComplaintStatus
    created_at: datetime


class ConversationDetail(ConversationView):
    """With what was said, the latest first, and what the customer owes and complains of."""

    window_until: datetime | None
    """Until then words of our own reach them; None: only templates do."""
    bubbles: list[Bubble]
    next_cursor: str | None
    bills: list[BillBeside]
    tickets: list[TicketBeside]
    balance: int
    """What they owe in rupiah, negative is credit."""


class ReadyAnswer(Model):
    """Words to be sent as they are, unless something in them is missing."""

    title: str
    text: str
    missing: list[str]
    """What is not known of this person, `tagihan`: it stands in the text in braces."""


class ReadyAnswerPage(Model):
    items: list[ReadyAnswer]
    next_cursor: str | None


class ReplySent(Model):
    """The message that takes a reply to its person."""

    id: str
    status: MessageStatus


class TriageView(Model):
    """Its labels, and how sure they are: below the threshold of triage.py the bot asks."""

    intent: Intent
    category: Category
    urgency: Urgency
    confidence: float = Field(ge=0, le=1)

"""The outbox: messages to customers, as stored and as they leave."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from shared.core.fields import PageQuery
from shared.core.firestore import Day, Hour, Record
from shared.core.model import Model
from shared.messaging.content import Attachment as Attachment
from shared.messaging.content import Choice as Choice
from shared.messaging.content import Content as Content
from shared.messaging.said import Said as Said
from shared.messaging.said import SaidMedia as SaidMedia
from shared.messaging.said import SaidPlace as SaidPlace

MessageStatus = Literal["queued", "released", "sending", "sent", "delivered", "read", "failed", "unknown", "cancelled"]
Lane = Literal["now", "bulk"]
Category = Literal["utility", "authentication", "marketing", "service"]
Form = Literal["template", "free"]

# --- stored


class OnlyWhile(Model):
    """The message is only sent while this document's field holds one of these values."""

    document: str
    """Its path, `invoices/PLG-00001-1_2026-12`."""
    field: str
    values: list[str]


class MessageFailure(Model):
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
    """E.164, or the BSUID of a person who hides their number."""
    template: str = ""
    """A key of templates.json; beside `content`: what goes once the window has closed, empty: that an answer waits."""
    values: dict[str, str] = {}
    """What the template's variables say."""
    content: Content | None = None
    """Words of our own for their 24-hour window, instead of the template's."""
    button_values: dict[str, str] = {}
    """What the address of a button ends in, by the button's index as text."""
    attachment: Attachment | None = None
    only_while: OnlyWhile | None = None
    lane: Lane = "bulk"
    priority: int = 5
    """1 code, 2 answer, 3 receipt, 5 bill and reminder, 9 broadcast."""
    category: Category = "utility"
    """What it is priced as; the provider has the last word."""
    form: Form | None = None
    """How it went out: as a template, or free-form inside the 24-hour window; set beforehand, it must go so."""
    status: MessageStatus = "queued"
    send_after: datetime
    expires_at: datetime | None = None
    """From then on it is not sent any more."""
    has_secret: bool = False
    """Part of what it says lies in message_secrets; sent again where nobody can tell whether it came through."""
    created_at: datetime
    released_at: datetime | None = None
    """On the real clock, as is the lease."""
    lease_until: datetime | None = None
    called_at: datetime | None = None
    """When the provider was last asked, on the real clock."""
    heard: list[str] = []
    """Which receipts came, in the order they came: one that is missing shows that receipts get lost."""
    attempts: int = 0
    provider: str | None = None
    provider_id: str | None = None
    provider_state_id: str | None = None
    """Fonnte names later states of a message by another id than the message."""
    failure: MessageFailure | None = None
    cost: int | None = None
    """Rupiah, known once the provider says what it billed."""
    text_removed: bool = False
    """What it said is not kept any more."""
    resent_as: str | None = None
    """The message that says the same again, after this one failed or stayed unknown."""
    sent_at: datetime | None = None
    sent_on: Day | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    area_id: str | None = None
    shard: int


class MessageSecret(Record):
    """`message_secrets/{message id}`: what only its receiver may read; `expires_at` is a TTL policy's."""

    values: dict[str, str]
    button_values: dict[str, str] = {}
    expires_at: datetime


class UnmatchedReceipt(Record):
    """`receipts/{provider id}`: a receipt that came before its message was known to us."""

    provider: str
    status: Literal["sent", "delivered", "read", "failed"]
    at: datetime
    failure: MessageFailure | None = None
    expires_at: datetime


class InboundEvent(Record):
    """`inbound/{provider}_{their id}`: what came in, raw, once; `expires_at` is a TTL policy's."""

    provider: str
    provider_id: str = ""
    """Their id of the message, to be marked as read or quoted; empty where it is no message."""
    kind: str
    raw: str = ""
    contact_id: str | None = None
    """Who wrote it, where it shows."""
    said: Said | None = None
    """What they did, as far as it could be read."""
    name: str = ""
    """As they call themselves in their profile."""
    said_at: datetime | None = None
    """When, by the provider's clock; never later than `at`."""
    status: Literal["waiting", "done", "kept"] = "kept"
    """waiting: to be answered by `converse`; done: it was; kept: nobody answers it."""
    at: datetime
    expires_at: datetime


class Contact(Record):
    """`contacts/{id}`: a person who writes to us or whom we write to, whatever numbers they have."""

    phone: str | None = None
    """E.164."""
    bsuid: str | None = None
    """WhatsApp's id of a person, where they hide their number."""
    opened_at: datetime | None = None
    """When we last wrote outside their window: this uses the quota of recipients for 24 hours."""
    last_inbound_at: datetime | None = None
    """When they last wrote to us: for 24 hours we may answer freely."""
    paced_until: datetime | None = None
    """Up to when their pace is used up, on the real clock; see spacing.py."""
    heard_at: datetime | None = None
    """When the last event of theirs was stored, on the real clock: written with each, so that a merge sees all."""
    name: str = ""
    """As they call themselves in their profile."""
    no_broadcasts: bool = False
    """They want no broadcasts: by a word to us, or by WhatsApp's own switch."""
    preferred_at: datetime | None = None
    """When they last said so, or took it back."""
    offered: list[Choice] = []
    """The numbered menu they were sent last, where there are no buttons: a digit stands for one of these."""
    held: list[str] = []
    """Answers that wait until they write again, as their window had closed."""
    left: list[str] = []
    """Phones and BSUIDs they went by before: what was said from there until then is theirs."""
    merged_from: list[str] = []
    """Contacts that turned out to be this person, and are no more."""
    created_at: datetime


class Identity(Record):
    """`identities/{BSUID or phone}`: whose it is. A phone has one only once its person has left it."""

    contact_id: str
    until: datetime | None = None
    """When they left this phone; afterwards it is somebody else's."""


HoldReason = Literal["refused", "paused", "disabled", "dearer"]


class Hold(Record):
    """`holds/{what}`: sending stands still for `all`, for `bulk` or for one `template.{name}`, and why."""

    code: int
    """The provider's error code; -1 where nothing was refused."""
    title: str
    reason: HoldReason = "refused"
    """refused: a message was; the others WhatsApp told of a template. One that got dearer waits for a person."""
    since: datetime
    until: datetime
    """Then one message is tried again, to see whether it passes."""


class TemplateStanding(Record):
    """`template_standings/{name}`: what WhatsApp last told of a template; each part has its own moment."""

    status: str = ""
    """APPROVED, PAUSED, DISABLED, ..."""
    status_at: datetime | None = None
    category: str = ""
    """In small letters."""
    category_at: datetime | None = None
    quality: str = ""
    """GREEN, YELLOW, RED, UNKNOWN."""
    quality_at: datetime | None = None


class AccountStanding(Record):
    """`outbox/account`: what WhatsApp last told of our account and number."""

    id: str = "account"

    recipients_limit: int = 250
    """People we may write to outside their window in 24 hours; 250 is what every account begins with."""
    limit_at: datetime | None = None


class ReleaseState(Record):
    """`outbox/release`: the page of messages whose tasks are being made; empty when nobody is at it."""

    page: list[str] = []
    moved_at: datetime
    paced_until: datetime | None = None
    """When the last message goes that an unofficial provider has been given, on the real clock."""


class SendTask(Model):
    """What Cloud Tasks hands to the send_message function."""

    message_id: str


class ConverseTask(Model):
    """What Cloud Tasks hands to the converse function: this contact's events wait for an answer."""

    contact_id: str


# --- arriving


class Receipt(Model):
    """What a provider says of a message it accepted."""

    message_id: str | None
    """Our id, where the provider echoes it."""
    provider: str
    provider_id: str
    """Its id of the message; empty where only `state_id` is told."""
    state_id: str = ""
    """Another id of the same message, which later receipts may name alone."""
    status: Literal["sent", "delivered", "read", "failed"]
    at: datetime
    failure: MessageFailure | None = None
    category: str | None = None
    billable: bool | None = None


class Rates(Model):
    """Rupiah for one delivered message of each category, from a day on; check them against the provider's bill."""

    from_on: Day = date(2024, 1, 1)
    utility: int = Field(default=330, ge=0, le=100_000, strict=True)
    """$0.0200 at Rp16,500: Indonesia, 2024, the last card that could be cited (reference/whatsapp.md 1.6)."""
    authentication: int = Field(default=495, ge=0, le=100_000, strict=True)
    marketing: int = Field(default=678, ge=0, le=100_000, strict=True)
    service: int = Field(default=0, ge=0, le=100_000, strict=True)


class MessagingRules(Record):
    """`settings/messaging`: how many people may be written to, when, and what it costs."""

    id: str = "messaging"

    daily_recipients: int = Field(default=250, ge=1, le=10_000_000, strict=True)
    """Meta's limit of people written to outside their window in 24 hours: 250, 2,000, 10,000, 100,000."""
    quiet_from: Hour | None = time(20, 0)
    quiet_until: Hour | None = time(7, 0)
    """Bills and reminders wait for the end of these hours, on the provider's clock; both empty: no quiet hours."""
    rates: list[Rates] = Field(default=[Rates()], min_length=1, max_length=20)
    provider: Literal["whatsapp_cloud", "gowa", "fonnte"] = "whatsapp_cloud"
    """Through whom we write. gowa and fonnte are unofficial: WhatsApp may ban the number, for good."""
    gateway_daily_messages: int = Field(default=200, ge=1, le=10_000, strict=True)
    """Of bills and reminders, through an unofficial provider, in 24 hours; answers go in any case and count too."""
    gateway_pace_s: int = Field(default=30, ge=1, le=3_600, strict=True)
    """Seconds from one bill or reminder to the next there, on average: no two gaps are the same."""
    login: Literal["code", "inbound"] = "code"
    """How customers sign in: a code by template, or, where that template is not to be had, a message from them."""
    logins_an_hour: int = Field(default=300, ge=1, le=1_000_000, strict=True)
    """From one address: a whole provider, and every mobile carrier, sits behind one."""
    undo_s: int = Field(default=10, ge=0, le=60, strict=True)
    """Seconds in which who took money at the desk can take that back: nobody is told before. 0: told at once."""
    broadcast_needs_second_person: bool = False
    """Whether somebody else than its author has to approve a broadcast: off where one person does all."""

    @model_validator(mode="after")
    def _both_or_none(self) -> "MessagingRules":
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("Isi kedua jam tenang, atau kosongkan keduanya. | Give both quiet hours, or none.")
        return self


def _as_list(value: Any) -> Any:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


class MessageQuery(PageQuery):
    """Filters of the outbox."""

    to: str | None = Field(default=None, max_length=60)
    status: Annotated[list[MessageStatus], BeforeValidator(_as_list), Field(max_length=9)] = []
    """Any of these; given several times, `status=queued&status=released`."""
    cause: str | None = Field(default=None, max_length=200)
    customer_id: str | None = Field(default=None, max_length=64)
    run_id: str | None = Field(default=None, max_length=64)
    """The billing run that made it."""


# --- leaving


class MessageView(Model):
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
    form: Form | None
    cost: int | None
    resent_as: str | None
    provider: str | None
    provider_id: str | None
    attempts: int
    failure: MessageFailure | None
    send_after: datetime
    created_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    read_at: datetime | None


class MessagePage(Model):
    items: list[MessageView]
    next_cursor: str | None


class TemplateView(Model):
    """A message template as the provider knows it, and what it last told of it, if anything."""

    name: str
    language: str
    category: str
    header: str | None
    body: str
    footer: str | None
    buttons: list[dict[str, Any]]
    variables: list[str]
    example: list[str]
    broadcast: bool
    """Made to be sent to many, with words of staff in it."""
    status: str
    """APPROVED, PAUSED, DISABLED, ...; empty where nothing was told."""
    quality: str


class TemplatePage(Model):
    items: list[TemplateView]
    next_cursor: str | None


class OutboxCounts(Model):
    """How many messages of one cause or run stand in each state."""

    counts: dict[str, int]
    total: int


class ForecastDay(Model):
    on: date
    count: int


class Forecast(Model):
    """What sending so many messages takes: how long, over which days, for how many rupiah at most."""

    count: int
    per_day: list[ForecastDay]
    seconds: int
    """How long the sending itself takes, over all days."""
    starts_at: datetime
    cost: int
    recipients_limit: int
    recipients_used: int


class HoldView(Model):
    """Why sending stands still, and when it is tried again."""

    id: str
    code: int
    title: str
    reason: HoldReason
    action: str
    since: datetime
    until: datetime


class OutboxHealth(Model):
    """How WhatsApp is doing, for the shell of the admin site."""

    status: Literal["ok", "waiting", "held"]
    """held: the provider refuses; waiting: the day's quota is used up, the rest goes out tomorrow."""
    holds: list[HoldView]
    queued: int
    unknown: int
    """Maybe sent, and nobody can tell: a person decides."""
    recipients_limit: int
    recipients_used: int

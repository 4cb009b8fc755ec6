"""Complaints: as stored, as they arrive, as they leave. Outages stand in outage_models.py."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from flask_openapi3.models.file import FileStorage
from pydantic import Field, model_validator

from shared.core.fields import ClientId, Line, Location, PageQuery, Prose, RequiredLine
from shared.core.firestore import Record
from shared.core.model import Model
from shared.customers.models import DEFAULT_BRANCH

Status = Literal["open", "assigned", "scheduled", "on_the_way", "working", "waiting", "resolved", "closed", "reopened"]
Priority = Literal["urgent", "high", "normal", "low"]
Category = Literal["no_connection", "slow", "unstable", "hardware", "account", "other"]
Source = Literal["whatsapp", "web", "staff"]
SlaMark = Literal["", "near", "over"]
PhotoKind = Literal["report", "before", "after"]
Step = Literal[
    "assign", "schedule", "depart", "arrive", "wait", "resume", "resolve", "close", "reopen", "merge", "unschedule"
]
"""What moves a complaint from one status to the next; life_cycle.py says from where to where, and who may."""

CustomerAct = Literal[
    "comment", "photo", "location", "works", "still_broken", "rating", "other_time", "agree", "cancel"
]
"""What a customer does about a complaint of theirs."""

RequestKind = Literal["change_plan", "pause", "correct_data", "erase_data"]
"""What a customer asks us for, beside what is broken."""

EventKind = Literal[
    "reported",
    "joined_outage",
    "left_outage",
    "assigned",
    "scheduled",
    "on_the_way",
    "working",
    "waiting",
    "resumed",
    "resolved",
    "closed",
    "reopened",
    "merged",
    "took_in",
    "note",
    "told",
    "comment",
    "photo",
    "location",
    "works",
    "still_broken",
    "rated",
    "asked_other_time",
    "agreed",
    "changed",
    "near_limit",
    "over_limit",
    "no_answer",
]

CUSTOMER, SYSTEM = "customer", "system"
MOST_PHOTOS = 12


# --- stored


class SlaClock(Model):
    """How long a complaint may take, in seconds of business hours, and how much of it is used."""

    allowed_s: int
    spent_s: int = 0
    """Up to when the clock last stopped."""
    running_since: datetime | None = None
    """None while it stands still: waiting for the customer, part of an outage, done."""
    round_the_clock: bool = False


class Visit(Model):
    """When the technician comes."""

    starts_at: datetime
    ends_at: datetime

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("Sebutkan zona waktunya. | Give the time zone.")
        if self.ends_at <= self.starts_at:
            raise ValueError("Jadwal harus selesai setelah mulai. | A visit ends after it starts.")
        return self


class ChecklistItem(Model):
    text: RequiredLine
    done: bool = False


class Part(Model):
    """Material that was used."""

    name: RequiredLine
    quantity: int = Field(default=1, ge=1, le=10_000, strict=True)
    unit: Line = ""


class KeptPhoto(Model):
    """A picture in the private bucket, under `complaints/{customer id}/{file id}`."""

    file_id: str
    kind: PhotoKind = "report"
    media_type: str
    sha256: str
    """Of what is kept, which is the picture drawn anew."""
    at: datetime
    by: str


class Complaint(Record):
    """`complaints/TKT-2611-0042`: what a customer complains of, and how far it is."""

    customer_id: str
    customer_name: str
    subscription_id: str | None = None
    category: Category
    request: RequestKind | None = None
    """What they ask for, where nothing is broken."""
    description: str = ""
    priority: Priority
    status: Status = "open"
    is_open: bool = True
    """Not closed yet: what the board shows."""
    source: Source
    address: str = ""
    location: Location | None = None
    odp: str = ""
    """The pole box of the line, as it was known when they reported; empty: unknown."""
    service_cut: bool = False
    """The line was suspended, paused or stopped when they reported."""
    sla: SlaClock
    due_at: datetime | None = None
    """When the time allowed ends, if the clock goes on; None while it stands still."""
    sla_mark: SlaMark = ""
    """near: 70 % of the time allowed is used; over: all of it. Staff are told once each."""
    next_step_at: datetime | None = None
    """When we have to do something by ourselves: hand it to somebody, tell staff of its time, close it."""
    dispatched: bool = False
    """Somebody was looked for to take it, or it was found to be part of an outage."""
    assignee_id: str | None = None
    assignee_name: str = ""
    visit: Visit | None = None
    checklist: list[ChecklistItem] = []
    parts: list[Part] = []
    photos: list[KeptPhoto] = []
    question: str = ""
    """What the customer was asked, while it waits for them."""
    cause_found: str = ""
    action_taken: str = ""
    closing_location: Location | None = None
    """Where the technician stood when the work was done."""
    outage_id: str | None = None
    was_outage_id: str | None = None
    """The outage it was part of, after the customer said it was not over for them."""
    repeat_of: str | None = None
    """The complaint of the same line within 30 days before."""
    merged_into: str | None = None
    reopened: int = 0
    """How often."""
    rating: int | None = None
    rating_text: str = ""
    events: int = 0
    """How many steps its timeline has, which numbers them."""
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    shard: int


class ComplaintEvent(Record):
    """`complaint_events/{complaint}.{cause}`: one step of a complaint; `internal` ones never reach the customer."""

    complaint_id: str
    customer_id: str
    number: int
    """Its place in the timeline."""
    kind: EventKind
    at: datetime
    by: str
    """A member's uid, `customer` or `system`."""
    by_name: str = ""
    text: str = ""
    internal: bool = False
    file_id: str | None = None
    data: dict[str, Any] = {}
    area_id: str | None = None


class ComplaintClaim(Record):
    """`complaint_claims/{digest of the cause}`: the complaint that this act made, so that it makes no second one."""

    complaint_id: str
    customer_id: str


# --- arriving

CustomerId = Annotated[str, Field(max_length=64)]


class NewComplaint(Model):
    """A complaint as staff take it down; without `priority` it follows from what is complained of."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key; the ticket's number is ours."""
    customer_id: CustomerId
    category: Category
    description: Prose = ""
    priority: Priority | None = None
    subscription_id: str | None = Field(default=None, max_length=64)
    location: Location | None = None
    notify: bool = True
    """Whether the customer gets the ticket's number by WhatsApp."""


class MyNewComplaint(Model):
    """A complaint as a customer sends it."""

    id: ClientId | None = None
    category: Category
    description: Prose = ""
    subscription_id: str | None = Field(default=None, max_length=64)
    location: Location | None = None


class MyNewRequest(Model):
    """What a customer asks for: another plan, a pause (`from_on` to `until`), data put right, data erased."""

    id: ClientId | None = None
    kind: RequestKind
    subscription_id: str | None = Field(default=None, max_length=64)
    """For `change_plan` and `pause`."""
    plan_id: str | None = Field(default=None, max_length=64)
    """For `change_plan`."""
    from_on: date | None = None
    """For `pause`, as is `until`, the last day of it."""
    until: date | None = None
    text: Annotated[Prose, Field(max_length=1000)] = ""
    """What is wrong and how it is right, for `correct_data`; else why, if they like."""


class ComplaintChanges(Model):
    """What of a complaint may be changed; a field that is not sent stays. A `status` is the step that leads there."""

    status: Status | None = None
    priority: Priority | None = None
    category: Category | None = None
    subscription_id: str | None = Field(default=None, max_length=64)
    assignee_id: str | None = Field(default=None, max_length=128)
    visit: Visit | None = None
    checklist: list[ChecklistItem] | None = Field(default=None, max_length=30)
    parts: list[Part] | None = Field(default=None, max_length=50)
    question: Line | None = None
    cause_found: Line | None = None
    action_taken: Line | None = None
    closing_location: Location | None = None
    note: Line = ""


StaffAct = Literal[
    "note", "tell", "assign", "schedule", "depart", "arrive", "wait", "resume", "resolve", "close", "reopen"
]


class NewEvent(Model):
    """A step, a note that only staff see, or words to the customer (`tell`)."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key."""
    kind: StaffAct
    text: Prose = ""
    assignee_id: str | None = Field(default=None, max_length=128)
    """For `assign`; empty: whoever of the area has least to do."""
    visit: Visit | None = None
    """For `schedule`."""
    question: Line = ""
    """For `wait`: what we need to know."""
    cause_found: Line = ""
    """For `resolve`, as is `action_taken`."""
    action_taken: Line = ""
    parts: list[Part] | None = Field(default=None, max_length=50)
    checklist: list[ChecklistItem] | None = Field(default=None, max_length=30)
    location: Location | None = None
    """Where the technician stands."""


class MyNewEvent(Model):
    """What a customer says about a complaint of theirs."""

    id: ClientId | None = None
    kind: Literal["comment", "location", "works", "still_broken", "rating", "other_time", "agree", "cancel"]
    text: Prose = ""
    rating: int | None = Field(default=None, ge=1, le=5, strict=True)
    location: Location | None = None


class MergeInto(Model):
    """The complaint that goes on for both."""

    into: str = Field(max_length=64)


class ComplaintPhotoForm(Model):
    """A picture of at most 5 MB: JPEG, PNG or WebP."""

    file: FileStorage
    id: ClientId | None = None
    kind: PhotoKind = "report"


class MyComplaintPhotoForm(Model):
    """As ComplaintPhotoForm, from the customer."""

    file: FileStorage
    id: ClientId | None = None


class MyRecoveryAnswer(Model):
    """Whether it works again after an outage."""

    outage_id: str = Field(max_length=64)
    works: bool
    text: Prose = ""


class ComplaintQuery(PageQuery):
    """Which complaints. Asked by several things, a page may hold fewer than `limit`."""

    status: Status | None = None
    is_open: bool | None = None
    priority: Priority | None = None
    category: Category | None = None
    customer_id: str | None = Field(default=None, max_length=64)
    area_id: str | None = Field(default=None, max_length=64)
    assignee_id: str | None = Field(default=None, max_length=128)
    """A member's uid; `me` is who asks."""
    outage_id: str | None = Field(default=None, max_length=64)

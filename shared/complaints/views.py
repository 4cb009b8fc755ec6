"""Complaints as they leave: for staff, and in plain words for their customers."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from shared.complaints.models import (
    Category,
    ChecklistItem,
    CustomerAct,
    EventKind,
    Part,
    PhotoKind,
    Priority,
    RequestKind,
    SlaMark,
    Source,
    Status,
    Step,
    Visit,
)
from shared.complaints.outage_models import OutageNews
from shared.complaints.rules import Canned
from shared.core.fields import Location

# --- for staff


class EventView(BaseModel):
    """A step for staff; `title` in words."""

    id: str
    kind: EventKind
    title: str
    text: str
    at: datetime
    by: str
    by_name: str
    internal: bool
    file_id: str | None


class ComplaintPhotoView(BaseModel):
    file_id: str
    kind: PhotoKind
    at: datetime
    by: str


class SlaView(BaseModel):
    """The clock as it stands. `left_s` are seconds of business hours, below zero once it is over."""

    allowed_s: int
    left_s: int
    running: bool
    mark: SlaMark
    due_at: datetime | None


class ComplaintView(BaseModel):
    """A complaint for staff."""

    id: str
    number: str
    customer_id: str
    customer_name: str
    subscription_id: str | None
    category: Category
    description: str
    priority: Priority
    status: Status
    is_open: bool
    source: Source
    address: str
    location: Location | None
    odp: str
    service_cut: bool
    sla: SlaView
    due_at: datetime | None
    assignee_id: str | None
    assignee_name: str
    visit: Visit | None
    checklist: list[ChecklistItem]
    parts: list[Part]
    photos: list[ComplaintPhotoView]
    question: str
    cause_found: str
    action_taken: str
    closing_location: Location | None
    outage_id: str | None
    repeat_of: str | None
    merged_into: str | None
    reopened: int
    rating: int | None
    rating_text: str
    area_id: str | None
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    steps: list[Step]
    """What the caller may do now."""


class ComplaintDetail(ComplaintView):
    """With its timeline, oldest first, internal notes among it."""

    events: list[EventView]


class ComplaintPage(BaseModel):
    items: list[ComplaintView]
    next_cursor: str | None


class Technician(BaseModel):
    """Somebody a complaint can be handed to, and how much they have to do."""

    id: str
    name: str
    areas: list[str]
    open_jobs: int


class Desk(BaseModel):
    """What whoever handles complaints chooses from."""

    technicians: list[Technician]
    answers: list[Canned]
    """`{name}`, `{number}` and `{technician}` in them are filled in by the site."""


class PhotoReceived(BaseModel):
    file_id: str


# --- for customers


class MyStep(BaseModel):
    """A step of the timeline in plain words; `done` is false for what is still to come."""

    at: datetime | None
    title: str
    text: str
    by: Literal["you", "us"]
    done: bool
    file_id: str | None = None


class MyComplaint(BaseModel):
    """A complaint for its customer, in plain words."""

    id: str
    number: str
    category: Category
    title: str
    """What it is about: `Internet mati total`."""
    request: RequestKind | None
    """What they ask for, where nothing is broken."""
    description: str
    status: Status
    status_text: str
    headline: str
    """Where it stands, in one sentence."""
    reported_at: datetime
    expected_at: datetime | None
    """By when we mean to be done; None where nobody can say."""
    technician: str
    visit: Visit | None
    question: str
    outage: OutageNews | None
    photos: list[str]
    """File ids of what they sent."""
    rating: int | None
    can: list[CustomerAct]
    """What they may do now."""


class MyComplaintDetail(MyComplaint):
    timeline: list[MyStep]


class MyComplaintPage(BaseModel):
    items: list[MyComplaint]
    next_cursor: str | None


class PlanChoice(BaseModel):
    """A plan that may be asked for; `price` a month in rupiah."""

    id: str
    name: str
    price: int
    speed_mbps: int | None


class LineAsked(BaseModel):
    """A line of theirs that something may be asked for."""

    subscription_id: str
    plan_id: str
    title: str
    may_change: bool
    """It is in service: another plan or a pause may be asked for."""


class RequestForm(BaseModel):
    """What a customer may ask for, and what they have asked for already."""

    lines: list[LineAsked]
    plans: list[PlanChoice]
    today: date
    waiting: list[MyComplaint]
    """Their requests that are open."""


class CategoryChoice(BaseModel):
    """One kind of trouble to choose."""

    id: Category
    title: str
    hint: str


class LineChoice(BaseModel):
    """A line of theirs, where they have several."""

    subscription_id: str
    title: str
    cut: bool
    """Suspended or paused: it does not work for that reason."""


class ReportForm(BaseModel):
    """What a customer is asked, and what we know before they say anything."""

    categories: list[CategoryChoice]
    lines: list[LineChoice]
    outage: OutageNews | None
    recovered: OutageNews | None
    """One that is over since yesterday, of which they have not said whether it works again."""
    open_complaints: list[MyComplaint]


class RecoveryHeard(BaseModel):
    """What becomes of their answer: the complaint that goes on or is closed, if there is one."""

    complaint: MyComplaintDetail | None

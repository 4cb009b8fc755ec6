"""Complaints as they leave: for staff, and in plain words for their customers."""

from datetime import date, datetime
from typing import Literal

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
from shared.core.model import Model

# --- for staff


class EventView(Model):
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


class ComplaintPhotoView(Model):
    file_id: str
    kind: PhotoKind
    at: datetime
    by: str


class SlaView(Model):
    """The clock as it stands. `left_s` are seconds of business hours, below zero once it is over."""

    allowed_s: int
    left_s: int
    running: bool
    mark: SlaMark
    due_at: datetime | None


class ComplaintView(Model):
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


class ComplaintPage(Model):
    items: list[ComplaintView]
    next_cursor: str | None


class Technician(Model):
    """Somebody a complaint can be handed to, and how much they have to do."""

    id: str
    name: str
    areas: list[str]
    open_jobs: int


class Desk(Model):
    """What whoever handles complaints chooses from."""

    technicians: list[Technician]
    answers: list[Canned]
    """`{name}`, `{number}` and `{technician}` in them are filled in by the site."""


class PhotoReceived(Model):
    file_id: str


# --- for customers


class MyStep(Model):
    """A step of the timeline in plain words; `done` is false for what is still to come."""

    at: datetime | None
    title: str
    text: str
    by: Literal["you", "us"]
    done: bool
    file_id: str | None = None


class MyComplaint(Model):
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


class MyComplaintPage(Model):
    items: list[MyComplaint]
    next_cursor: str | None


class PlanChoice(Model):
    """A plan that may be asked for; `price` a month in rupiah."""

    id: str
    name: str
    price: int
    speed_mbps: int | None


class LineAsked(Model):
    """A line of theirs that something may be asked for."""

    subscription_id: str
    plan_id: str
    title: str
    may_change: bool
    """It is in service: another plan or a pause may be asked for."""


class RequestForm(Model):
    """What a customer may ask for, and what they have asked for already."""

    lines: list[LineAsked]
    plans: list[PlanChoice]
    today: date
    waiting: list[MyComplaint]
    """Their requests that are open."""


class CategoryChoice(Model):
    """One kind of trouble to choose."""

    id: Category
    title: str
    hint: str


class LineChoice(Model):
    """A line of theirs, where they have several."""

    subscription_id: str
    title: str
    cut: bool
    """Suspended or paused: it does not work for that reason."""


class ReportForm(Model):
    """What a customer is asked, and what we know before they say anything."""

    categories: list[CategoryChoice]
    lines: list[LineChoice]
    outage: OutageNews | None
    recovered: OutageNews | None
    """One that is over since yesterday, of which they have not said whether it works again."""
    open_complaints: list[MyComplaint]


class RecoveryHeard(Model):
    """What becomes of their answer: the complaint that goes on or is closed, if there is one."""

    complaint: MyComplaintDetail | None

"""Broadcasts: one announcement to many customers, as stored, as it arrives, as it leaves."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.core.fields import ClientId, Line, PageQuery, RequiredLine
from shared.core.firestore import Record
from shared.core.model import Model
from shared.customers.models import CustomerStatus
from shared.messaging.models import Forecast

BroadcastStatus = Literal["draft", "approved", "paused", "cancelled"]
Phase = Literal["draft", "writing", "sending", "paused", "done", "cancelled"]

Value = Annotated[Line, Field(max_length=600)]


class Segment(Model):
    """Whom it is for: customers who are not archived and fit all that is given."""

    status: CustomerStatus | None = "active"
    area_id: str | None = Field(default=None, max_length=64)
    plan_id: str | None = Field(default=None, max_length=64)


# --- stored


class Broadcast(Record):
    """`broadcasts/{id}`: what is said, to whom, and who allowed it."""

    name: str
    template: str
    values: dict[str, str]
    """What staff filled in; the customer's own name and number are added for each."""
    segment: Segment
    status: BroadcastStatus = "draft"
    written: bool = False
    """Every message of it is in the outbox."""
    created_at: datetime
    created_by: str
    created_by_name: str
    approved_at: datetime | None = None
    approved_by_name: str = ""


class BroadcastProgress(Record):
    """`broadcast_progress/{id}`: how far the customers have been gone through, written with each page."""

    cursor: str | None = None
    queued: int = 0
    opted_out: int = 0
    without_phone: int = 0


# --- arriving


class NewBroadcast(Model):
    """A draft; `values` are the template's variables but for those that each customer's own document fills."""

    id: ClientId | None = None
    name: RequiredLine
    template: str = Field(max_length=100)
    values: dict[str, Value] = Field(default={}, max_length=12)
    segment: Segment = Segment()


class BroadcastQuery(PageQuery):
    """All of them, the newest first."""


# --- leaving


class BroadcastView(Model):
    """A broadcast and what has become of it."""

    id: str
    name: str
    template: str
    category: str
    text: str
    """As its first reader would read it."""
    values: dict[str, str]
    segment: Segment
    status: BroadcastStatus
    phase: Phase
    """Where it stands: still being written to the outbox, being sent, done."""
    created_at: datetime
    created_by: str
    created_by_name: str
    approved_at: datetime | None
    approved_by_name: str
    queued: int
    opted_out: int
    without_phone: int
    counts: dict[str, int] | None = None
    """Its messages by state, where one broadcast is asked for."""
    forecast: Forecast | None = None
    """Of a draft: at most so many, so long, so dear."""
    needs_second_person: bool = False
    """Of a draft: whoever wrote it cannot approve it."""


class BroadcastPage(Model):
    items: list[BroadcastView]
    next_cursor: str | None

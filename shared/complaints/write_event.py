"""One step of a complaint's timeline, written in the commit of what it tells of."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.access.models import Caller
from shared.complaints.models import CUSTOMER, SYSTEM, Complaint, ComplaintEvent, EventKind
from shared.complaints.repository import complaint_events
from shared.core.firestore import Commit


@dataclass(frozen=True)
class Who:
    """Who did it: a member of staff, the customer, or we by ourselves."""

    id: str
    name: str = ""


THE_CUSTOMER = Who(CUSTOMER)
OURSELVES = Who(SYSTEM)


def member(by: Caller) -> Who:
    """A member of staff as the timeline names them."""
    return Who(by.id, by.name)


@dataclass(frozen=True)
class Happening:
    """What happened; `internal` is for staff only."""

    kind: EventKind
    who: Who
    text: str = ""
    internal: bool = False
    file_id: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


def event_id(complaint_id: str, cause: str) -> str:
    """Derived, so that the same act is one step."""
    return f"{complaint_id}.{cause}"


def _event_of(complaint: Complaint, cause: str, what: Happening, now: datetime) -> ComplaintEvent:
    """The next step of the complaint's timeline."""
    return ComplaintEvent(
        id=event_id(complaint.id, cause),
        complaint_id=complaint.id,
        customer_id=complaint.customer_id,
        number=complaint.events + 1,
        kind=what.kind,
        at=now,
        by=what.who.id,
        by_name=what.who.name,
        text=what.text,
        internal=what.internal,
        file_id=what.file_id,
        data=what.data,
        area_id=complaint.area_id,
    )


def write_event(
    commit: Commit,
    complaint: Complaint,
    cause: str,
    what: Happening,
    now: datetime,
    made: list[ComplaintEvent] | None = None,
) -> Complaint:
    """Add the step to the commit, and to what was `made`; the complaint with it counted, which the caller writes."""
    event = _event_of(complaint, cause, what, now)
    commit.create(complaint_events, event)
    if made is not None:
        made.append(event)
    return complaint.model_copy(update={"events": event.number, "updated_at": now})

"""A complaint after a step, with its clock and its dates as they must be then: pure."""

from datetime import datetime, timedelta
from typing import Any

from shared.complaints import sla
from shared.complaints.life_cycle import CLOCK_STANDS, DONE, Actor, after
from shared.complaints.models import Complaint, Priority, SlaMark, Step
from shared.complaints.sla import Calendar

_MARKS: tuple[SlaMark, ...] = ("", "near", "over")


def moved(complaint: Complaint, step: Step, actor: Actor, now: datetime, calendar: Calendar) -> Complaint:
    """The complaint in its next status. Raises Forbidden, Conflict `wrong_status`."""
    status = after(complaint.status, step, actor)
    changes: dict[str, Any] = {"status": status, "is_open": status != "closed"}
    if status == "resolved":
        changes["resolved_at"] = now
    if status == "closed":
        changes["closed_at"] = now
    if status == "reopened":
        changes |= {"resolved_at": None, "closed_at": None, "reopened": complaint.reopened + 1, "visit": None}
        changes |= {"rating": None, "rating_text": ""}
    if status != "waiting":
        changes["question"] = ""
    if step == "unschedule":
        changes["visit"] = None
    return dated(complaint.model_copy(update=changes), now, calendar)


def dated(complaint: Complaint, now: datetime, calendar: Calendar) -> Complaint:
    """The complaint with its clock running or standing as its status asks, and with the dates that follow."""
    stands = complaint.status in CLOCK_STANDS or complaint.outage_id is not None
    clock = sla.stopped(complaint.sla, now, calendar) if stands else sla.started(complaint.sla, now)
    changed = complaint.model_copy(update={"sla": clock, "due_at": sla.due_at(clock, calendar), "updated_at": now})
    return changed.model_copy(update={"next_step_at": _next_step_at(changed, now, calendar)})


def with_priority(complaint: Complaint, priority: Priority, now: datetime, calendar: Calendar) -> Complaint:
    """The complaint under another limit; what staff were told of the old one counts no more where it is not so."""
    clock = sla.with_priority(complaint.sla, priority, now, calendar)
    mark = min(complaint.sla_mark, sla.mark_of(clock, now, calendar), key=_MARKS.index)
    changed = complaint.model_copy(update={"priority": priority, "sla": clock, "sla_mark": mark})
    return dated(changed, now, calendar)


def _next_step_at(complaint: Complaint, now: datetime, calendar: Calendar) -> datetime | None:
    if complaint.status == "closed":
        return None
    if complaint.status == "resolved":
        return (complaint.resolved_at or now) + timedelta(hours=calendar.rules.close_after_hours)
    if complaint.status == "waiting":
        return now + timedelta(days=calendar.rules.no_answer_days)
    if complaint.outage_id is not None:
        return None
    if not complaint.dispatched:
        return complaint.created_at
    return sla.next_mark_at(complaint.sla, complaint.sla_mark, calendar)


def is_done(complaint: Complaint) -> bool:
    """Resolved or closed: nobody works on it."""
    return complaint.status in DONE

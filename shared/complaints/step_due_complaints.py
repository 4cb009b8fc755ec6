"""What complaints ask of us by themselves: somebody to take them, a word to staff about the time, an end."""

from datetime import datetime

from shared.complaints import sla
from shared.complaints.complaint_message import rating_message
from shared.complaints.dispatch_complaint import dispatch_complaint
from shared.complaints.models import Complaint, EventKind
from shared.complaints.move_complaint import dated, moved
from shared.complaints.repository import complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.complaints.write_event import OURSELVES, Happening, write_event
from shared.core import clock
from shared.core.errors import Problem
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.repository import customers
from shared.messaging.repository import queue_message

AT_ONCE = 200
MARKS: dict[str, EventKind] = {"near": "near_limit", "over": "over_limit"}
SAID: dict[str, str] = {
    "near": "Waktu penanganan hampir habis, sisa 30 persen.",
    "over": "Batas waktu penanganan sudah lewat.",
}


def step_due_complaints() -> None:
    """Take the step of each complaint that is due; one that fails is left for the next time."""
    due = complaints.find(("next_step_at", "<=", clock.now()), order=[("next_step_at", "ASCENDING")], limit=AT_ONCE)
    for stored in due:
        try:
            step_complaint(stored.value.id)
        except Problem as problem:
            log("complaint_not_stepped", severity="WARNING", complaint_id=stored.value.id, code=problem.code)
    if any(stored.value.status == "resolved" for stored in due):
        enqueue_drain("messages")  # the closed ones' customers are asked how it was
    if due:
        log("complaints_stepped", count=len(due))


def step_complaint(complaint_id: str) -> None:
    """What this complaint is due for, if anything. Safe to repeat."""
    stored = complaints.get(complaint_id)
    if stored is None or not _is_due(stored.value, clock.now()):
        return
    if not stored.value.dispatched and stored.value.status not in ("resolved", "waiting", "closed"):
        dispatch_complaint(complaint_id)
    else:
        attempt(lambda: _step(complaint_id))


def _is_due(complaint: Complaint, now: datetime) -> bool:
    return complaint.next_step_at is not None and complaint.next_step_at <= now


def _step(complaint_id: str) -> None:
    stored, now = complaints.get(complaint_id), clock.now()
    if stored is None or not _is_due(stored.value, now):
        return
    calendar = Calendar(complaint_rules(), clock.zone())
    commit = Commit()
    if stored.value.status == "resolved":
        after = _close(commit, stored, now, calendar)
    elif stored.value.status == "waiting":
        told = Happening("no_answer", OURSELVES, internal=True)
        asked = write_event(commit, stored.value, f"no_answer.{stored.value.events}", told, now)
        after = asked.model_copy(update={"next_step_at": None})
    else:
        after = _mark(commit, stored.value, now, calendar)
    commit.update(complaints, stored, after)
    commit.commit()


def _close(commit: Commit, stored: Stored[Complaint], now: datetime, calendar: Calendar) -> Complaint:
    over = moved(stored.value, "close", "system", now, calendar)
    told = Happening("closed", OURSELVES, f"Tidak ada kabar lagi dalam {calendar.rules.close_after_hours} jam.")
    after = write_event(commit, over, f"closed.{stored.value.events}", told, now)
    owner = customers.get(after.customer_id)
    message = rating_message(after, owner.value, now, "bulk") if owner and not owner.value.archived else None
    if message:
        queue_message(commit, message)
    return after


def _mark(commit: Commit, complaint: Complaint, now: datetime, calendar: Calendar) -> Complaint:
    """Staff are told once that the time is nearly up, once that it is over."""
    mark = sla.mark_of(complaint.sla, now, calendar)
    if mark in ("", complaint.sla_mark):
        return dated(complaint, now, calendar)
    marked = dated(complaint.model_copy(update={"sla_mark": mark}), now, calendar)
    told = Happening(MARKS[mark], OURSELVES, SAID[mark], internal=True)
    return write_event(commit, marked, f"{mark}.{complaint.events}", told, now)

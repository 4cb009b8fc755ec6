"""Staff change what a complaint says of itself; what only they look at is no step of the customer's timeline."""

from datetime import datetime
from typing import Any

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.complaints.complaint_words import CATEGORY, PRIORITY
from shared.complaints.life_cycle import after as after_step
from shared.complaints.life_cycle import step_to
from shared.complaints.models import Complaint, ComplaintChanges, NewEvent, StaffAct
from shared.complaints.move_complaint import with_priority
from shared.complaints.read_complaints import complaint_detail, stored_complaint
from shared.complaints.repository import complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.complaints.take_step import STEPS, actor_of, write_step
from shared.complaints.views import ComplaintDetail
from shared.complaints.write_event import Happening, member, write_event
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit, Stored, attempt
from shared.core.idempotency import once
from shared.core.ids import ulid
from shared.customers.read_customers import stored_customer
from shared.messaging.send_now import send_now

PLAIN = ("checklist", "parts", "subscription_id", "cause_found", "action_taken", "closing_location")


def change_complaint(complaint_id: str, changes: ComplaintChanges, by: Caller) -> ComplaintDetail:
    """The complaint afterwards: first what it says, then the step. Raises NotFound, Forbidden, Conflict, Invalid.

    A `status` that it has already is no step; `assignee_id` and `visit` alone are the steps assign and schedule.
    """
    cause = ulid()
    complaint = stored_complaint(complaint_id).value
    step = _step(complaint, changes)
    if step and step.kind in STEPS:
        after_step(complaint.status, STEPS[step.kind], actor_of(by))  # refused before anything is changed
    attempt(lambda: _change(stored_complaint(complaint_id), changes, by, cause))
    if step is None:
        return complaint_detail(stored_complaint(complaint_id).value, by)
    nothing = once("complaint_change", by.id, None, changes)
    detail, messages = attempt(lambda: write_step(stored_complaint(complaint_id), step, by, f"{cause}.step", nothing))
    send_now(messages)
    return detail


def _step(complaint: Complaint, changes: ComplaintChanges) -> NewEvent | None:
    kind: StaffAct | None = None
    if changes.status and changes.status != complaint.status:
        wanted = step_to(complaint.status, changes.status)
        kind = next(act for act, step in STEPS.items() if step == wanted)
    elif changes.visit:
        kind = "schedule"
    elif changes.assignee_id and changes.assignee_id != complaint.assignee_id:
        kind = "assign"
    if kind is None:
        return NewEvent(kind="note", text=changes.note) if changes.note else None
    return NewEvent(
        kind=kind,
        text=changes.note,
        assignee_id=changes.assignee_id,
        visit=changes.visit,
        question=changes.question or "",
        cause_found=changes.cause_found or complaint.cause_found,
        action_taken=changes.action_taken or complaint.action_taken,
        location=changes.closing_location,
    )


def _change(stored: Stored[Complaint], changes: ComplaintChanges, by: Caller, cause: str) -> None:
    now = clock.now()
    after, told = _changed(stored.value, changes, now)
    if after == stored.value:
        return
    commit = Commit()
    what = Happening("changed", member(by), ". ".join(told), internal=True)
    commit.update(complaints, stored, write_event(commit, after, cause, what, now))
    record_audit(
        commit,
        cause=f"{after.id}.{cause}",
        what="complaint_changed",
        by=by.id,
        subject=f"complaints/{after.id}",
        before={"priority": stored.value.priority, "category": stored.value.category},
        after={"priority": after.priority, "category": after.category},
    )
    commit.commit()


def _changed(complaint: Complaint, changes: ComplaintChanges, now: datetime) -> tuple[Complaint, list[str]]:
    calendar = Calendar(complaint_rules(), clock.zone())
    told = []
    after = complaint
    if changes.priority and changes.priority != complaint.priority:
        after = with_priority(after, changes.priority, now, calendar)
        told.append(f"Prioritas: {PRIORITY[complaint.priority]} menjadi {PRIORITY[changes.priority]}")
    if changes.category and changes.category != complaint.category:
        after = after.model_copy(update={"category": changes.category})
        told.append(f"Jenis: {CATEGORY[complaint.category]} menjadi {CATEGORY[changes.category]}")
    if changes.subscription_id and changes.subscription_id != complaint.subscription_id:
        owner = stored_customer(complaint.customer_id).value
        if changes.subscription_id not in owner.subscriptions:
            raise invalid("subscription_id", "Langganan ini bukan milik pelanggan itu.", "Not a line of this customer.")
        told.append(f"Langganan: {changes.subscription_id}")
    sent: dict[str, Any] = {name: getattr(changes, name) for name in PLAIN}
    plain = {name: value for name, value in sent.items() if value is not None}
    if plain.keys() & {"checklist", "parts"}:
        told.append("Catatan pekerjaan diperbarui")
    return after.model_copy(update=plain), told

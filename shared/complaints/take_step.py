"""Staff take a step with a complaint, note something, or write to its customer: one commit each, the message in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.access.audit import record_audit
from shared.access.models import Caller, StaffMember
from shared.access.repository import staff
from shared.complaints import complaint_message as says
from shared.complaints.choose_technician import choose_for, works_in
from shared.complaints.life_cycle import Actor
from shared.complaints.models import ChecklistItem, Complaint, ComplaintEvent, EventKind, NewEvent, StaffAct, Step
from shared.complaints.move_complaint import moved
from shared.complaints.read_complaints import complaint_detail, stored_complaint
from shared.complaints.repository import complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.complaints.views import ComplaintDetail
from shared.complaints.write_event import Happening, member, write_event
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.firestore import Commit, Stored, attempt
from shared.core.http import Answer
from shared.core.idempotency import Once, first_answer, once, remember_answer
from shared.core.ids import digest, ulid
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer
from shared.messaging.models import Message
from shared.messaging.repository import queue_message
from shared.messaging.send_now import send_now

STEPS: dict[StaffAct, Step] = {
    "assign": "assign",
    "schedule": "schedule",
    "depart": "depart",
    "arrive": "arrive",
    "wait": "wait",
    "resume": "resume",
    "resolve": "resolve",
    "close": "close",
    "reopen": "reopen",
}
KINDS: dict[StaffAct, EventKind] = {
    "note": "note",
    "tell": "told",
    "assign": "assigned",
    "schedule": "scheduled",
    "depart": "on_the_way",
    "arrive": "working",
    "wait": "waiting",
    "resume": "resumed",
    "resolve": "resolved",
    "close": "closed",
    "reopen": "reopened",
}


@dataclass(frozen=True)
class Taken:
    """The complaint after a step, and what is said of it."""

    complaint: Complaint
    text: str = ""


def take_step(complaint_id: str, new: NewEvent, by: Caller, key: str | None) -> Answer[ComplaintDetail]:
    """201, or 200 with the first answer. Raises NotFound, Forbidden, Conflict `wrong_status`, Invalid."""
    act = once(f"complaint_event.{complaint_id}", by.id, new.id or key, new)
    cause = digest("step", act.key)[:16] if act.key else ulid()

    def decide() -> tuple[Answer[ComplaintDetail], list[str]]:
        if known := first_answer(act, ComplaintDetail):
            return Answer(known, 200), []
        detail, messages = write_step(stored_complaint(complaint_id), new, by, cause, act)
        return Answer(detail, 201), messages

    answer, messages = attempt(decide)
    send_now(messages)
    return answer


def write_step(
    stored: Stored[Complaint], new: NewEvent, by: Caller, cause: str, act: Once
) -> tuple[ComplaintDetail, list[str]]:
    """Commit the step; the answer, and the messages it made."""
    owner = stored_customer(stored.value.customer_id).value
    now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
    taken = _taken(stored.value, new, by, now, calendar)
    commit = Commit()
    what = Happening(KINDS[new.kind], member(by), taken.text, internal=new.kind == "note")
    made: list[ComplaintEvent] = []
    after = write_event(commit, taken.complaint, cause, what, now, made)
    message = _message(new, stored.value, after, owner, now)
    if message:
        queue_message(commit, message)
    commit.update(complaints, stored, after)
    record_audit(
        commit,
        cause=f"{after.id}.{cause}",
        what=KINDS[new.kind],
        by=by.id,
        subject=f"complaints/{after.id}",
        before={"status": stored.value.status, "assignee_id": stored.value.assignee_id},
        after={"status": after.status, "assignee_id": after.assignee_id},
    )
    answer = complaint_detail(after, by, made)
    remember_answer(commit, act, answer)
    commit.commit()
    return answer, [message.id] if message and message.lane == "now" else []


def actor_of(by: Caller) -> Actor:
    return "technician" if by.role == "technician" else "office"


def _taken(complaint: Complaint, new: NewEvent, by: Caller, now: datetime, calendar: Calendar) -> Taken:
    actor = actor_of(by)
    if new.kind in ("note", "tell"):
        if not new.text:
            raise invalid("text", "Tulis pesannya.", "Write the message.")
        return Taken(complaint, new.text)
    if new.kind == "assign":
        chosen = _chosen(complaint, new.assignee_id)
        named = complaint.model_copy(
            update={"assignee_id": chosen.id, "assignee_name": chosen.name, "dispatched": True}
        )
        return Taken(moved(named, "assign", actor, now, calendar), chosen.name)
    changed = _changed(complaint, new, by, calendar)
    after = moved(changed, STEPS[new.kind], actor, now, calendar)
    if new.kind == "schedule" and after.visit:
        return Taken(after, says.visit_text(after.visit))
    if new.kind == "wait":
        return Taken(after, after.question)
    if new.kind == "resolve":
        return Taken(after, f"Penyebab: {after.cause_found or '-'}. Tindakan: {after.action_taken or '-'}.")
    return Taken(after, new.text)


def _changed(complaint: Complaint, new: NewEvent, by: Caller, calendar: Calendar) -> Complaint:
    """What the step says beside where it leads."""
    changes: dict[str, Any] = {"dispatched": True}
    if new.kind == "schedule":
        if new.visit is None:
            raise invalid("visit", "Isi waktu kunjungan.", "Say when the visit is.")
        changes["visit"] = new.visit
    if new.kind in ("schedule", "depart", "arrive") and not complaint.checklist:
        changes["checklist"] = [ChecklistItem(text=text) for text in calendar.rules.checklist]
    if new.kind == "wait":
        question = new.question or new.text
        if not question:
            raise invalid("question", "Tulis apa yang perlu kami ketahui.", "Say what we need to know.")
        changes["question"] = question
    if new.kind == "resolve":
        changes |= {"cause_found": new.cause_found, "action_taken": new.action_taken or new.text}
        changes["closing_location"] = new.location
    if new.kind == "reopen":
        changes |= {"outage_id": None, "was_outage_id": complaint.outage_id or complaint.was_outage_id}
    if new.parts is not None:
        changes["parts"] = new.parts
    if new.checklist is not None:
        changes["checklist"] = new.checklist
    if complaint.assignee_id is None and by.role == "technician":
        changes |= {"assignee_id": by.id, "assignee_name": by.name}
    return complaint.model_copy(update=changes)


def _chosen(complaint: Complaint, uid: str | None) -> StaffMember:
    if uid is None:
        chosen = choose_for(complaint)
        if chosen is None:
            raise Conflict(
                code="no_technician",
                message_id="Belum ada teknisi aktif di wilayah ini.",
                message_en="No active technician works in this area.",
            )
        return chosen
    stored = staff.get(uid)
    if stored is None or not stored.value.active or not works_in(stored.value, complaint.area_id):
        raise invalid("assignee_id", "Pilih staf aktif dari wilayah ini.", "Choose active staff of this area.")
    return stored.value


def _message(new: NewEvent, before: Complaint, after: Complaint, owner: Customer, now: datetime) -> Message | None:
    if new.kind == "schedule":
        return says.scheduled_message(after, owner, now)
    if new.kind == "assign" and after.status == "scheduled" and before.assignee_id != after.assignee_id:
        return says.scheduled_message(after, owner, now)
    if new.kind == "depart":
        return says.on_the_way_message(after, owner, now)
    if new.kind == "wait":
        return says.question_message(after, owner, now)
    if new.kind == "resolve":
        return says.resolved_message(after, owner, now)
    if new.kind == "reopen":
        return says.reopened_message(after, owner, now)
    if new.kind == "tell":
        return says.told_message(after, owner, new.text, now)
    if new.kind == "close" and before.status != "closed":
        return says.rating_message(after, owner, now, "bulk")
    return None

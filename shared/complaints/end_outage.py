"""An outage is over: who had it is told once, what they complained of is resolved, credit is offered."""

from datetime import datetime

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.complaints.credit_rule import credit_days
from shared.complaints.models import Complaint
from shared.complaints.move_complaint import is_done, moved
from shared.complaints.outage_models import Outage, OutageEnded, OutageView
from shared.complaints.outage_words import text_of
from shared.complaints.read_outages import outage_view, stored_outage, wrong_status
from shared.complaints.repository import complaint_rules, complaints, outages
from shared.complaints.sla import Calendar
from shared.complaints.write_event import OURSELVES, Happening, write_event
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit, attempt
from shared.core.tasks import enqueue_drain

REMEDY = "jaringan diperbaiki"


def end_outage(outage_id: str, ended: OutageEnded, by: Caller) -> OutageView:
    """The outage, ended; a second time changes nothing. Raises NotFound, Conflict, Invalid for a wrong moment."""

    def decide() -> Outage:
        stored, now = stored_outage(outage_id), clock.now()
        if stored.value.status == "ended":
            return stored.value
        if stored.value.status != "open":
            raise wrong_status()
        over_at = ended.ended_at or now
        if not stored.value.started_at <= over_at <= now:
            raise invalid(
                "ended_at",
                "Waktu pulih harus setelah gangguan mulai dan tidak di masa depan.",
                "It ends after it began, and not in the future.",
            )
        told = stored.value.model_copy(update={"remedy": ended.remedy or stored.value.remedy})
        after = over(told, over_at, by.id, now)
        commit = Commit()
        commit.update(outages, stored, after)
        record_audit(
            commit,
            cause=outage_id,
            what="outage_ended",
            by=by.id,
            subject=f"outages/{outage_id}",
            after={"ended_at": over_at.isoformat(), "remedy": after.remedy, "credit_days": after.credit_days},
        )
        commit.commit()
        return after

    after = attempt(decide)
    enqueue_drain("announcements", outage_id)
    return outage_view(after)


def over(outage: Outage, over_at: datetime, by: str, now: datetime) -> Outage:
    """The outage, ended since `over_at`: people are told and credit is offered from here on."""
    days = credit_days(outage.started_at, over_at, complaint_rules().credit)
    return outage.model_copy(
        update={
            "status": "ended",
            "ended_at": over_at,
            "ended_by": by,
            "credit": "offered" if days else "none",
            "credit_days": days,
            "late": False,
            "next_step_at": now,
        }
    )


def resolve_attached(outage: Outage, complaint_id: str) -> None:
    """The complaint is over with its outage; one that is done, or not of it any more, is left alone."""

    def decide() -> None:
        stored = complaints.get(complaint_id)
        if stored is None or is_done(stored.value) or stored.value.outage_id != outage.id:
            return
        commit = Commit()
        commit.update(complaints, stored, resolved_with(commit, stored.value, outage, clock.now()))
        commit.commit()

    attempt(decide)


def resolved_with(commit: Commit, complaint: Complaint, outage: Outage, now: datetime) -> Complaint:
    """The complaint as the end of its outage leaves it, its event in the commit."""
    calendar = Calendar(complaint_rules(), clock.zone())
    found = {"cause_found": outage.cause or "gangguan jaringan area", "action_taken": outage.remedy or REMEDY}
    over = moved(complaint, "resolve", "system", now, calendar).model_copy(update=found)
    told = Happening("resolved", OURSELVES, text_of(outage, calendar.zone))
    return write_event(commit, over, f"ended.{outage.id}", told, now)

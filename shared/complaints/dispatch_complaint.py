"""What becomes of a new complaint: part of an outage, the sign of one, or a technician's work."""

from datetime import datetime, timedelta

from shared.complaints.add_complaint import join_outage
from shared.complaints.begin_outage import Scope, place_and_branch, scope_of
from shared.complaints.choose_technician import choose_for
from shared.complaints.complaint_message import resolved_message
from shared.complaints.density import Cluster, cluster_of, counts
from shared.complaints.end_outage import resolved_with
from shared.complaints.life_cycle import NETWORK_TROUBLE
from shared.complaints.lines_of import Lines, lines_meant
from shared.complaints.models import SYSTEM, Complaint
from shared.complaints.move_complaint import dated, is_done, moved
from shared.complaints.outage_at import outage_of_lines
from shared.complaints.outage_models import Outage
from shared.complaints.repository import affected, complaint_rules, complaints, outages
from shared.complaints.sla import Calendar
from shared.complaints.tell_affected import affected_id, note_affected
from shared.complaints.write_event import OURSELVES, Happening, write_event
from shared.core import clock
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.messaging.repository import queue_message
from shared.messaging.send_now import send_now

LOOKED_AT = 300
"""Complaints of one area within the minutes that are set."""


def dispatch_complaint(complaint_id: str) -> None:
    """Find out whose it is. Safe to repeat: what is dispatched is left alone."""
    messages, opened = attempt(lambda: _dispatch(complaint_id))
    send_now(messages)
    if opened:
        log("outage_opened", outage_id=opened.id, status=opened.status)
        enqueue_drain("announcements", opened.id)


def _dispatch(complaint_id: str) -> tuple[list[str], Outage | None]:
    """Ids of the messages to be sent now, and the outage that was opened or suggested."""
    stored = complaints.get(complaint_id)
    if stored is None or is_done(stored.value):
        return [], None
    owner = customers.get(stored.value.customer_id)
    if owner is None:
        return [], None
    if stored.value.outage_id:
        return _leave_with(stored, stored.value.outage_id, owner.value), None
    if stored.value.dispatched:
        return [], None
    now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
    complaint, lines = stored.value, lines_meant(owner.value, stored.value.subscription_id)
    if complaint.category in NETWORK_TROUBLE and complaint.was_outage_id is None:
        known = outage_of_lines(lines)
        found = None if known else _cluster(complaint, lines, now, calendar)
        opens_at_once = calendar.rules.density.open_at_once
        outage = known or (found and _outage_of(complaint, *found, now, calendar))
        if outage and (known or opens_at_once):
            commit = Commit()
            if not known:
                commit.create(outages, outage)
            messages = write_joined(commit, stored, outage, owner.value, lines, now, calendar)
            commit.commit()
            return messages, None if known else outage
        _assign(stored, now, calendar, outage)
        return [], outage
    _assign(stored, now, calendar, None)
    return [], None


def write_joined(
    commit: Commit,
    stored: Stored[Complaint],
    outage: Outage,
    customer: Customer,
    lines: Lines,
    now: datetime,
    calendar: Calendar,
) -> list[str]:
    """Add to the commit that the complaint is one of the outage's, and that its customer is told, if they were not."""
    commit.update(complaints, stored, join_outage(commit, stored.value, outage, now, calendar))
    if affected.get(affected_id(outage.id, customer.id)):
        return []
    message = note_affected(commit, outage, customer, [line.id for line in lines.running], now, lane="now")
    return [message.id] if message else []


def _cluster(complaint: Complaint, lines: Lines, now: datetime, calendar: Calendar) -> tuple[Cluster, Scope] | None:
    """The cluster that this complaint completes, at a place where no outage is known."""
    if not counts(complaint) or not lines.running:
        return None
    density = calendar.rules.density
    since = now - timedelta(minutes=density.within_minutes)
    recent = [
        one.value
        for one in complaints.find(
            ("area_id", "==", complaint.area_id),
            ("created_at", ">=", since),
            order=[("created_at", "DESCENDING")],
            limit=LOOKED_AT,
        )
    ]
    cluster = cluster_of(complaint, recent, density)
    if cluster is None:
        return None
    scope = scope_of(complaint.area_id, cluster.odp)
    if scope.quiet_since and scope.quiet_since > since:
        fresh = [one for one in recent if scope.quiet_since and one.created_at > scope.quiet_since]
        cluster = cluster_of(complaint, fresh, density)
    return (cluster, scope) if cluster and scope.going_on is None else None


def _outage_of(complaint: Complaint, cluster: Cluster, scope: Scope, now: datetime, calendar: Calendar) -> Outage:
    density = calendar.rules.density
    place, branch_id = place_and_branch(complaint.area_id, cluster.odp)
    return Outage(
        id=scope.next_id,
        scope_key=scope.key,
        area_id=complaint.area_id,
        odp=cluster.odp,
        place=place,
        status="open" if density.open_at_once else "suggested",
        started_at=cluster.began_at,
        opened_at=now,
        opened_by=SYSTEM,
        announce=density.announce == "always" or (density.announce == "odp" and bool(cluster.odp)),
        next_step_at=now if density.open_at_once else None,
        branch_id=branch_id,
    )


def _assign(stored: Stored[Complaint], now: datetime, calendar: Calendar, suggested: Outage | None) -> None:
    complaint = stored.value.model_copy(update={"dispatched": True})
    commit = Commit()
    if suggested:
        commit.create(outages, suggested)
    chosen = choose_for(complaint) if calendar.rules.assign_by_itself and complaint.assignee_id is None else None
    if chosen:
        named = complaint.model_copy(update={"assignee_id": chosen.id, "assignee_name": chosen.name})
        complaint = moved(named, "assign", "system", now, calendar)
        told = Happening("assigned", OURSELVES, chosen.name, data={"assignee_id": chosen.id})
        complaint = write_event(commit, complaint, f"assigned.{complaint.events}", told, now)
    else:
        complaint = dated(complaint, now, calendar)
    commit.update(complaints, stored, complaint)
    commit.commit()


def _leave_with(stored: Stored[Complaint], outage_id: str, customer: Customer) -> list[str]:
    """One that joined an outage in the moment it ended is over with it; nobody else tells them."""
    outage, now = outages.get(outage_id), clock.now()
    if outage is None or outage.value.status != "ended":
        return []
    commit = Commit()
    if outage.value.merged_into:
        commit.update(complaints, stored, stored.value.model_copy(update={"outage_id": outage.value.merged_into}))
        commit.commit()
        return []
    after = resolved_with(commit, stored.value, outage.value, now)
    commit.update(complaints, stored, after)
    message = resolved_message(after, customer, now)
    if message:
        queue_message(commit, message)
    commit.commit()
    return [message.id] if message else []

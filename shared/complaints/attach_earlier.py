"""Complaints that came before their outage was known become part of it, and their customers are told."""

from datetime import timedelta

from shared.complaints.density import counts
from shared.complaints.dispatch_complaint import write_joined
from shared.complaints.lines_of import lines_meant, place_of
from shared.complaints.outage_models import Outage
from shared.complaints.outage_scope import is_inside
from shared.complaints.repository import complaint_rules, complaints, outages
from shared.complaints.sla import Calendar
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.customers.repository import customers
from shared.messaging.send_now import send_now

MOST = 1_000
NOT_BEGUN = ("open", "assigned", "reopened")
"""Where a visit is arranged or under way, people go on with it."""


def attach_earlier(outage: Outage) -> None:
    """Those of its place since shortly before it began; each in a commit of its own."""
    since = outage.started_at - timedelta(minutes=complaint_rules().density.within_minutes)
    found = complaints.find(
        ("area_id", "==", outage.area_id),
        ("created_at", ">=", since),
        order=[("created_at", "DESCENDING")],
        limit=MOST,
    )
    for stored in found:
        if counts(stored.value) and stored.value.status in NOT_BEGUN:
            complaint_id = stored.value.id
            send_now(attempt(lambda complaint_id=complaint_id: _attach(outage.id, complaint_id)))  # type: ignore[misc]


def _attach(outage_id: str, complaint_id: str) -> list[str]:
    outage, stored = outages.get(outage_id), complaints.get(complaint_id)
    if outage is None or stored is None or outage.value.status != "open":
        return []
    if not counts(stored.value) or stored.value.status not in NOT_BEGUN:
        return []
    owner = customers.get(stored.value.customer_id)
    if owner is None:
        return []
    lines = lines_meant(owner.value, stored.value.subscription_id)
    if not any(is_inside(outage.value, place_of(line)) for line in lines.running):
        return []
    commit = Commit()
    calendar = Calendar(complaint_rules(), clock.zone())
    messages = write_joined(commit, stored, outage.value, owner.value, lines, clock.now(), calendar)
    commit.commit()
    return messages

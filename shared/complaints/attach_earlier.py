"""Complaints that came before their outage was known become part of it, and their customers are told."""

from collections.abc import Iterator
from datetime import timedelta

from shared.complaints.density import counts
from shared.complaints.dispatch_complaint import write_joined
from shared.complaints.lines_of import lines_meant, place_of
from shared.complaints.models import Complaint
from shared.complaints.outage_models import Outage
from shared.complaints.outage_scope import is_inside
from shared.complaints.repository import complaint_rules, complaints, outages
from shared.complaints.sla import Calendar
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.customers.repository import customers
from shared.messaging.send_now import send_now

PAGE = 200
NOT_BEGUN = ("open", "assigned", "reopened")
"""Where a visit is arranged or under way, people go on with it."""


def not_attached(outage: Outage) -> Iterator[Complaint]:
    """Those of its area since shortly before it began that may be part of it, read page by page."""
    areas: list[str | None] = [*outage.area_ids] or [outage.area_id]
    for area_id in areas:
        yield from _of_area(area_id, outage)


def _of_area(area_id: str | None, outage: Outage) -> Iterator[Complaint]:
    since = outage.started_at - timedelta(minutes=complaint_rules().density.within_minutes)
    after: list[object] | None = None
    while True:
        page = complaints.find(
            ("area_id", "==", area_id),
            ("created_at", ">=", since),
            order=[("created_at", "DESCENDING")],
            limit=PAGE,
            after=after,
        )
        yield from (stored.value for stored in page if _may_be(stored.value))
        if len(page) < PAGE:
            return
        after = [page[-1].value.created_at, page[-1].value.id]


def attach(outage_id: str, complaint_id: str) -> None:
    """Make it part of the outage, if it is of its place and nobody is on the way; its customer is told."""
    send_now(attempt(lambda: _attach(outage_id, complaint_id)))


def _may_be(complaint: Complaint) -> bool:
    return counts(complaint) and complaint.status in NOT_BEGUN


def _attach(outage_id: str, complaint_id: str) -> list[str]:
    outage, stored = outages.get(outage_id), complaints.get(complaint_id)
    if outage is None or stored is None or outage.value.status != "open":
        return []
    if not _may_be(stored.value):
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

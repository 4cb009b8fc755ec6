"""Whether a line has the same kind of trouble again: the same fault within 30 days is one that was not mended."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from shared.complaints.life_cycle import NETWORK_TROUBLE
from shared.complaints.models import Category, Complaint
from shared.complaints.repository import complaints

WITHIN = timedelta(days=30)
LOOKED_AT = 20


def recent_complaints(customer_id: str) -> list[Complaint]:
    """Their latest complaints, the newest first."""
    mine = ("customer_id", "==", customer_id)
    return [stored.value for stored in complaints.find(mine, order=[("created_at", "DESCENDING")], limit=LOOKED_AT)]


def repeated(
    before: Iterable[Complaint], subscription_id: str | None, category: Category, now: datetime
) -> Complaint | None:
    """The latest complaint that this one repeats: pure. What was part of an outage was no fault of the line."""
    if category not in NETWORK_TROUBLE:
        return None
    for one in sorted(before, key=lambda complaint: complaint.created_at, reverse=True):
        same_line = subscription_id is None or one.subscription_id in (None, subscription_id)
        of_network = one.category in NETWORK_TROUBLE and one.outage_id is None
        if same_line and of_network and one.merged_into is None and now - WITHIN <= one.created_at <= now:
            return one
    return None

"""What a customer has complained of and is not closed yet."""

from shared.complaints.models import Complaint
from shared.complaints.repository import complaints


def open_complaints_of(customer_id: str) -> list[Complaint]:
    """Their complaints that are not closed, the newest first."""
    found = complaints.find(("customer_id", "==", customer_id), ("is_open", "==", True))
    return sorted((stored.value for stored in found), key=lambda one: one.created_at, reverse=True)

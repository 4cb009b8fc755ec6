"""Who takes a complaint: of the technicians of its area the one who has least to do."""

from collections.abc import Mapping, Sequence

from shared.access.models import StaffMember
from shared.access.repository import staff
from shared.complaints.models import Complaint
from shared.complaints.repository import complaints


def choose_for(complaint: Complaint) -> StaffMember | None:
    """The technician for this complaint, or None where its area has none."""
    able = [member for member in technicians() if works_in(member, complaint.area_id)]
    return least_busy(able, {member.id: open_jobs(member.id) for member in able} if len(able) > 1 else {})


def least_busy(able: Sequence[StaffMember], jobs: Mapping[str, int]) -> StaffMember | None:
    """Pure: the fewest open jobs; among equals who works in fewer areas, then by id."""
    everywhere = 1_000
    return min(able, key=lambda one: (jobs.get(one.id, 0), len(one.areas) or everywhere, one.id), default=None)


def works_in(member: StaffMember, area_id: str | None) -> bool:
    """Whether they go there: who is limited to no area goes everywhere."""
    return not member.areas or area_id in member.areas


def technicians() -> list[StaffMember]:
    """All who may be sent."""
    return [stored.value for stored in staff.find(("role", "==", "technician")) if stored.value.active]


def open_jobs(uid: str) -> int:
    """How many complaints of theirs are not closed."""
    return complaints.count(("assignee_id", "==", uid), ("is_open", "==", True))

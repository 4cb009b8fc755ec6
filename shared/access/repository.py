"""Where staff and the audit trail are kept."""

from shared.access.models import StaffMember
from shared.core.firestore import Collection, Stored

staff = Collection("staff", StaffMember)


def owners() -> list[Stored[StaffMember]]:
    """Everybody who is an owner, disabled or not."""
    return staff.find(("role", "==", "owner"))


def another_owner(uid: str) -> Stored[StaffMember] | None:
    """An active owner who is not this one."""
    return next((one for one in owners() if one.value.active and one.value.id != uid), None)

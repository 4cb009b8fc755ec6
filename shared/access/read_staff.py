"""Read who works here."""

from shared.access.models import StaffMember, StaffPage, StaffView
from shared.access.repository import staff
from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Stored


def list_staff(query: PageQuery) -> StaffPage:
    """Everybody, disabled ones too."""
    page = staff.page(limit=query.limit, cursor=query.cursor)
    return StaffPage(items=[staff_view(member) for member in page.items], next_cursor=page.next_cursor)


def stored_member(uid: str) -> Stored[StaffMember]:
    """Raises NotFound."""
    stored = staff.get(uid)
    if stored is None:
        raise NotFound()
    return stored


def staff_view(member: StaffMember) -> StaffView:
    """A member for the owner."""
    return StaffView.model_validate(member.model_dump())

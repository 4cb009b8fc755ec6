"""The routes of staff, of the audit trail, and of what the caller may do."""

from datetime import date

from pydantic import Field

from shared.access.change_member import change_member
from shared.access.invite_member import invite_again, invite_member
from shared.access.matrix import permissions_of
from shared.access.models import (
    AuditPage,
    AuditQuery,
    InviteView,
    MemberChanges,
    NewMember,
    Role,
    StaffPage,
    StaffView,
)
from shared.access.read_audit import list_audit
from shared.access.read_staff import list_staff
from shared.access.settle_caller import caller
from shared.core import clock
from shared.core.fields import PageQuery
from shared.core.http import Answer, Routes
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.core.rate_limit import Limit

access = Routes("/api/access")
staff = Routes("/api/staff")
audit = Routes("/api/audit")

INVITATIONS = Limit(most=30, per_s=3600)
"""Each may send an e-mail to somebody."""


class Path(Model):
    uid: str = Field(max_length=128)


class AccessView(Model):
    """The caller: role, name, and the permissions the role holds."""

    id: str
    name: str
    role: Role
    areas: list[str]
    permissions: list[str]
    today: date
    """The date on the provider's calendar, which a phone's own may not agree with."""


@access.get("", may="access.read")
def own_access() -> AccessView:
    who = caller()
    return AccessView(
        id=who.id,
        name=who.name,
        role=who.role,
        areas=list(who.areas),
        permissions=permissions_of(who.role, who.areas),
        today=clock.today(),
    )


@staff.get("", may="staff.read")
def staff_list(query: PageQuery) -> StaffPage:
    return list_staff(query)


@staff.post("", may="staff.write", status=201, limit=INVITATIONS)
def new_member(body: NewMember, header: IdempotencyKey) -> Answer[InviteView]:
    return invite_member(body, caller(), header.idempotency_key)


@staff.patch("/{uid}", may="staff.write")
def changed_member(path: Path, body: MemberChanges) -> StaffView:
    return change_member(path.uid, body, caller())


@staff.post("/{uid}/invite", may="staff.write", limit=INVITATIONS)
def new_link(path: Path) -> InviteView:
    return invite_again(path.uid, caller())


@audit.get("", may="audit.read")
def audit_list(query: AuditQuery) -> AuditPage:
    return list_audit(query)

"""Invite somebody to the staff: who they are is decided first, then they get an account and a link to a password."""

from shared.access.audit import record_audit
from shared.access.models import Caller, InviteView, NewMember, StaffMember, StaffView
from shared.access.read_staff import staff_view, stored_member
from shared.access.repository import staff
from shared.clients.firebase_accounts import ensure_account, mail_password_link, password_code, tell_account
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Busy, Conflict, OutsideError
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.idempotency import first_answer, once, remember_answer
from shared.core.ids import digest, ulid


def invite_member(new: NewMember, by: Caller, key: str | None) -> Answer[InviteView]:
    """201 with the link the first time, 200 with a new link after; a repeat completes what broke off.

    Raises Conflict for an e-mail that is somebody's with another role, and for a key used for something else.
    """
    act = once("staff", by.id, new.id or key, new)
    uid = uid_of(new.email)

    def decide() -> tuple[StaffMember, bool]:
        first_answer(act, StaffView)
        if stored := staff.get(uid):
            _require_the_same(stored.value, new)
            return stored.value, False
        member = member_of(uid, new)
        commit = Commit()
        commit.create(staff, member)
        remember_answer(commit, act, staff_view(member))
        told = {"role": member.role, "areas": member.areas}
        record_audit(commit, cause=uid, what="invited", by=by.id, subject=f"staff/{uid}", after=told)
        commit.commit()
        return member, True

    member, is_new = attempt(decide)
    return Answer(hand_over(member), 201 if is_new else 200)


def invite_again(uid: str, by: Caller) -> InviteView:
    """A new link for a member who lost theirs, or their password. Raises NotFound, and Conflict if disabled."""
    member = stored_member(uid).value
    if not member.active:
        raise Conflict(
            code="member_disabled",
            message_id="Akun ini dinonaktifkan. Aktifkan dulu.",
            message_en="This account is disabled. Enable it first.",
        )
    commit = Commit()
    record_audit(commit, cause=f"{uid}.{ulid()}", what="invited_again", by=by.id, subject=f"staff/{uid}")
    commit.commit()
    return hand_over(member)


def hand_over(member: StaffMember) -> InviteView:
    """Their account as the member's document says, and a fresh link. Raises Busy where Firebase does not answer."""
    try:
        ensure_account(member.id, member.email, member.name)
        tell_account(member.id, claims_of(member), active=member.active, end_sessions=False)
        code = password_code(member.email)
    except OutsideError as error:
        raise Busy() from error
    return InviteView(
        **staff_view(member).model_dump(),
        invite_link=f"{settings().public_url}/admin/undangan?kode={code}",
        emailed=mail_password_link(member.email),
    )


def uid_of(email: str) -> str:
    """The same person invited twice is one member."""
    return digest("staff", email)


def member_of(uid: str, new: NewMember) -> StaffMember:
    """The member as stored."""
    areas = [] if new.role == "owner" else new.areas
    return StaffMember(
        id=uid, email=new.email, name=new.name, role=new.role, areas=areas, active=True, created_at=clock.now()
    )


def claims_of(member: StaffMember) -> dict[str, object]:
    """What tokens say of a member: a hint for the sites; their document decides."""
    return {"role": member.role, "areas": member.areas}


def _require_the_same(there: StaffMember, new: NewMember) -> None:
    wanted = member_of(there.id, new)
    if not there.active or (there.role, there.areas, there.name) != (wanted.role, wanted.areas, wanted.name):
        raise Conflict(
            code="already_staff",
            message_id="Email ini sudah menjadi staf. Ubah perannya di daftar staf.",
            message_en="This e-mail is already a member of staff. Change their role in the list.",
        )

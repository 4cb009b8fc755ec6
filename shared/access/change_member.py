"""Change, disable or enable a member of staff: out at once, and never the last owner."""

import math

from shared.access.audit import record_audit
from shared.access.invite_member import claims_of
from shared.access.models import Caller, MemberChanges, StaffMember, StaffView
from shared.access.read_staff import staff_view, stored_member
from shared.access.repository import another_owner, staff
from shared.access.settle_caller import forget_member
from shared.clients.firebase_accounts import tell_account
from shared.core import clock
from shared.core.errors import Busy, Conflict, OutsideError, invalid
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid

DECIDING = ("role", "areas", "active")
"""What ends the sessions there are when it changes: their tokens still say what was."""


def change_member(uid: str, changes: MemberChanges, by: Caller) -> StaffView:
    """The member afterwards. Raises NotFound, Invalid, and Conflict where no active owner would be left.

    Once the document is written every function knows; Firebase is told after, and told again by a repeat.
    """
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    for name, value in sent.items():
        if value is None:
            raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
    cause = f"{uid}.{ulid()}"

    def decide() -> StaffMember:
        stored = stored_member(uid)
        before = stored.value
        after = before.model_copy(update=sent)
        if after.role == "owner":
            after = after.model_copy(update={"areas": []})
        if after == before:
            return before
        if ends_sessions(before, after):
            after = after.model_copy(update={"valid_after": math.floor(clock.real().timestamp()) + 1})
        commit = Commit()
        commit.update(staff, stored, after)
        if before.role == "owner" and before.active and not (after.role == "owner" and after.active):
            # Two owners who take each other's role at once: each verifies the other, and the second finds none.
            other = another_owner(uid)
            if other is None:
                raise _last_owner()
            commit.verify(staff, other)
        record_audit(
            commit,
            cause=cause,
            what="changed",
            by=by.id,
            subject=f"staff/{uid}",
            before=before.model_dump(mode="json", include=set(sent)),
            after=after.model_dump(mode="json", include=set(sent)),
        )
        commit.commit()
        return after

    member = attempt(decide)
    forget_member(uid)
    try:
        tell_account(uid, claims_of(member), active=member.active, end_sessions=bool(set(sent) & set(DECIDING)))
    except OutsideError as error:
        raise Busy() from error
    return staff_view(member)


def ends_sessions(before: StaffMember, after: StaffMember) -> bool:
    """Whether what a member may do has changed."""
    return any(getattr(before, name) != getattr(after, name) for name in DECIDING)


def _last_owner() -> Conflict:
    return Conflict(
        code="last_owner",
        message_id="Ini satu-satunya pemilik yang aktif. Jadikan orang lain pemilik lebih dulu.",
        message_en="This is the only active owner. Make somebody else an owner first.",
    )

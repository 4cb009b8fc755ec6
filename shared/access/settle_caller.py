"""Settle who is calling and whether they may, before anything of the request is read."""

import time

from flask import g, request

from shared.access.matrix import may
from shared.access.models import Caller, StaffMember
from shared.access.repository import staff
from shared.core.auth import verify_person
from shared.core.errors import Forbidden, Unauthorized

READS_TRUST_FOR_S = 30.0

_seen: dict[str, tuple[float, StaffMember]] = {}


def settle_staff(permission: str, is_read: bool) -> Caller:
    """The member of staff behind the request. Raises Unauthorized (no valid token) or Forbidden (role).

    `staff/{uid}` decides, not the claims: fresh on every write, at most 30 s old on reads. A permission of ""
    asks only that it is a member of staff.
    """
    claims = verify_person(request)
    member = _member(str(claims["uid"]), may_be_cached=is_read)
    if member is None or not member.active:
        raise Forbidden()
    if int(claims.get("auth_time", claims.get("iat", 0))) < member.valid_after:
        raise Unauthorized(code="bad_token")
    caller = Caller(member.id, member.role, member.name, tuple(member.areas))
    if permission and not may(caller.role, permission, caller.areas):
        raise Forbidden()
    return caller


def caller() -> Caller:
    """Who stands behind the request being handled."""
    settled: Caller = g.caller
    return settled


def forget_member(uid: str) -> None:
    """Read this member anew next time; other instances do so within READS_TRUST_FOR_S."""
    _seen.pop(uid, None)


def forget_all() -> None:
    """Read everybody anew: between tests."""
    _seen.clear()


def _member(uid: str, *, may_be_cached: bool) -> StaffMember | None:
    cached = _seen.get(uid)
    if may_be_cached and cached and time.monotonic() - cached[0] < READS_TRUST_FOR_S:
        return cached[1]
    stored = staff.get(uid)
    if stored is None:
        _seen.pop(uid, None)
        return None
    _seen[uid] = (time.monotonic(), stored.value)
    return stored.value

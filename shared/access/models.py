"""Staff and whoever calls."""

from dataclasses import dataclass
from typing import Literal

from shared.core.firestore import Record

Role = Literal["owner", "admin", "cashier", "technician", "collector", "customer"]


class StaffMember(Record):
    """`staff/{uid}` decides what a member may do; the claims of a token are only a hint that lives up to an hour."""

    email: str
    name: str
    role: Role
    areas: list[str] = []
    """Area ids this person is limited to; none means all."""
    active: bool = True
    valid_after: int = 0
    """Tokens issued before this moment (epoch seconds) are refused."""


@dataclass(frozen=True)
class Caller:
    """Whoever stands behind a request; `id` goes into audit entries."""

    id: str
    role: Role
    name: str = ""
    areas: tuple[str, ...] = ()


SYSTEM = "system"
"""The audit trail's name for our own schedules and tasks."""

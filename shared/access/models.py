"""Staff and whoever calls: as stored, as they arrive, as they leave."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from shared.core.fields import CLIENT_ID, ClientId, PageQuery, RequiredLine
from shared.core.firestore import Record
from shared.core.model import Model
from shared.core.whence import Channel

StaffRole = Literal["owner", "admin", "cashier", "technician", "collector"]
Role = Literal["owner", "admin", "cashier", "technician", "collector", "customer"]

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 1, 1)

MOST_AREAS = 10
"""Claims hold at most 1,000 bytes, and a query asks for at most 30 areas at once."""


# --- stored


class StaffMember(Record):
    """`staff/{uid}` decides what a member may do; the claims of a token are only a hint that lives up to an hour."""

    email: str
    name: str
    role: StaffRole
    areas: list[str] = []
    """Area ids this person is limited to; none means all."""
    active: bool = True
    valid_after: int = 0
    """Tokens of a sign-in before this moment (epoch seconds) are refused."""
    created_at: datetime | None = None


@dataclass(frozen=True)
class Caller:
    """Whoever stands behind a request; `id` goes into audit entries."""

    id: str
    role: Role
    name: str = ""
    areas: tuple[str, ...] = ()


SYSTEM = "system"
"""The audit trail's name for our own schedules and tasks."""


# --- arriving


def _lower(email: str) -> str:
    return email.lower()


def _once_each(areas: list[str]) -> list[str]:
    return sorted(set(areas))


StaffEmail = Annotated[
    str, Field(max_length=200, pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"), AfterValidator(_lower)
]
StaffName = Annotated[RequiredLine, Field(max_length=100)]
Areas = Annotated[
    list[Annotated[str, Field(pattern=CLIENT_ID)]], Field(max_length=MOST_AREAS), AfterValidator(_once_each)
]


class NewMember(Model):
    """Somebody to be invited."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key; the member's uid is ours."""
    email: StaffEmail
    name: StaffName
    role: StaffRole
    areas: Areas = []


class MemberChanges(Model):
    """What of a member may be changed; a field that is not sent stays."""

    name: StaffName | None = None
    role: StaffRole | None = None
    areas: Areas | None = None
    active: bool | None = None


class AuditQuery(PageQuery):
    """Which entries: by whom (a member's id, `system`), about which document, between which days (both included)."""

    by: str | None = Field(default=None, max_length=128)
    subject: str | None = Field(default=None, max_length=300)
    from_: date | None = Field(default=None, alias="from", ge=FIRST_DAY, lt=LAST_DAY)
    to: date | None = Field(default=None, ge=FIRST_DAY, lt=LAST_DAY)


# --- leaving


class StaffView(Model):
    """A member of staff for the owner."""

    id: str
    email: str
    name: str
    role: StaffRole
    areas: list[str]
    active: bool
    created_at: datetime | None


class StaffPage(Model):
    items: list[StaffView]
    next_cursor: str | None


class InviteView(StaffView):
    """An invited member, and the link by which they choose a password: an hour, once, to be handed over by hand."""

    invite_link: str
    emailed: bool
    """Whether Firebase has also sent its own e-mail."""


class AuditView(Model):
    """One entry of the audit trail; `before` and `after` hold what changed, personal numbers by their ending only."""

    id: str
    at: datetime
    by: str
    by_name: str
    what: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]
    channel: Channel
    from_address: str


class AuditPage(Model):
    items: list[AuditView]
    next_cursor: str | None

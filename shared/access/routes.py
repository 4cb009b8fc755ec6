"""What the caller may do, for the sites' navigation."""

from datetime import date

from pydantic import BaseModel

from shared.access.matrix import permissions_of
from shared.access.models import Role
from shared.access.settle_caller import caller
from shared.core import clock
from shared.core.http import Routes

access = Routes("/api/access")


class AccessView(BaseModel):
    """The caller: role, name, and the permissions the role holds."""

    id: str
    name: str
    role: Role
    areas: list[str]
    permissions: list[str]
    today: date
    """The date on the provider's calendar, which a phone's own may not agree with."""


@access.get("", may="access.read")
def read() -> AccessView:
    who = caller()
    return AccessView(
        id=who.id,
        name=who.name,
        role=who.role,
        areas=list(who.areas),
        permissions=permissions_of(who.role, who.areas),
        today=clock.today(),
    )

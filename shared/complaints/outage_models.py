"""Outages: as stored, as they arrive, as they leave."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from shared.core.fields import ClientId, Line
from shared.core.firestore import Record
from shared.core.model import Model
from shared.customers.models import DEFAULT_BRANCH

OutageStatus = Literal["suggested", "open", "ended", "dismissed"]
CreditStatus = Literal["none", "offered", "running", "done", "declined"]

ROUTERS = "routers"
"""Who opened an outage that the routers showed."""


# --- stored


class Outage(Record):
    """`outages/{digest of scope and turn}`: a fault that many have at once. One may be open of each scope."""

    scope_key: str
    """`area:{id}`, `odp:{area}:{folded name}`, `node:{id}` or `site:{router}`, see outage_scope.py."""
    area_id: str | None = None
    odp: str = ""
    """Empty: the whole area."""
    node_id: str = ""
    """The node whose fall explains it, where routers show it; empty where people or complaints opened it."""
    boxes: list[str] = []
    """The pole boxes beneath that node, folded."""
    router_ids: list[str] = []
    """Routers that still show it; it ends by itself once none of them does."""
    area_ids: list[str] = []
    """All areas in which lines fell."""
    confirmed_by: str = ""
    """Who of the staff said that what the routers show is an outage."""
    merged_into: str | None = None
    """The outage of a node above that swallowed this one; its customers are told by that one that it is over."""
    place: str
    """The scope in words, as customers read it."""
    status: OutageStatus
    cause: str = ""
    """What we believe broke it, as customers read it."""
    started_at: datetime
    expected_at: datetime | None = None
    """When it should be over."""
    late: bool = False
    """That moment has passed, and it is not."""
    opened_at: datetime
    opened_by: str
    """A member's uid; `system` where complaints opened it, `routers` where lines fell."""
    announce: bool = True
    """Everybody affected is told, not only who complains."""
    announced_at: datetime | None = None
    """When all of them had been written to."""
    ended_at: datetime | None = None
    ended_by: str = ""
    remedy: str = ""
    """What was done, as customers read it."""
    credit: CreditStatus = "none"
    credit_days: int = 0
    """Days of service that are offered back."""
    next_step_at: datetime | None = None
    """When we have to do something by ourselves: write to people, tell staff that the time has passed."""
    branch_id: str = DEFAULT_BRANCH


class OutageProgress(Record):
    """`outage_progress/{outage id}`: how far its pages have come; empty cursors stand at the beginning."""

    announced_to: str = ""
    announced: bool = False
    told: int = 0
    recovered_to: str = ""
    recovered: bool = False
    credited_to: str = ""
    credited: bool = False
    credits: int = 0
    """Lines that got something back."""
    credit_amount: int = 0
    """Rupiah, together."""


class OutageLines(Record):
    """`outage_lines/{outage id}.{number}`: lines that routers showed to be down, at most a page of them."""

    outage_id: str
    number: int
    lines: list[str]
    """Subscriptions."""
    told: bool = False
    """Their customers have been written to."""


class Affected(Record):
    """`affected/{outage id}.{customer id}`: a customer who has the fault and was told of it, once."""

    outage_id: str
    customer_id: str
    subscription_ids: list[str] = []
    told_at: datetime
    by_answer: bool = False
    """They heard it in the answer to their own words; no message of ours was needed."""
    recovered_at: datetime | None = None
    """When they were told that it is over."""
    works: bool | None = None
    """What they said then."""
    credits: dict[str, int] = {}
    """Rupiah given back, by subscription."""
    area_id: str | None = None
    shard: int


# --- arriving


class NewOutage(Model):
    """An outage as staff open it: a whole area, or one pole box (ODP) in it."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key."""
    area_id: str | None = Field(default=None, max_length=64)
    odp: Line = ""
    place: Line = ""
    """In words; empty: made of area and ODP."""
    cause: Line = ""
    started_at: datetime | None = None
    expected_at: datetime | None = None
    announce: bool = True


class OutageChanges(Model):
    """What of an outage may be changed; a field that is not sent stays."""

    place: Line | None = None
    cause: Line | None = None
    expected_at: datetime | None = None
    announce: bool | None = None
    """True: those who were not told yet are told now."""


class OutageConfirmed(Model):
    """A suggested outage is one."""

    cause: Line = ""
    expected_at: datetime | None = None
    announce: bool = True


class OutageEnded(Model):
    """It is over, since `ended_at` (now, if not said)."""

    ended_at: datetime | None = None
    remedy: Line = ""


class OutageCredit(Model):
    """Whether those affected get something back."""

    give: bool


class OutageQuery(Model):
    """Which outages."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=500)
    status: OutageStatus | None = None


# --- leaving


class OutageNews(Model):
    """What a customer is told of an outage."""

    id: str
    place: str
    cause: str
    started_at: datetime
    expected_at: datetime | None
    ended_at: datetime | None
    text: str
    """All of it in words."""


class OutageView(Model):
    """An outage for staff."""

    id: str
    area_id: str | None
    odp: str
    node_id: str
    """The node that broke, where routers show it."""
    place: str
    status: OutageStatus
    cause: str
    started_at: datetime
    expected_at: datetime | None
    late: bool
    opened_at: datetime
    opened_by: str
    confirmed_by: str
    merged_into: str | None
    announce: bool
    announced_at: datetime | None
    ended_at: datetime | None
    remedy: str
    credit: CreditStatus
    credit_days: int
    affected: int | None = None
    """Customers who were told of it. This and the following are None in lists, for what is not open."""
    complaints: int | None = None
    still_down: int | None = None
    """Customers who said it is not over for them."""
    credits: int | None = None
    """Lines that got something back."""
    credit_amount: int | None = None
    """Rupiah, together."""


class OutagePage(Model):
    items: list[OutageView]
    next_cursor: str | None

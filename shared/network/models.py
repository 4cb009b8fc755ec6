"""Routers, what they last told, and the nodes between them and the homes: as stored, as they arrive, as they leave."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from shared.core.fields import CLIENT_ID, ClientId, Line, Location, PageQuery, Prose, RequiredLine
from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.core.text import tidy
from shared.customers.models import SubscriptionStatus
from shared.network.fallen_lines import Fallen
from shared.network.light_level import LightLevel
from shared.network.line_day import LineDay
from shared.network.line_state import LineState, Standing
from shared.network.settle_line import RouterRules

SHARDS = 8
"""Documents a router's lines lie in: 2,000 of them are some 60 KB each."""

NodeKind = Literal["olt", "odc", "odp"]


# --- stored


class Drop(Model):
    """Staff want this session ended: once it is another one, it has been."""

    id: str
    session: str


class Router(Record):
    """A MikroTik that phones home. Its document is the only one a report writes in which nothing changed."""

    name: str
    area_id: str | None = None
    note: str = ""
    rules: RouterRules = RouterRules()
    token_hash: str
    """SHA-256 of the secret it shows; the secret itself is shown once and not kept."""
    active: bool = True
    created_at: datetime
    seq: int = 0
    """The number of the report we expect next."""
    heard_at: datetime | None = None
    heard_since: datetime | None = None
    """Without a silence until `heard_at`."""
    identity: str = ""
    version: str = ""
    uptime_s: int = 0
    cpu_percent: int | None = None
    traffic: dict[str, list[int]] = {}
    """Interface -> bytes in and out since it started."""
    sessions: int = 0
    """How many PPPoE sessions it has, as we know them."""
    to_look_up: bool = False
    """Lines are left of which nobody has looked yet whose they are."""
    all_asked_at: datetime | None = None
    """When it was last asked for everything because its count and ours differed."""
    drops: dict[str, Drop] = {}
    """Sessions that staff want ended, by login."""
    fallen: dict[str, Fallen] = {}
    """Customers' lines that went off line of late, or fell together and are not back, by subscription."""
    days_from: Day | None = None
    """The oldest day of a line that is not written yet."""
    silent_s: dict[str, int] = {}
    """Day -> how many seconds of it nothing was heard; of the last 90 days, only where there were any."""


class RouterLines(Record):
    """`sessions/{router}.{shard}`: some of a router's lines, by login or address, in the one place they are kept."""

    router_id: str
    shard: int
    lines: dict[str, LineState] = {}


class KeptDay(LineDay, Record):
    """`line_days/{subscription}_{day}`: a line's day, once it is over; only of days on which something happened."""

    subscription_id: str
    customer_id: str
    expires_at: datetime


class ReportPart(Record):
    """`report_parts/{router}.{part}`: a part of a long report until its last one comes."""

    router_id: str
    text: str
    at: datetime


class Node(Record):
    """An exchange (OLT), a street cabinet (ODC) or a pole box (ODP), and where it hangs."""

    kind: NodeKind
    name: str
    parent_id: str | None = None
    area_id: str | None = None
    location: Location | None = None
    ports: int = 8
    note: str = ""
    created_at: datetime


# --- arriving


def _profile_names(names: dict[str, str]) -> dict[str, str]:
    are_names = all(word and len(word) <= 60 and word == tidy(word) for pair in names.items() for word in pair)
    if len(names) > 200 or not are_names:
        raise ValueError("Paling banyak 200 nama profil yang pendek. | At most 200 short profile names.")
    return names


ProfileNames = Annotated[dict[str, str], AfterValidator(_profile_names)]
ProfileName = Annotated[RequiredLine, Field(max_length=60)]


class NewRules(RouterRules):
    """How a router shuts somebody out, as it arrives."""

    isolir_profile: ProfileName = "isolir"
    isolir_list: ProfileName = "isolir"
    profiles: ProfileNames = {}
    default_profile: ProfileName = "default"


class NewRouter(Model):
    """A router as it arrives; without `id` it is named after its name."""

    id: ClientId | None = None
    name: RequiredLine
    area_id: Line | None = None
    note: Prose = ""
    rules: NewRules = NewRules()


class RouterChanges(Model):
    """What of a router may be changed; a field that is not sent stays."""

    name: RequiredLine | None = None
    area_id: Line | None = None
    note: Prose | None = None
    rules: NewRules | None = None
    active: bool | None = None


class NewNode(Model):
    """A node as it arrives; without `id` it is named after its name."""

    id: ClientId | None = None
    kind: NodeKind
    name: RequiredLine
    parent_id: Line | None = None
    area_id: Line | None = None
    location: Location | None = None
    ports: int = Field(default=8, ge=1, le=4096, strict=True)
    note: Prose = ""


class NodeChanges(Model):
    """What of a node may be changed; a field that is not sent stays."""

    name: RequiredLine | None = None
    parent_id: Line | None = None
    area_id: Line | None = None
    location: Location | None = None
    ports: int | None = Field(default=None, ge=1, le=4096, strict=True)
    note: Prose | None = None


class NodeQuery(PageQuery):
    """A page of nodes."""

    kind: NodeKind | None = None
    parent_id: str | None = Field(default=None, pattern=CLIENT_ID)
    area_id: str | None = Field(default=None, pattern=CLIENT_ID)


class NearQuery(Model):
    """Boxes around a place; those without a free port only where `also_full` asks for them."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    within_m: int = Field(default=500, ge=1, le=5_000)
    also_full: bool = False
    limit: int = Field(default=10, ge=1, le=30)


class SessionQuery(PageQuery):
    """A page of one router's lines."""

    router_id: str = Field(max_length=64)
    state: Standing | None = None


# --- leaving


class RouterView(Model):
    """A router for staff; `is_silent` means that nothing is known of its lines just now."""

    id: str
    name: str
    area_id: str | None
    note: str
    rules: RouterRules
    active: bool
    created_at: datetime
    heard_at: datetime | None
    is_silent: bool
    since: datetime | None
    """Heard, or silent, since then; null where it was never heard."""
    identity: str
    version: str
    uptime_s: int
    cpu_percent: int | None
    sessions: int


class RouterPage(Model):
    items: list[RouterView]
    next_cursor: str | None


class RouterToken(Model):
    """`token` and `install`, the line to paste into the router's terminal, are shown once; then they are null."""

    router: RouterView
    token: str | None
    install: str | None


class SessionView(Model):
    """One line as its router tells, and whose it is where that is known."""

    router_id: str
    target: str
    state: Standing
    since: datetime | None
    subscription_id: str | None
    customer_id: str | None
    customer_name: str
    address: str
    profile: str | None
    is_shut_out: bool
    rx_dbm: float | None
    light: LightLevel | None
    """weak from -25 dBm down, bad from -27 down."""


class SessionPage(Model):
    items: list[SessionView]
    next_cursor: str | None


DayWord = Literal["on", "partly", "off", "unknown", "none"]
"""partly: off line for a quarter of an hour or more, or four times; unknown: its router was silent; none: before us."""


class DayView(Model):
    """A day of a line. Bytes `up` are from the customer, `down` to them; `dbm` is the day's last light."""

    day: date
    state: DayWord
    off_s: int
    unknown_s: int
    drops: int
    up: int
    down: int
    dbm: float | None
    dbm_low: float | None


class UsageView(Model):
    """What a line carried in a month, `YYYY-MM`, in bytes."""

    month: str
    up: int
    down: int


class LineHistory(Model):
    """The last 90 days, oldest first, the usage of this month and the last, and the light with its two limits."""

    subscription_id: str
    days: list[DayView]
    months: list[UsageView]
    dbm: float | None
    light: LightLevel | None
    weak_dbm: float
    bad_dbm: float


class DriftView(Model):
    """A line for which its router has still to do something, since `decided_at`."""

    subscription_id: str
    customer_id: str
    customer_name: str
    router_id: str
    router_heard_at: datetime | None
    kind: Literal["let_on", "shut_out", "other_plan"]
    """let_on: "sudah bayar, router belum"."""
    decided_at: datetime
    problem: str


class DriftPage(Model):
    items: list[DriftView]
    next_cursor: str | None


class NodeView(Model):
    """A node for staff."""

    id: str
    kind: NodeKind
    name: str
    parent_id: str | None
    area_id: str | None
    location: Location | None
    ports: int
    note: str


class NodePage(Model):
    items: list[NodeView]
    next_cursor: str | None


class TreeLines(Model):
    """How many lines of a box are how; `cut` are shut out by us, whether their modem dials or not.

    `weak` are those of the others whose light is -25 dBm or darker.
    """

    on: int
    off: int
    flapping: int
    unknown: int
    cut: int
    weak: int


class TreeNode(NodeView):
    """A node with its own lines, without those of the nodes beneath it; a node that hangs on it takes a port too."""

    lines: TreeLines
    used_ports: int
    free_ports: int


class NodeTree(Model):
    items: list[TreeNode]
    next_cursor: str | None


class PortView(Model):
    """A line that hangs on a node; `port` is null where nobody has written it down.

    `state` is null where no router has told of the line, `light` where nobody measures it.
    """

    subscription_id: str
    customer_id: str
    customer_name: str
    port: int | None
    status: SubscriptionStatus
    state: Standing | None
    since: datetime | None
    rx_dbm: float | None
    light: LightLevel | None


class NodeDetail(NodeView):
    """A node with the lines, or the nodes, that hang on it, at most 200 of either."""

    lines: list[PortView]
    children: list[NodeView]
    free_ports: int


class NearBox(Model):
    """A pole box near a place, and what it has left."""

    id: str
    name: str
    location: Location
    distance_m: int
    ports: int
    free_ports: int


class NearPage(Model):
    items: list[NearBox]
    next_cursor: str | None


class NodesMade(Model):
    """How many boxes that customers' lines name were made, and how many were there."""

    created: int
    already: int

"""Where routers, their lines and nodes are kept."""

from collections.abc import Iterable

from shared.core.firestore import Collection, Filter, Stored
from shared.core.ids import shard_of
from shared.customers.models import Subscription
from shared.customers.repository import subscriptions
from shared.network.models import SHARDS, KeptDay, Node, ReportPart, Router, RouterLines

routers = Collection("routers", Router)
sessions = Collection("sessions", RouterLines)
line_days = Collection("line_days", KeptDay)
report_parts = Collection("report_parts", ReportPart)
nodes = Collection("nodes", Node)

ASKED_AT_ONCE = 30
"""Values one `in` of Firestore takes."""
MOST_DUE = 60
MOST_STUCK = 150


def shard_of_line(target: str) -> int:
    """The document a login or address lies in."""
    return shard_of(target, SHARDS)


def lines_id(router_id: str, shard: int) -> str:
    return f"{router_id}.{shard}"


def due_at(router_id: str, *, also_stuck: bool) -> list[Stored[Subscription]]:
    """Lines for which this router has still to do something; those it could not do only when asked for."""
    asked: list[Filter] = [("router_id", "==", router_id), ("router_due", "==", True)]
    if also_stuck:
        return subscriptions.find(*asked, limit=MOST_STUCK)
    return subscriptions.find(*asked, ("router_problem", "==", ""), limit=MOST_DUE)


def lines_named(targets: Iterable[str]) -> dict[str, Stored[Subscription]]:
    """Subscriptions by their login or address; of two with the same the one that has not stopped."""
    wanted = sorted(set(targets))
    found: dict[str, Stored[Subscription]] = {}
    for start in range(0, len(wanted), ASKED_AT_ONCE):
        some = wanted[start : start + ASKED_AT_ONCE]
        for field in ("network.pppoe_user", "network.address"):
            for stored in subscriptions.find((field, "in", some)):
                target = stored.value.network.pppoe_user or stored.value.network.address or ""
                if target not in found or found[target].value.status == "stopped":
                    found[target] = stored
    return found

"""The tree from the exchanges to the pole boxes, with who is on line beneath each and which ports are taken."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.access.own_areas import ALL, area_filters
from shared.core import clock
from shared.core.text import slug
from shared.customers.repository import subscriptions
from shared.network.light_level import light_level
from shared.network.line_state import LineState, standing
from shared.network.models import Node, NodeTree, Router, TreeLines, TreeNode
from shared.network.repository import nodes, routers, sessions

NOWHERE = ""
"""The box of lines that name none."""


@dataclass(frozen=True)
class Plugged:
    """A customer's line as it counts on its box."""

    subscription_id: str
    box: str
    state: str
    is_weak: bool = False


def read_tree(within: tuple[str, ...] = ALL) -> NodeTree:
    """All nodes of these areas, by name. One read a node, nine a router, one a line that no router has told of."""
    serving = {stored.value.id: stored.value for stored in routers.find()}
    known: dict[str, Plugged] = {}
    for kept in sessions.find():
        router = serving.get(kept.value.router_id)
        if router:
            for one in _told(router, kept.value.lines.values()):
                if one.subscription_id not in known or one.state == "on":
                    known[one.subscription_id] = one
    for one in _untold():
        known.setdefault(one.subscription_id, one)
    found = [stored.value for stored in nodes.find(*(area_filters(within) or []))]
    items = sorted(_counted(found, known.values()), key=lambda node: (node.name, node.id))
    return NodeTree(items=items, next_cursor=None)


def _told(router: Router, lines: Iterable[LineState]) -> Iterator[Plugged]:
    """What a router says of customers' lines; of those that have stopped it says no box."""
    now = clock.now()
    for line in lines:
        if line.subscription_id and line.box:
            is_cut = line.shut_out or line.profile == router.rules.isolir_profile
            state = standing(line, router.heard_at, now)
            shown = "cut" if is_cut and state in ("on", "off") else state
            is_weak = light_level(line.rx_dbm) in ("weak", "bad")
            yield Plugged(line.subscription_id, line.box, shown, is_weak)


def _untold() -> Iterator[Plugged]:
    """Lines that no router has told of yet: they take a port, and nothing is known of them."""
    for stored in subscriptions.find(("router_id", "==", None), ("network.odp", ">", "")):
        line = stored.value
        if line.status != "stopped":
            yield Plugged(line.id, slug(line.network.odp or ""), "unknown")


def _counted(found: list[Node], plugged: Iterable[Plugged]) -> Iterator[TreeNode]:
    named = {slug(node.name): node.id for node in found if node.kind == "odp"} | {node.id: node.id for node in found}
    states: dict[str, Counter[str]] = {node.id: Counter() for node in found}
    for one in plugged:
        if box := named.get(one.box):
            states[box][one.state] += 1
            states[box]["weak"] += one.is_weak
    hanging = Counter(node.parent_id for node in found)
    for node in found:
        counts = states[node.id]
        lines = TreeLines(**{name: counts[name] for name in TreeLines.model_fields})
        used = hanging[node.id] + counts.total() - counts["weak"]
        yield TreeNode(
            **node.model_dump(include=set(TreeNode.model_fields)),
            lines=lines,
            used_ports=used,
            free_ports=max(0, node.ports - used),
        )

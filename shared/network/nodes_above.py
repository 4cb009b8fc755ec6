"""The nodes above the boxes whose lines fell, and the boxes beneath those."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.complaints.outage_scope import site_of
from shared.core.text import slug
from shared.network.models import Node
from shared.network.repository import ASKED_AT_ONCE, nodes

HIGHEST = 4
"""Levels: a box, a cabinet, an exchange, and one to spare."""


@dataclass
class NodesAbove:
    """Some boxes of one router's site with all that lies above them."""

    router_id: str
    nodes: dict[str, Node] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    """What lines call a box -> its node, where somebody chose another id."""

    def above(self, name: str) -> tuple[str, ...]:
        """The node itself, what it hangs on, and so on up to the site; a box nobody has written down hangs on that."""
        way, site = [self.named.get(name, name)], site_of(self.router_id)
        while way[-1] in self.nodes and (parent := self.nodes[way[-1]].parent_id) and parent not in way:
            way.append(parent)
        return tuple(way) if way[-1] == site else (*way, site)


def read_above(router_id: str, boxes: Mapping[str, str], node_ids: Iterable[str]) -> NodesAbove:
    """With all that lies above these boxes (slug -> name as lines have it) and nodes. One read a node."""
    tree = NodesAbove(router_id)
    wanted = {*boxes, *node_ids} - {"", site_of(router_id)}
    for level in range(HIGHEST):
        tree.nodes |= {name: stored.value for name, stored in nodes.get_many(sorted(wanted)).items()}
        if level == 0:
            for node in _of_names(name for box, name in boxes.items() if box not in tree.nodes):
                tree.nodes[node.id], tree.named[slug(node.name)] = node, node.id
        wanted = {node.parent_id for node in tree.nodes.values() if node.parent_id} - set(tree.nodes)
        if not wanted:
            break
    return tree


def boxes_beneath(node_id: str) -> set[str]:
    """What lines may call the pole boxes of a cabinet or an exchange, as slugs. One read a node."""
    names: set[str] = set()
    level = {node_id}
    for _ in range(HIGHEST):
        below = [node for some in _parts(sorted(level)) for node in _find("parent_id", some)]
        names |= {name for node in below if node.kind == "odp" for name in (node.id, slug(node.name))}
        level = {node.id for node in below if node.kind != "odp"}
        if not level:
            break
    return names


def _of_names(names: Iterable[str]) -> list[Node]:
    return [node for some in _parts(sorted({*names} - {""})) for node in _find("name", some)]


def _find(name: str, values: list[str]) -> list[Node]:
    return [stored.value for stored in nodes.find((name, "in", values))]


def _parts(values: list[str]) -> list[list[str]]:
    return [values[start : start + ASKED_AT_ONCE] for start in range(0, len(values), ASKED_AT_ONCE)]

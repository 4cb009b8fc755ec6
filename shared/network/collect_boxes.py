"""Pole boxes that customers' lines name, in a spreadsheet or by hand, become nodes where nobody has made them yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.core.text import slug, tidy
from shared.customers.repository import subscriptions
from shared.network.models import Node, NodesMade
from shared.network.repository import nodes

SIZES = (8, 16, 24, 32, 48, 64, 96, 128)
"""Ports that boxes and splitters come with; which it is, the lines on it tell until somebody says it."""
A_COMMIT = 200


@dataclass
class NamedBox:
    """A box as lines name it, and how many do."""

    name: str
    area_id: str | None
    lines: int = 0


class NamedBoxes:
    """Boxes by the id of their node, so that `ODP A1` and `odp-a1` are one."""

    def __init__(self) -> None:
        self.by_id: dict[str, NamedBox] = {}

    def add(self, odp: str | None, area_id: str | None) -> None:
        """One more line that names this box, or none."""
        name = tidy(odp or "")
        if node_id := slug(name):
            self.by_id.setdefault(node_id, NamedBox(name, area_id)).lines += 1


def ports_for(lines: int) -> int:
    """The smallest box that holds so many."""
    return next((size for size in SIZES if size >= lines), lines)


def nodes_from_lines(by: Caller) -> NodesMade:
    """The boxes that all customers' lines name. One read a line."""
    named = NamedBoxes()
    for stored in subscriptions.find(("network.odp", ">", "")):
        if stored.value.status != "stopped":
            named.add(stored.value.network.odp, stored.value.area_id)
    return make_boxes(named.by_id, by)


def make_boxes(boxes: Mapping[str, NamedBox], by: Caller) -> NodesMade:
    """Those that are not there are made; the others stay as they are. A second time makes none."""
    there = nodes.get_many(boxes)
    missing = sorted(set(boxes) - set(there))
    for start in range(0, len(missing), A_COMMIT):
        _make({name: boxes[name] for name in missing[start : start + A_COMMIT]}, by)
    return NodesMade(created=len(missing), already=len(there))


def _make(boxes: Mapping[str, NamedBox], by: Caller) -> None:
    cause = f"nodes.{ulid()}"

    def decide() -> None:
        there, now = nodes.get_many(boxes), clock.now()
        commit = Commit()
        for node_id, box in boxes.items():
            if node_id not in there:
                ports = ports_for(box.lines)
                made = Node(id=node_id, kind="odp", name=box.name, area_id=box.area_id, ports=ports, created_at=now)
                commit.create(nodes, made)
        if commit.writes:
            made_now = {"count": commit.writes}
            record_audit(commit, cause=cause, what="nodes_made", by=by.id, subject="nodes", after=made_now)
            commit.commit()

    attempt(decide)

"""A router's report showed lines falling, or coming back, together: outages open, grow, merge and end accordingly.

Nothing is kept of it but the outages: whoever looks, however often, finds the same.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from shared.complaints.end_shown_outage import end_shown
from shared.complaints.lines_of import is_running, place_of
from shared.complaints.models import SYSTEM
from shared.complaints.open_shown_outage import Shown, grow_shown, open_shown
from shared.complaints.outage_models import Outage
from shared.complaints.outage_scope import folded, is_known_inside, site_of
from shared.complaints.repository import open_outages
from shared.core import clock
from shared.core.tasks import enqueue_drain
from shared.core.text import slug
from shared.customers.models import Subscription
from shared.customers.repository import subscriptions
from shared.network.fallen_lines import SETTLES_AFTER_S, Fallen, counts, down, held
from shared.network.find_faults import DownLine, Fault, find_faults
from shared.network.line_state import is_silent
from shared.network.models import Router
from shared.network.nodes_above import NodesAbove, boxes_beneath, read_above
from shared.network.repository import routers
from shared.network.router_lines import Lines

NO_LIGHT = "sinyal optik hilang"


def look_for_outages(router_id: str) -> None:
    """As a task; safe to repeat and to run twice at once. A router that is silent, or begins anew, shows nothing."""
    stored = routers.get(router_id)
    if stored is None or not stored.value.active or stored.value.uptime_s < SETTLES_AFTER_S:
        return
    router = stored.value
    if is_silent(router.heard_at, clock.now()):
        return
    going_on = open_outages()
    shown = {one.value.id: one.value for one in going_on if one.value.node_id}
    mine = [outage for outage in shown.values() if router_id in outage.router_ids]
    fell, kept = shown_by(router)
    if not kept and not mine:
        return
    seen = _read(router, kept, shown)
    faults = find_faults(seen.down_lines(kept), seen.totals(kept))
    told = [one.value for one in going_on if not one.value.node_id and not _is_taken_over(one.value)]
    open_to = {
        line
        for line in fell
        if line in seen.lines and not any(is_known_inside(outage, place_of(seen.lines[line])) for outage in told)
    }
    for fault in find_faults(seen.down_lines(open_to), seen.totals(open_to)):
        above = seen.above.above(fault.node)
        home = next((one for name in above for one in shown.values() if one.node_id == name), None)
        if home:
            grow_shown(home.id, router_id, fault.lines)
            continue
        beneath = [one.id for one in shown.values() if fault.node in seen.above.above(one.node_id)]
        open_shown(seen.shown(fault), beneath)
    for outage in mine:
        way = seen.above.above(outage.node_id)
        if not any(outage.node_id in seen.above.above(fault.node) or fault.node in way for fault in faults):
            end_shown(outage.id, router_id)


def shown_by(router: Router) -> tuple[frozenset[str], frozenset[str]]:
    """Its lines that surely fell, not alone, and those with whoever is only just back: where these change, look."""
    told = router.fallen, router.heard_at, router.uptime_s
    return down(*told), held(*told)


def look_again() -> None:
    """What a crash left unseen: routers that show anything, or of which an open outage is waiting for news."""
    waiting = {router for stored in open_outages() for router in stored.value.router_ids}
    for stored in routers.find():
        router = stored.value
        if router.id in waiting or (router.active and shown_by(router)[1]):
            enqueue_drain("outages", router.id)


@dataclass
class Seen:
    """What one router shows: its fallen lines in service, and the nodes they hang on."""

    router: Router
    lines: Mapping[str, Subscription]
    boxes: Counter[str]
    """Lines of customers that it would let on, by box."""
    above: NodesAbove

    def down_lines(self, names: frozenset[str] | set[str]) -> list[DownLine]:
        """Those of these that are in service."""
        return [self._down(self.lines[name], self.router.fallen[name]) for name in names if name in self.lines]

    def totals(self, names: frozenset[str] | set[str]) -> dict[str, int]:
        """Lines in service beneath every node above more than one box that these hang on."""
        boxes: dict[str, set[str]] = {}
        for line in self.down_lines(names):
            for node in line.above[1:] if line.has_box else line.above:
                boxes.setdefault(node, set()).add(line.box)
        return {node: self._total(node) for node, some in boxes.items() if len(some) > 1}

    def shown(self, fault: Fault) -> Shown:
        """The fault as the outage it is."""
        lines = [self.lines[name] for name in sorted(fault.lines)]
        node, site = self.above.nodes.get(fault.node), site_of(self.router.id)
        areas = Counter(line.area_id for line in lines if line.area_id)
        own = self.router.area_id if fault.node == site else node.area_id if node else None
        written = {line.network.odp for line in lines if line.network.odp}
        is_box = fault.node != site and (node is None or node.kind == "odp")
        name = "" if fault.node == site else node.name if node else min(written, default=fault.node)
        words = {self.router.fallen[line.id].word for line in lines}
        beneath = {name} if is_box else set() if fault.node == site else boxes_beneath(fault.node)
        return Shown(
            node_id=fault.node,
            odp=name if is_box else "",
            boxes=sorted({folded(box) for box in ({*beneath, *written} if fault.node != site else ()) if folded(box)}),
            area_id=own or min(areas, key=lambda area: (-areas[area], area), default=None),
            area_ids=sorted(areas),
            router_id=self.router.id,
            cause=NO_LIGHT if words == {"los"} else "",
            lines={line.id: self.router.fallen[line.id].at for line in lines},
        )

    def _down(self, line: Subscription, fallen: Fallen) -> DownLine:
        box = slug(line.network.odp or "")
        above = self.above.above(box) if box else (site_of(self.router.id),)
        return DownLine(line.id, above, fallen.at, has_box=bool(box))

    def _total(self, node: str) -> int:
        if node == site_of(self.router.id):
            return self.boxes.total()
        return sum(self.boxes[box] for box in boxes_beneath(node))


def _read(router: Router, names: frozenset[str], shown: Mapping[str, Outage]) -> Seen:
    lines = Lines(router.id)
    lines.load_all()
    serving = [line for line in lines.known().values() if line.subscription_id and line.since]
    boxes = Counter(line.box for line in serving if counts(line, router.rules.isolir_profile))
    found = {name: stored.value for name, stored in subscriptions.get_many(sorted(names)).items()}
    running = {name: line for name, line in found.items() if is_running(line) and line.router_id == router.id}
    written = {slug(line.network.odp or ""): line.network.odp or "" for line in running.values()}
    above = read_above(router.id, written, [outage.node_id for outage in shown.values()])
    return Seen(router, running, boxes, above)


def _is_taken_over(outage: Outage) -> bool:
    """Opened by complaints of one box: where its lines fell, the routers know better when it is over."""
    return outage.opened_by == SYSTEM and bool(outage.odp)

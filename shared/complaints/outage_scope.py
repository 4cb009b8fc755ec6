"""Which lines an outage is about: pure. A line on another pole box is outside; one of unknown box goes by its area."""

from dataclasses import dataclass

from shared.complaints.outage_models import Outage
from shared.core.text import words


@dataclass(frozen=True)
class Place:
    """Where a line is: its area, and its pole box as staff wrote it, empty where nobody knows."""

    area_id: str | None
    odp: str = ""
    router_id: str | None = None


def folded(odp: str) -> str:
    """`ODP-CLG-07`, `odp clg 7` are one box: words and numbers only, zeros in front left out."""
    return "-".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words(odp))


def scope_key(area_id: str | None, odp: str) -> str:
    """What may have one open outage at a time."""
    return f"odp:{area_id or ''}:{folded(odp)}" if folded(odp) else f"area:{area_id or ''}"


def node_scope(node_id: str) -> str:
    """The same, of a node that is no pole box."""
    return f"node:{node_id}"


def is_inside(outage: Outage, place: Place) -> bool:
    """Whether who complains from there may be one of this outage."""
    if outage.node_id:
        return _is_beneath(outage, place) or (not folded(place.odp) and outage.area_id == place.area_id)
    if outage.area_id != place.area_id:
        return False
    return not outage.odp or not folded(place.odp) or folded(place.odp) == folded(outage.odp)


def is_known_inside(outage: Outage, place: Place) -> bool:
    """Whether a line there has the fault for sure, so that its customer is told without having asked."""
    if outage.node_id:
        return _is_beneath(outage, place)
    if outage.area_id != place.area_id:
        return False
    return not outage.odp or folded(place.odp) == folded(outage.odp)


def of_place(outages: list[Outage], place: Place) -> Outage | None:
    """The outage a line there belongs to: that of its own pole box before that of the area, the oldest first."""
    inside = [outage for outage in outages if is_inside(outage, place)]
    exact = [outage for outage in inside if outage.odp and folded(place.odp)]
    return min(exact or inside, key=lambda outage: (bool(outage.odp), outage.opened_at, outage.id), default=None)


def _is_beneath(outage: Outage, place: Place) -> bool:
    """Beneath the node that broke; a whole site of a router has no boxes of its own, but its lines."""
    if outage.boxes:
        return folded(place.odp) in outage.boxes
    return place.router_id is not None and outage.node_id == site_of(place.router_id)


def site_of(router_id: str) -> str:
    """All that hangs on a router, as a node above its exchanges."""
    return f"site:{router_id}"

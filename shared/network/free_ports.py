"""Which pole boxes near a place have a port left for a new customer."""

from collections import Counter
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from shared.access.own_areas import ALL
from shared.core.fields import Location
from shared.core.text import slug
from shared.customers.repository import subscriptions
from shared.network.models import NearBox, NearPage, NearQuery, Node
from shared.network.repository import ASKED_AT_ONCE, nodes

EARTH_M = 6_371_000.0
DEGREE_M = 111_320.0
"""One degree of latitude."""
MOST_IN_STRIP = 500
LOOKED_AT = 30
"""Of the nearest: those with a port left are shown."""


def boxes_near(query: NearQuery, within: tuple[str, ...] = ALL) -> NearPage:
    """The nearest boxes in these areas, nearest first; `free_ports` 0 only where `also_full` asks for them."""
    here = Location(latitude=query.latitude, longitude=query.longitude)
    reach = query.within_m / DEGREE_M
    strip = nodes.find(
        ("kind", "==", "odp"),
        ("location.latitude", ">=", here.latitude - reach),
        ("location.latitude", "<=", here.latitude + reach),
        limit=MOST_IN_STRIP,
    )
    measured = [
        (distance, stored.value)
        for stored in strip
        if (place := stored.value.location)
        and (distance := distance_m(here, place)) <= query.within_m
        and (not within or stored.value.area_id in within)
    ]
    nearest = sorted(measured, key=lambda one: (one[0], one[1].id))[:LOOKED_AT]
    used = lines_on(node for _, node in nearest)
    boxes = [
        NearBox(
            id=node.id,
            name=node.name,
            location=node.location,
            distance_m=round(distance),
            ports=node.ports,
            free_ports=max(0, node.ports - used[node.id]),
        )
        for distance, node in nearest
    ]
    items = [box for box in boxes if box.free_ports or query.also_full]
    return NearPage(items=items[: query.limit], next_cursor=None)


def lines_on(boxes: Iterable[Node]) -> Counter[str]:
    """How many lines that have not stopped hang on each of these boxes, by node id. One read a line."""
    written = {name: box.id for box in boxes for name in (box.name, box.id)}
    names, used = sorted(written), Counter[str]()
    for start in range(0, len(names), ASKED_AT_ONCE):
        for stored in subscriptions.find(("network.odp", "in", names[start : start + ASKED_AT_ONCE])):
            if stored.value.status != "stopped":
                odp = stored.value.network.odp or ""
                used[written.get(odp) or slug(odp)] += 1
    return used


def distance_m(here: Location, there: Location) -> float:
    """Metres over the ground, by the haversine formula."""
    up, across = radians(there.latitude - here.latitude), radians(there.longitude - here.longitude)
    between = sin(up / 2) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(across / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(between))

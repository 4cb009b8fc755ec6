"""Staff limited to areas: lists hold only what lies in them, and anything else is as if it were not there."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.access.models import Caller
from shared.access.settle_caller import caller
from shared.core.errors import NotFound, invalid
from shared.core.firestore import Filter

AreaOf = Callable[[str], str | None]
"""The area of the thing with this id; raises NotFound."""


ALL: tuple[str, ...] = ()
"""The `areas` of somebody who is not limited."""


def sees(who: Caller, area_id: str | None) -> bool:
    """Whether something of this area (None: of no area) is this caller's to see."""
    return not who.areas or area_id in who.areas


def refuse_other_areas(who: Caller, area_id: str | None) -> None:
    """Raises Invalid when a caller puts something where they could not see it themselves."""
    if not sees(who, area_id):
        raise invalid(
            "area_id",
            "Pilih salah satu wilayah Anda.",
            "Choose one of your own areas.",
        )


def area_filters(areas: tuple[str, ...], asked: str | None = None) -> list[Filter] | None:
    """What keeps a list inside these areas (none: not limited) and the one asked for; None where nothing is left."""
    if asked:
        return [("area_id", "==", asked)] if not areas or asked in areas else None
    if len(areas) == 1:
        return [("area_id", "==", areas[0])]
    return [("area_id", "in", list(areas))] if areas else []


def inside_own_areas(area_of: AreaOf) -> Callable[[Mapping[str, Any]], None]:
    """What a table of routes asks about the thing an address names: 404 where it is of another area."""

    def check(named: Mapping[str, Any]) -> None:
        if "id" in named:
            check_own_area(area_of, str(named["id"]))

    return check


def check_own_area(area_of: AreaOf, thing_id: str) -> None:
    """Raises NotFound where this thing is of another area than the caller's. Nothing is read for whoever has all."""
    who = caller()
    if who.areas and not sees(who, area_of(thing_id)):
        raise NotFound()

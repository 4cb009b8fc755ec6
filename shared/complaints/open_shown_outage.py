"""The lines of a node fell: an outage opens, or the one that goes on there grows, and swallows those beneath it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.access.audit import record_audit
from shared.complaints.begin_outage import Scope, place_and_branch, scope_at, scope_of
from shared.complaints.models import SYSTEM
from shared.complaints.outage_models import ROUTERS, Outage, OutageLines
from shared.complaints.outage_scope import node_scope
from shared.complaints.outage_words import place_of_areas
from shared.complaints.repository import merged_into, outage_lines, outages
from shared.core import clock
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.repository import areas

PAGE = 60
FEWEST = 2


@dataclass(frozen=True)
class Shown:
    """A node that broke as one router shows it; `lines` are the subscriptions that fell, each with its moment."""

    node_id: str
    odp: str
    """Its name, where it is a pole box; else empty."""
    boxes: Sequence[str]
    area_id: str | None
    area_ids: Sequence[str]
    router_id: str
    cause: str
    lines: Mapping[str, datetime]


def open_shown(shown: Shown, beneath: Iterable[str]) -> None:
    """An outage of this node, once; open ones `beneath` it (ids) become part of it.

    Nothing where people have one open of this place, nor where too few fell since they ended or dismissed the last.
    """
    swallowed = sorted(beneath)
    opened = attempt(lambda: _open(shown, swallowed))
    if opened:
        log("outage_opened", outage_id=opened.id, status=opened.status, node=shown.node_id, lines=len(shown.lines))
        enqueue_drain("announcements", opened.id)


def grow_shown(outage_id: str, router_id: str, lines: Iterable[str]) -> None:
    """More lines fell beneath it; a second time changes nothing."""
    wanted = sorted(lines)

    def decide() -> bool:
        stored = outages.get(outage_id)
        if stored is None or stored.value.status != "open":
            return False
        commit = Commit()
        fell = _add_lines(commit, outage_id, wanted)
        outage = stored.value
        more = sorted({*outage.router_ids, router_id})
        if fell or more != outage.router_ids:
            again = {"next_step_at": clock.now()} if fell else {}
            commit.update(outages, stored, outage.model_copy(update={"router_ids": more, **again}))
            commit.commit()
        return fell

    if attempt(decide):
        enqueue_drain("announcements", outage_id)


def _open(shown: Shown, beneath: list[str]) -> Outage | None:
    scope = scope_of(shown.area_id, shown.odp) if shown.odp else scope_at(node_scope(shown.node_id))
    going_on = outages.get(scope.going_on.id) if scope.going_on else None
    if going_on and going_on.value.status == "open" and going_on.value.opened_by != SYSTEM:
        return None
    if not going_on and _is_settled(shown, scope):
        return None
    now = clock.now()
    swallowed = {name: one for name, one in outages.get_many(beneath).items() if one.value.status == "open"}
    swallowed_before = [one for name in swallowed for one in merged_into(name)]
    if going_on:
        swallowed.pop(going_on.value.id, None)
    outage = _of(shown, scope, now) if going_on is None else _taken_over(going_on.value, shown, now)
    began = [outage.started_at, *(one.value.started_at for one in swallowed.values())]
    outage = outage.model_copy(update={"started_at": min(began)})
    commit = Commit()
    if going_on:
        commit.update(outages, going_on, outage)
    else:
        commit.create(outages, outage)
    _add_lines(commit, outage.id, sorted(shown.lines))
    for one in [*swallowed.values(), *swallowed_before]:
        commit.update(outages, one, _merged(one, outage.id, now))
    record_audit(
        commit,
        cause=f"{outage.id}.shown",
        what="outage_opened",
        by=ROUTERS,
        subject=f"outages/{outage.id}",
        after={"node": shown.node_id, "place": outage.place, "lines": len(shown.lines), "merged": sorted(swallowed)},
    )
    commit.commit()
    return outage


def _is_settled(shown: Shown, scope: Scope) -> bool:
    """People said that what fell before was none, or is over: it takes as much again to open the next."""
    since = scope.quiet_since
    return since is not None and sum(fell > since for fell in shown.lines.values()) < FEWEST


def _of(shown: Shown, scope: Scope, now: datetime) -> Outage:
    place, branch_id = place_and_branch(shown.area_id, shown.odp)
    if not shown.odp:
        found = areas.get_many(shown.area_ids)
        place = place_of_areas([found[area].value.name for area in shown.area_ids if area in found])
    return Outage(
        id=scope.next_id,
        scope_key=scope.key,
        area_id=shown.area_id,
        odp=shown.odp,
        node_id=shown.node_id,
        boxes=sorted(shown.boxes),
        router_ids=[shown.router_id],
        area_ids=sorted(shown.area_ids),
        place=place,
        status="open",
        cause=shown.cause,
        started_at=min(shown.lines.values()),
        opened_at=now,
        opened_by=ROUTERS,
        next_step_at=now,
        branch_id=branch_id,
    )


def _taken_over(before: Outage, shown: Shown, now: datetime) -> Outage:
    """What complaints suggested or opened is what the routers show: now it ends by itself."""
    opened = {} if before.status == "open" else {"status": "open", "opened_at": now, "announce": True}
    return before.model_copy(
        update={
            **opened,
            "opened_by": ROUTERS,
            "node_id": shown.node_id,
            "boxes": sorted(shown.boxes),
            "router_ids": [shown.router_id],
            "area_ids": sorted(shown.area_ids),
            "cause": before.cause or shown.cause,
            "started_at": min(before.started_at, *shown.lines.values()),
            "next_step_at": now,
        }
    )


def _merged(stored: Stored[Outage], into: str, now: datetime) -> Outage:
    if stored.value.merged_into:
        return stored.value.model_copy(update={"merged_into": into})
    over = {"status": "ended", "ended_at": now, "ended_by": ROUTERS, "next_step_at": None, "late": False}
    return stored.value.model_copy(update={**over, "merged_into": into})


def _add_lines(commit: Commit, outage_id: str, lines: list[str]) -> bool:
    """Those that are not among its lines yet; whether there were any."""
    pages = [stored.value for stored in outage_lines.find(("outage_id", "==", outage_id))]
    known = {line for page in pages for line in page.lines}
    fell = [line for line in lines if line not in known]
    number = max((page.number for page in pages), default=0)
    for start in range(0, len(fell), PAGE):
        number += 1
        name = f"{outage_id}.{number:04d}"
        some = OutageLines(id=name, outage_id=outage_id, number=number, lines=fell[start : start + PAGE])
        commit.create(outage_lines, some)
    return bool(fell)

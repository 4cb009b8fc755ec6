"""Lines of a router that went off line of late, as its own document keeps them: pure.

It is there so that a quiet report costs nothing more: from one report to the next it shows whether anything happened
that may be an outage, and only then is anybody asked to look.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from shared.core.model import Model
from shared.network.line_state import LastWord, LineState, standing

TOGETHER = timedelta(minutes=10)
"""Lines that fell within so long of each other may have fallen for one reason."""
HOLDS_AFTER = timedelta(seconds=20)
"""A fall, or a return, counts once a later report still says so."""
SETTLES_AFTER_S = 180
"""Seconds: a router that has begun anew waits for its modems to dial in."""
FORGOTTEN_AFTER = timedelta(days=7)


class Fallen(Model):
    """A customer's line that went off line and is not back, or not for long enough."""

    at: datetime
    off_at: datetime
    """Since then without a break; `at` is when it first fell, if it was back too shortly to count."""
    box: str = ""
    """The node of its pole box; empty: unknown."""
    in_company: bool = False
    """Others fell with it: of its box within minutes, or of the router in the same report."""
    word: LastWord = ""
    """What its modem said last: `gasp` is the house, not the cable."""
    back_at: datetime | None = None


FallenLines = Mapping[str, Fallen]
"""By subscription."""


def after_falls(
    known: FallenLines, before: Mapping[str, LineState], after: Mapping[str, LineState], isolir: str, now: datetime
) -> dict[str, Fallen]:
    """The fallen lines after a report, by what was known of some lines before it and after.

    Who is shut out, or comes and goes all the time, has not fallen.
    """
    fallen, fell = dict(known), []
    for target, line in after.items():
        name = line.subscription_id
        if not name:
            continue
        if not counts(line, isolir):
            fallen.pop(name, None)
        elif line.on:
            if name in fallen and fallen[name].back_at is None:
                fallen[name] = fallen[name].model_copy(update={"back_at": now})
        elif target in before and before[target].on and standing(line, now, now) != "flapping":
            fell.append(name)
            again = fallen.get(name)
            first, company = (again.at, again.in_company) if again else (now, False)
            fallen[name] = Fallen(at=first, off_at=now, box=line.box, in_company=company)
        if name in fallen and not line.on:
            fallen[name] = fallen[name].model_copy(update={"word": line.last_word})
    for name in fell if len(fell) > 1 else ():
        fallen[name] = fallen[name].model_copy(update={"in_company": True})
    return _in_company({name: one for name, one in fallen.items() if not _is_over(one, now)})


def counts(line: LineState, isolir: str) -> bool:
    """Whether its router would let it on: a line that is shut out has no outage."""
    return not line.disabled and not line.shut_out and line.profile != isolir


def down(fallen: FallenLines, heard_at: datetime | None, uptime_s: int) -> frozenset[str]:
    """Those that are surely off line, and not alone: what an outage begins with."""
    return frozenset(
        line
        for line in held(fallen, heard_at, uptime_s)
        if fallen[line].back_at is None and heard_at is not None and heard_at - fallen[line].off_at >= HOLDS_AFTER
    )


def held(fallen: FallenLines, heard_at: datetime | None, uptime_s: int) -> frozenset[str]:
    """As `down`, with those that have only just come back: what an outage goes on with."""
    if heard_at is None or uptime_s < SETTLES_AFTER_S:
        return frozenset()
    return frozenset(
        line
        for line, one in fallen.items()
        if one.in_company and one.word != "gasp" and heard_at - one.at >= HOLDS_AFTER
    )


def _is_over(one: Fallen, now: datetime) -> bool:
    if one.back_at is not None and now - one.back_at >= HOLDS_AFTER:
        return True
    return now - one.at >= (FORGOTTEN_AFTER if one.in_company else TOGETHER)


def _in_company(fallen: dict[str, Fallen]) -> dict[str, Fallen]:
    """Who fell soon before or after another of the same box, or of a box that others are missing from, is not alone."""
    by_box: dict[str, list[str]] = {}
    for line, one in sorted(fallen.items(), key=lambda item: (item[1].at, item[0])):
        if one.box:
            by_box.setdefault(one.box, []).append(line)
    for lines in by_box.values():
        were = any(fallen[line].in_company for line in lines)
        near = {
            line
            for before, after in pairwise(lines)
            if fallen[after].at - fallen[before].at <= TOGETHER
            for line in (before, after)
        }
        for line in lines if were else near:
            fallen[line] = fallen[line].model_copy(update={"in_company": True})
    return fallen

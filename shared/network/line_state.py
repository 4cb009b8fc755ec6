"""What a router says of a line, kept from report to report, and what it means: pure.

A line is a PPPoE user or a fixed address. Moments are ours: a router's clock may be wrong, how long ago is not.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from shared.core.model import Model
from shared.network.line_day import LineDay
from shared.network.line_usage import Counted, read_counters
from shared.network.read_report import Key, Report, seconds

Standing = Literal["on", "off", "unknown", "flapping"]
LastWord = Literal["", "los", "gasp"]
"""Of a modem, where whoever measures its light says so: los, no light (the cable); gasp, no power (the house)."""

SILENT_AFTER = timedelta(minutes=2)
"""A router that has not been heard for so long says nothing about who is on line."""
FLAPPING_DROPS = 4
FLAPPING_WITHIN = timedelta(minutes=30)
DARKEST_DBM, BRIGHTEST_DBM = -60.0, 20.0


class LineState(Model):
    """One line as its router last told."""

    on: bool = False
    since: datetime | None = None
    """On line, or off line, since then; None: never heard of it on line."""
    address: str = ""
    session: str = ""
    caller: str = ""
    profile: str | None = None
    """The secret's; None: the router has no such secret."""
    disabled: bool = False
    home: str = ""
    """The profile it had before it was shut out."""
    shut_out: bool = False
    """Its address is on the list of those that are shut out."""
    drops: list[datetime] = []
    """When it went off line of late, oldest first."""
    rx_dbm: float | None = None
    last_word: LastWord = ""
    """Instead of its light."""
    subscription_id: str | None = None
    """Whose line it is; empty: nobody's that we know; None: not looked for yet."""
    box: str = ""
    """The node of the pole box it hangs on, as its subscription says."""
    counted: Counted | None = None
    """Its session's counters as they were last told."""
    days: list[LineDay] = []
    """Days on which something happened and that are not written yet; only of customers' lines."""


def lines_told(report: Report, known: Iterable[str]) -> set[str]:
    """The lines a report says anything about; a full one says of all others that they are gone."""
    told = {whose for _, whose in (*report.entries, *report.gone)}
    return told | set(known) if report.is_full else told


def after_report(
    lines: Mapping[str, LineState], report: Report, isolir_profile: str, now: datetime
) -> dict[str, LineState | None]:
    """The lines that are not as they were, by user or address; None for one that is gone for good."""
    changed: dict[str, LineState | None] = {}
    for whose in sorted(lines_told(report, lines)):
        before = lines.get(whose)
        after = _told(whose, before or LineState(), report, isolir_profile, now)
        if after is not None and after != before:
            changed[whose] = after
        elif after is None and before is not None:
            changed[whose] = None
    return changed


def standing(line: LineState, heard_at: datetime | None, now: datetime) -> Standing:
    """What can be said of it: a silent router's lines are unknown, not down."""
    if is_silent(heard_at, now):
        return "unknown"
    if len([drop for drop in line.drops if now - drop <= FLAPPING_WITHIN]) >= FLAPPING_DROPS:
        return "flapping"
    return "on" if line.on else "off"


def is_silent(heard_at: datetime | None, now: datetime) -> bool:
    """Whether a router that was last heard then says nothing about its lines now."""
    return heard_at is None or now - heard_at > SILENT_AFTER


def _told(whose: str, line: LineState, report: Report, isolir_profile: str, now: datetime) -> LineState | None:
    def said(kind: str) -> tuple[str, ...] | None:
        """What it says of this kind; () for gone, None for nothing."""
        key: Key = (kind, whose)
        if key in report.entries:
            return report.entries[key]
        return () if report.is_full or key in report.gone else None

    drops = line.drops
    line = _counted(line, said("u"))
    line = _session(line, said("s"), now, is_full=report.is_full)
    line = _watched(line, said("w"), now)
    profile, listed, light = said("p"), said("a"), said("r")
    if report.is_full or (profile and profile[0] != line.profile):
        # The router began anew, or the line was given another profile: neither is a fault of the line.
        line = line.model_copy(update={"drops": drops})
    if profile:
        home = profile[0] if profile[0] != isolir_profile else line.home
        is_off = profile[1:2] == ("true",)
        line = line.model_copy(update={"profile": profile[0], "disabled": is_off, "home": home})
    elif profile is not None:
        line = line.model_copy(update={"profile": None, "disabled": False})
    if listed is not None:
        line = line.model_copy(update={"shut_out": ("a", whose) in report.entries})
    if light is not None:
        said_last = "" if not light or light[0] not in ("los", "gasp") else light[0]
        line = line.model_copy(update={"rx_dbm": _dbm(light[0]) if light else None, "last_word": said_last})
    is_there = line.on or line.profile is not None or line.shut_out or ("w", whose) in report.entries
    return line if is_there or line.subscription_id else None


def _session(line: LineState, told: tuple[str, ...] | None, now: datetime, *, is_full: bool) -> LineState:
    if told is None or (told == () and not line.session):
        return line
    if told == ():
        return _off(line, now)
    address, session, caller, uptime = (*told, "", "", "", "")[:4]
    session = session or "?"
    if line.on and line.session == session:
        return line.model_copy(update={"address": address, "caller": caller})
    dropped = _off(line, now) if line.on else line
    since = now - timedelta(seconds=seconds(uptime))
    seen: dict[str, object] = {"on": True, "since": since, "address": address, "session": session, "caller": caller}
    if line.subscription_id != "" and not is_full:
        seen["counted"] = Counted(session=session)
    return dropped.model_copy(update=seen)


def _counted(line: LineState, told: tuple[str, ...] | None) -> LineState:
    """The counters as they were told; nobody's line is not counted."""
    now = read_counters(told)
    return line.model_copy(update={"counted": now}) if now and line.subscription_id != "" else line


def _watched(line: LineState, told: tuple[str, ...] | None, now: datetime) -> LineState:
    """A fixed address has no session: netwatch says whether it answers."""
    if told == () and line.on and not line.session:
        return line.model_copy(update={"on": False, "since": None})
    if not told or (told[0] == "up") == line.on:
        return line
    return line.model_copy(update={"on": True, "since": now}) if told[0] == "up" else _off(line, now)


def _off(line: LineState, now: datetime) -> LineState:
    drops = [*line.drops, now][-2 * FLAPPING_DROPS :] if line.on else line.drops
    return line.model_copy(update={"on": False, "since": now, "session": "", "drops": drops})


def _dbm(text: str) -> float | None:
    try:
        light = float(text)
    except ValueError:
        return None
    return light if DARKEST_DBM <= light <= BRIGHTEST_DBM else None

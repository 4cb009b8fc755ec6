"""A line's kept days as a row without gaps: pure. A day that was not kept is as the one before it ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shared.network.line_day import DAY_S, LineDay, off_seconds
from shared.network.models import DayView, DayWord, UsageView

MOSTLY = 0.9
NOTED_OFF_S = 900
"""A quarter of an hour off line is worth a mark."""
NOTED_DROPS = 4


@dataclass(frozen=True)
class Span:
    """From a day up to today, of which so many seconds are over."""

    first: date
    today: date
    second: int

    def length(self, day: date) -> int:
        return self.second if day == self.today else DAY_S


def days_of(
    span: Span, kept: Mapping[date, LineDay], silent_s: Mapping[str, int], known_on: tuple[date, bool] | None
) -> list[DayView]:
    """One entry a day, oldest first; `known_on` is since when the line is as it is where nothing else is kept."""
    shown, is_on = [], None
    for number in range((span.today - span.first).days + 1):
        day = span.first + timedelta(days=number)
        found = kept.get(day)
        if found is None and is_on is None and known_on is not None and day >= known_on[0]:
            is_on = known_on[1]
        shown.append(_shown(day, found, is_on, span.length(day), silent_s.get(day.isoformat(), 0)))
        is_on = found.ended_on if found else is_on
    return shown


def usage_of(kept: Iterable[LineDay], today: date) -> list[UsageView]:
    """This month and the one before, in bytes."""
    this = today.isoformat()[:7]
    before = (today.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    days = [*kept]
    return [
        UsageView(
            month=month,
            up=sum(day.up for day in days if day.day.isoformat().startswith(month)),
            down=sum(day.down for day in days if day.day.isoformat().startswith(month)),
        )
        for month in (this, before)
    ]


def _shown(day: date, found: LineDay | None, is_on: bool | None, length: int, silent: int) -> DayView:
    unknown = min(silent, length)
    off = off_seconds(found, length) if found else 0 if is_on in (True, None) else length
    off = min(off, length - unknown)
    drops = found.drops if found else 0
    return DayView(
        day=day,
        state="none" if found is None and is_on is None else _word(off, unknown, drops, length),
        off_s=off,
        unknown_s=unknown,
        drops=drops,
        up=found.up if found else 0,
        down=found.down if found else 0,
        dbm=found.dbm if found else None,
        dbm_low=found.dbm_low if found else None,
    )


def _word(off: int, unknown: int, drops: int, length: int) -> DayWord:
    if unknown >= MOSTLY * length:
        return "unknown"
    if off >= MOSTLY * (length - unknown):
        return "off"
    return "partly" if off >= NOTED_OFF_S or drops >= NOTED_DROPS else "on"

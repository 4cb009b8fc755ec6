"""A line's day: when it went off and came back, what it carried, how much light it had: pure.

It is kept with the line while the day lasts and only where something happened. A day without one is as the day before
it ended, and carried nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from shared.core.firestore import Day
from shared.core.model import Model

DAY_S = 86_400
MOST_CHANGES = 48
"""Kept of a day; of a line that goes up and down all day long the last, and how often."""
KEPT_DAYS = 90


class LineDay(Model):
    """What happened to a line on a day of the provider's calendar."""

    day: Day
    began_on: bool
    """Whether it was on line as the day began."""
    changes: list[int] = []
    """Seconds of the day at which it went off, or came on, in turn."""
    drops: int = 0
    """How often it went off line by itself."""
    up: int = 0
    """Bytes from the customer."""
    down: int = 0
    """Bytes to the customer."""
    dbm: float | None = None
    """The last light of the day."""
    dbm_low: float | None = None
    """The darkest of the day."""

    @property
    def ended_on(self) -> bool:
        return self.began_on != bool(len(self.changes) % 2)


Days = Sequence[LineDay]
"""The unwritten days of a line, oldest first."""


def with_change(days: Days, is_on: bool, at: datetime, now: datetime, zone: tzinfo) -> list[LineDay]:
    """It went off line, or came on line, at that moment."""
    *earlier, today = _until(days, not is_on, now, zone)
    if today.ended_on == is_on:
        return [*earlier, today]
    moment = min(at, now).astimezone(zone)
    second = _second_of(moment) if moment.date() == today.day else 0
    after = [*today.changes, max(second, *today.changes[-1:], 0)]
    # Of too many the last two are one: the line is still as it is.
    changes = after if len(after) <= MOST_CHANGES else after[:-2]
    return [*earlier, today.model_copy(update={"changes": changes})]


def with_drop(days: Days, is_on: bool, now: datetime, zone: tzinfo) -> list[LineDay]:
    """It went off line by itself, for however short; `is_on` is how it is now."""
    *earlier, today = _until(days, is_on, now, zone)
    return [*earlier, today.model_copy(update={"drops": today.drops + 1})]


def with_usage(days: Days, is_on: bool, up: int, down: int, now: datetime, zone: tzinfo) -> list[LineDay]:
    """It carried so many bytes since it was last told."""
    *earlier, today = _until(days, is_on, now, zone)
    return [*earlier, today.model_copy(update={"up": today.up + up, "down": today.down + down})]


def with_light(days: Days, is_on: bool, dbm: float, now: datetime, zone: tzinfo) -> list[LineDay]:
    """So much light reaches its modem."""
    *earlier, today = _until(days, is_on, now, zone)
    low = dbm if today.dbm_low is None else min(dbm, today.dbm_low)
    return [*earlier, today.model_copy(update={"dbm": dbm, "dbm_low": low})]


def off_seconds(day: LineDay, until_s: int = DAY_S) -> int:
    """How long it was off line, up to that second of the day."""
    moments = [0, *(min(second, until_s) for second in day.changes), until_s]
    is_on, off = day.began_on, 0
    for begin, end in pairwise(moments):
        off += 0 if is_on else end - begin
        is_on = not is_on
    return off


def with_silence(known: dict[str, int], heard_at: datetime, now: datetime, zone: tzinfo) -> dict[str, int]:
    """How many seconds of each day a router was silent, with one more silence; of the last 90 days."""
    begin, end = heard_at.astimezone(zone), now.astimezone(zone)
    oldest = end.date() - timedelta(days=KEPT_DAYS)
    after = dict(known)
    while begin < end:
        midnight = datetime.combine(begin.date() + timedelta(days=1), time(), zone)
        stop = min(midnight, end)
        day = begin.date().isoformat()
        after[day] = min(DAY_S, after.get(day, 0) + round((stop - begin).total_seconds()))
        begin = stop
    return {day: seconds for day, seconds in after.items() if date.fromisoformat(day) > oldest}


def _until(days: Days, was_on: bool, now: datetime, zone: tzinfo) -> list[LineDay]:
    """With today as the last of them; what was before it began as the line then was."""
    today = now.astimezone(zone).date()
    if days and days[-1].day >= today:
        return list(days)
    return [*days, LineDay(day=today, began_on=days[-1].ended_on if days else was_on)]


def _second_of(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second

"""Seconds of business hours between two moments, and the moment so many of them are over: pure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.complaints.rules import ComplaintRules, OpeningHours

FARTHEST = timedelta(days=1_500)
"""Longer than any limit takes, over any holidays that can be set."""


def business_seconds(start: datetime, end: datetime, rules: ComplaintRules, zone: ZoneInfo) -> int:
    """Seconds of business hours from `start` to `end` (aware moments); 0 if `end` comes first."""
    total = timedelta()
    for opens, closes in _openings(start, end, rules, zone):
        total += max(timedelta(), min(end, closes) - max(start, opens))
    return int(total.total_seconds())


def after_business_seconds(start: datetime, seconds: int, rules: ComplaintRules, zone: ZoneInfo) -> datetime:
    """The first moment at which so many seconds of business hours have passed since `start`, in UTC."""
    left = timedelta(seconds=seconds)
    if left <= timedelta():
        return start.astimezone(UTC)
    for opens, closes in _openings(start, start + FARTHEST, rules, zone):
        begins = max(start, opens)
        served = max(timedelta(), closes - begins)
        if served >= left:
            return (begins + left).astimezone(UTC)
        left -= served
    return (start + FARTHEST).astimezone(UTC)


def _openings(
    start: datetime, end: datetime, rules: ComplaintRules, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """When it is open on each day from that of `start` to that of `end`."""
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    while day <= last:
        opening = _hours_of(day, rules)
        if opening:
            yield (
                datetime.combine(day, opening.opens, zone).astimezone(UTC),
                datetime.combine(day, opening.closes, zone).astimezone(UTC),
            )
        day += timedelta(days=1)


def _hours_of(day: date, rules: ComplaintRules) -> OpeningHours | None:
    return None if rules.is_holiday(day) else rules.hours[day.weekday()]

"""The clock of a complaint: how much of the time allowed is used, and when somebody must be told: pure.

It runs in business hours (an urgent one round the clock), stands still while the customer is asked something, while
the complaint is part of an outage, and once it is resolved; a complaint that is opened again goes on where it stood.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.complaints.business_hours import after_business_seconds, business_seconds
from shared.complaints.models import Priority, SlaClock, SlaMark
from shared.complaints.rules import ComplaintRules
from shared.core.money import round_half_up

HOUR_S = 3600
NEAR_PERCENT = 70


class Calendar(NamedTuple):
    """By what the clock runs."""

    rules: ComplaintRules
    zone: ZoneInfo


def new_clock(priority: Priority, now: datetime, calendar: Calendar) -> SlaClock:
    """A clock that starts now."""
    return SlaClock(
        allowed_s=getattr(calendar.rules.sla, priority) * HOUR_S,
        running_since=now,
        round_the_clock=priority == "urgent",
    )


def stopped(clock: SlaClock, now: datetime, calendar: Calendar) -> SlaClock:
    """It stands still from now on."""
    return clock.model_copy(update={"spent_s": spent_s(clock, now, calendar), "running_since": None})


def started(clock: SlaClock, now: datetime) -> SlaClock:
    """It goes on from where it stood; one that runs stays as it is."""
    return clock if clock.running_since else clock.model_copy(update={"running_since": now})


def with_priority(clock: SlaClock, priority: Priority, now: datetime, calendar: Calendar) -> SlaClock:
    """What is spent stays spent; from now on it counts as this priority counts."""
    fresh = new_clock(priority, now, calendar)
    return fresh.model_copy(
        update={
            "spent_s": spent_s(clock, now, calendar),
            "running_since": now if clock.running_since else None,
        }
    )


def spent_s(clock: SlaClock, now: datetime, calendar: Calendar) -> int:
    """Seconds that count, up to now."""
    if clock.running_since is None:
        return clock.spent_s
    if clock.round_the_clock:
        return clock.spent_s + max(0, int((now - clock.running_since).total_seconds()))
    return clock.spent_s + business_seconds(clock.running_since, now, *calendar)


def due_at(clock: SlaClock, calendar: Calendar) -> datetime | None:
    """When the time allowed is over; None while the clock stands still."""
    return _reached_at(clock, clock.allowed_s, calendar)


def near_at(clock: SlaClock, calendar: Calendar) -> datetime | None:
    """When 70 % of it is used; None while the clock stands still."""
    return _reached_at(clock, round_half_up(clock.allowed_s * NEAR_PERCENT, 100), calendar)


def mark_of(clock: SlaClock, now: datetime, calendar: Calendar) -> SlaMark:
    """How far it is: nothing yet, near its limit, or over."""
    spent = spent_s(clock, now, calendar)
    if spent >= clock.allowed_s:
        return "over"
    return "near" if spent >= round_half_up(clock.allowed_s * NEAR_PERCENT, 100) else ""


def next_mark_at(clock: SlaClock, mark: SlaMark, calendar: Calendar) -> datetime | None:
    """When staff must be told next, of whom `mark` is what they were told; None: never."""
    if mark == "over":
        return None
    return due_at(clock, calendar) if mark == "near" else near_at(clock, calendar)


def _reached_at(clock: SlaClock, seconds: int, calendar: Calendar) -> datetime | None:
    if clock.running_since is None:
        return None
    left = seconds - clock.spent_s
    if clock.round_the_clock:
        return clock.running_since + timedelta(seconds=max(0, left))
    return after_business_seconds(clock.running_since, left, *calendar)

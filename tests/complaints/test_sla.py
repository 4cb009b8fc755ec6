"""The clock of a complaint: business hours, nights, Sundays, holidays, waiting, priorities, and when staff are told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.complaints import sla
from shared.complaints.business_hours import after_business_seconds, business_seconds
from shared.complaints.models import Priority, SlaClock
from shared.complaints.move_complaint import moved, with_priority
from shared.complaints.rules import ComplaintRules, OpeningHours
from tests.complaints.stand import CALENDAR, JAKARTA, RULES, ticket

HOUR = 3600


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """On the clocks of Jakarta, 2026; 23 November is a Monday, 29 a Sunday."""
    return datetime(2026, month, day, hour, minute, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(23, 10), at(23, 12), 2),
        (at(23, 6), at(23, 9), 1),
        (at(23, 16), at(23, 22), 1),
        (at(23, 16), at(24, 9), 2),
        (at(28, 16), at(30, 9), 2),
        (at(29, 8), at(29, 17), 0),
        (at(23, 0), at(30, 0), 54),
        (at(24, 16, month=12), at(26, 9, month=12), 2),
        (at(23, 18), at(23, 20), 0),
        (at(23, 12), at(23, 10), 0),
    ],
)
def test_hours_that_count(start: datetime, end: datetime, hours: int) -> None:
    assert business_seconds(start, end, RULES, JAKARTA) == hours * HOUR


@pytest.mark.parametrize(
    ("priority", "reported", "due"),
    [
        ("urgent", at(23, 23), at(24, 3)),
        ("urgent", at(29, 12), at(29, 16)),
        ("high", at(23, 8), at(23, 16)),
        ("high", at(23, 13), at(24, 12)),
        ("high", at(28, 15), at(30, 14)),
        ("high", at(28, 20), at(30, 16)),
        ("high", at(24, 13, month=12), at(26, 12, month=12)),
        ("normal", at(23, 8), at(24, 15)),
        ("low", at(23, 8), at(27, 12)),
    ],
)
def test_when_the_time_is_up(priority: Priority, reported: datetime, due: datetime) -> None:
    assert sla.due_at(sla.new_clock(priority, reported, CALENDAR), CALENDAR) == due


moments = st.integers(0, 2 * 365 * 24 * HOUR).map(
    lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)
spans = st.integers(0, 60 * HOUR)
hours = st.lists(
    st.none()
    | st.tuples(st.integers(0, 11), st.integers(12, 23)).map(
        lambda pair: OpeningHours(opens=time(pair[0]), closes=time(pair[1], 30))
    ),
    min_size=7,
    max_size=7,
).filter(any)
rules_of = st.builds(
    ComplaintRules, hours=hours, holidays=st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20)
)


@given(moments, spans, rules_of)
def test_as_many_seconds_lie_before_the_moment_they_end(start: datetime, seconds: int, rules: ComplaintRules) -> None:
    end = after_business_seconds(start, seconds, rules, JAKARTA)
    assert end >= start
    assert business_seconds(start, end, rules, JAKARTA) == seconds


@given(
    moments, st.timedeltas(timedelta(0), timedelta(days=20)), st.timedeltas(timedelta(0), timedelta(days=20)), rules_of
)
def test_two_stretches_are_as_long_as_both_together(
    start: datetime, first: timedelta, second: timedelta, rules: ComplaintRules
) -> None:
    middle, end = start + first, start + first + second
    apart = business_seconds(start, middle, rules, JAKARTA) + business_seconds(middle, end, rules, JAKARTA)
    assert abs(apart - business_seconds(start, end, rules, JAKARTA)) <= 1


@given(moments, spans, st.timedeltas(timedelta(0), timedelta(days=30)), st.sampled_from(["urgent", "high", "low"]))
def test_standing_still_costs_nothing(start: datetime, worked: int, waited: timedelta, priority: Priority) -> None:
    running = sla.new_clock(priority, start, CALENDAR)
    stops_at = start + timedelta(seconds=worked)
    stopped = sla.stopped(running, stops_at, CALENDAR)
    goes_on_at = stops_at + waited
    assert sla.spent_s(stopped, goes_on_at, CALENDAR) == sla.spent_s(running, stops_at, CALENDAR)
    again = sla.started(stopped, goes_on_at)
    assert sla.spent_s(again, goes_on_at, CALENDAR) == stopped.spent_s
    due = sla.due_at(again, CALENDAR)
    assert due is not None
    assert due >= goes_on_at
    left = max(0, again.allowed_s - stopped.spent_s)
    if not again.round_the_clock:
        assert business_seconds(goes_on_at, due, RULES, JAKARTA) == left
    assert sla.due_at(stopped, CALENDAR) is None


@given(moments, spans)
def test_staff_are_told_first_at_seventy_percent_then_at_the_limit(start: datetime, spent: int) -> None:
    clock = SlaClock(allowed_s=8 * HOUR, spent_s=spent, running_since=start)
    near, due = sla.near_at(clock, CALENDAR), sla.due_at(clock, CALENDAR)
    assert near is not None
    assert due is not None
    assert near <= due
    assert sla.mark_of(clock, near, CALENDAR) in ("near", "over")
    assert sla.mark_of(clock, due, CALENDAR) == "over"
    assert sla.next_mark_at(clock, "", CALENDAR) == near
    assert sla.next_mark_at(clock, "near", CALENDAR) == due
    assert sla.next_mark_at(clock, "over", CALENDAR) is None


def test_opened_again_it_goes_on_where_it_stood() -> None:
    begun = ticket(created_at=at(23, 8), sla=sla.new_clock("high", at(23, 8), CALENDAR), dispatched=True)
    done = moved(begun, "resolve", "technician", at(23, 14), CALENDAR)
    again = moved(done, "reopen", "customer", at(25, 9), CALENDAR)
    assert again.sla.spent_s == 6 * HOUR
    assert again.due_at == at(25, 11)
    assert again.reopened == 1


def test_a_raised_priority_counts_what_was_spent() -> None:
    begun = ticket(sla=sla.new_clock("high", at(23, 10), CALENDAR), sla_mark="near", dispatched=True)
    urgent = with_priority(begun, "urgent", at(23, 12), CALENDAR)
    assert (urgent.due_at, urgent.sla_mark) == (at(23, 14), "")
    low = with_priority(begun, "low", at(23, 12), CALENDAR)
    assert low.sla.spent_s == 2 * HOUR
    assert low.sla_mark == ""
    assert low.next_step_at == at(26, 11)


def test_no_hours_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="jam kerja"):
        ComplaintRules(hours=[None] * 7)

"""The pure rules of sending: quiet hours, spacing, the quota, prices, the forecast."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.forecast_messages import forecast_messages
from shared.messaging.models import MessagingRules, Rates
from shared.messaging.prices import price_of
from shared.messaging.quiet_hours import first_allowed
from shared.messaging.share_quota import Quota
from shared.messaging.spacing import BURST, EVERY, next_slot
from tests.messaging.test_message_states import message

WIB = ZoneInfo("Asia/Jakarta")
MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=WIB)


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (at(5), at(7)),
        (at(6, 59), at(7)),
        (at(7), at(7)),
        (at(19, 59), at(19, 59)),
        (at(20), at(7, day=2)),
        (at(23, 59), at(7, day=2)),
    ],
)
def test_quiet_hours_that_pass_midnight_end_in_the_morning(moment: datetime, goes: datetime) -> None:
    assert first_allowed(moment, time(20), time(7), WIB) == goes


def test_quiet_hours_within_a_day_end_that_day() -> None:
    assert first_allowed(at(12, 30), time(12), time(13), WIB) == at(13)
    assert first_allowed(at(13), time(12), time(13), WIB) == at(13)


@given(st.integers(0, 365 * 1440), st.times(), st.times())
def test_an_allowed_hour_is_never_before_and_never_quiet(minutes: int, begins: time, ends: time) -> None:
    asked = MORNING.astimezone(UTC) + timedelta(minutes=minutes)
    goes = first_allowed(asked, begins, ends, WIB)
    assert asked <= goes <= asked + timedelta(days=1)
    assert first_allowed(goes, begins, ends, WIB) == goes


def send_all(count: int, *, window_open: bool) -> list[float]:
    """Seconds after the first at which so many messages to one person go, each as early as it may."""
    paced_until, moments = None, []
    for _ in range(count):
        goes, paced_until = next_slot(paced_until, MORNING, window_open=window_open)
        moments.append((goes - MORNING).total_seconds())
    return moments


def test_inside_the_window_five_go_at_once_and_then_one_in_six_seconds() -> None:
    assert send_all(8, window_open=True) == [0, 0, 0, 0, 0, 6, 12, 18]


def test_outside_the_window_one_goes_in_six_seconds() -> None:
    assert send_all(3, window_open=False) == [0, 6, 12]


@given(st.lists(st.floats(0, 60), min_size=1, max_size=40), st.booleans())
def test_no_minute_holds_more_than_its_burst_and_its_pace(gaps: list[float], window_open: bool) -> None:
    paced_until, now, sent = None, MORNING, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        goes, paced_until = next_slot(paced_until, now, window_open=window_open)
        sent.append(goes)
    most = (BURST if window_open else 1) + 60 / EVERY.total_seconds()
    assert all(sum(begin <= moment < begin + timedelta(minutes=1) for moment in sent) <= most for begin in sent)


def quota(limit: int, used: int = 0) -> Quota:
    return Quota(limit, used, free_again_at=MORNING + timedelta(hours=20))


def bulk(number: int) -> object:
    return message("queued").model_copy(update={"to": f"+62812{number:08}"})


def test_bulk_leaves_five_percent_of_the_quota_to_answers() -> None:
    left = quota(100)
    admitted = [left.admits(bulk(number), is_open=False) for number in range(100)]  # type: ignore[arg-type]
    assert (admitted.count(True), admitted[:95]) == (95, [True] * 95)
    answer = message("queued").model_copy(update={"to": "+628999", "lane": "now"})
    assert left.admits(answer, is_open=False)


def test_who_is_open_or_was_admitted_uses_no_more_of_the_quota() -> None:
    left = quota(100, used=94)
    assert left.admits(bulk(1), is_open=False)  # type: ignore[arg-type]
    assert left.admits(bulk(1), is_open=False)  # type: ignore[arg-type]
    assert left.admits(bulk(2), is_open=True)  # type: ignore[arg-type]
    assert not left.admits(bulk(3), is_open=False)  # type: ignore[arg-type]


def test_what_does_not_fit_goes_on_later_days_in_order_a_share_each_day() -> None:
    left = quota(100, used=100)
    turns = [left.next_turn() for _ in range(200)]
    assert turns == sorted(turns)
    assert turns[0] == left.free_again_at
    assert [turns.count(left.free_again_at + timedelta(days=day)) for day in range(3)] == [95, 95, 10]


RATES = [Rates(from_on=date(2024, 1, 1), utility=330), Rates(from_on=date(2026, 10, 1), utility=400, service=50)]


@pytest.mark.parametrize(
    ("category", "on", "rupiah"),
    [
        ("utility", date(2026, 9, 30), 330),
        ("utility", date(2026, 10, 1), 400),
        ("service", date(2026, 12, 1), 50),
        ("marketing_lite", date(2026, 12, 1), 678),
        ("utility", date(2023, 1, 1), 0),
    ],
)
def test_a_message_costs_what_is_in_force_on_its_day(category: str, on: date, rupiah: int) -> None:
    assert price_of(category, on, RATES) == rupiah


def test_a_forecast_names_the_days_the_seconds_and_the_rupiah() -> None:
    rules = MessagingRules(daily_recipients=250, rates=[Rates(utility=330)])
    told = forecast_messages(
        600,
        used=100,
        rules=rules,
        now=at(9),
        zone=WIB,
        allowed=lambda moment: first_allowed(moment, time(20), time(7), WIB),
    )
    assert [(day.on.day, day.count) for day in told.per_day] == [(1, 137), (2, 237), (3, 226)]
    assert (told.cost, told.seconds, told.starts_at) == (600 * 330, 8, at(9))


@given(st.integers(0, 30_000), st.integers(0, 3_000), st.integers(1, 20_000))
def test_a_forecast_adds_up_and_keeps_to_the_quota(count: int, used: int, limit: int) -> None:
    rules = MessagingRules(daily_recipients=limit)
    if count / limit > 400:
        count = limit * 400
    told = forecast_messages(count, used=used, rules=rules, now=at(9), zone=WIB, allowed=lambda moment: moment)
    assert sum(day.count for day in told.per_day) == count
    assert all(day.count <= max(1, limit * 95 // 100) for day in told.per_day)

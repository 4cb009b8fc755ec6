"""A line's day: what went off and came back when, what it carried, and how long its router was silent."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from shared.network.light_level import light_level
from shared.network.line_day import (
    DAY_S,
    MOST_CHANGES,
    LineDay,
    off_seconds,
    with_change,
    with_drop,
    with_light,
    with_silence,
    with_usage,
)
from shared.network.line_usage import Counted, read_counters, used_since

WIB = ZoneInfo("Asia/Jakarta")
MIDNIGHT = datetime(2026, 11, 22, 17, tzinfo=UTC)
"""Of 23 November where the company is."""
TODAY = date(2026, 11, 23)


def at(hours: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hours)


def test_a_morning_without_internet_is_counted_to_the_second() -> None:
    off = with_change([], False, at(6), at(6), WIB)
    (day,) = with_change(off, True, at(8.5), at(8.6), WIB)
    assert (day.day, day.began_on, day.changes, day.ended_on) == (TODAY, True, [21_600, 30_600], True)
    assert off_seconds(day) == 9_000
    assert off_seconds(day, until_s=25_200) == 3_600
    assert off_seconds(off[0]) == 64_800


def test_what_began_yesterday_goes_on_at_midnight() -> None:
    off = with_change([], False, at(-2), at(-2), WIB)
    yesterday, today = with_change(off, True, at(1), at(1), WIB)
    assert (yesterday.ended_on, today.began_on, off_seconds(today)) == (False, False, 3_600)
    (noticed,) = with_change([], True, at(-5), at(0.01), WIB)
    assert (noticed.day, noticed.changes) == (TODAY, [0])


def test_moments_never_run_backwards_and_the_same_again_is_nothing() -> None:
    off = with_change([], False, at(6), at(6), WIB)
    assert with_change(off, False, at(7), at(7), WIB) == off
    (day,) = with_change(off, True, at(3), at(7), WIB)
    assert day.changes == [21_600, 21_600]


@given(st.integers(0, 300))
def test_a_line_that_flaps_all_day_stays_small_and_ends_as_it_is(times: int) -> None:
    days: list[LineDay] = []
    for number in range(times):
        days = with_change(days, number % 2 == 1, at(number / 20), at(number / 20), WIB)
    if days:
        assert len(days[0].changes) <= MOST_CHANGES
        assert days[0].ended_on == (times % 2 == 0)
        assert 0 <= off_seconds(days[0]) <= DAY_S


def test_drops_bytes_and_light_add_up() -> None:
    days = with_drop(with_drop([], True, at(1), WIB), True, at(2), WIB)
    days = with_usage(with_usage(days, True, 10, 200, at(3), WIB), True, 5, 50, at(4), WIB)
    for dbm in (-21.0, -28.5, -23.0):
        days = with_light(days, True, dbm, at(5), WIB)
    (day,) = days
    assert (day.drops, day.up, day.down, day.dbm, day.dbm_low) == (2, 15, 250, -23.0, -28.5)


def test_a_night_of_silence_is_parted_at_midnight_and_forgotten_after_90_days() -> None:
    told = with_silence({"2026-08-20": 9, "2026-11-22": 60}, at(-1), at(2), WIB)
    assert told == {"2026-11-22": 3_660, "2026-11-23": 7_200}
    long = with_silence({}, at(-24 * 200), at(0), WIB)
    assert (len(long), set(long.values())) == (89, {DAY_S})  # and today, of which nothing is over


def test_counters_count_on_begin_anew_and_never_twice() -> None:
    first = Counted(session="a", up=100, down=1_000)
    assert used_since(None, first) == (0, 0)
    assert used_since(first, first) == (0, 0)
    assert used_since(first, Counted(session="a", up=150, down=1_600)) == (50, 600)
    assert used_since(first, Counted(session="a", up=20, down=30)) == (20, 30)
    assert used_since(first, Counted(session="b", up=20, down=3_000)) == (20, 3_000)
    assert read_counters(("a", "1", "2", "")) == Counted(session="a", up=1, down=2)
    for nothing in (None, (), ("a",), ("a", "1"), ("a", "x", "2"), ("", "1", "2"), ("a", "1" * 30, "2")):
        assert read_counters(nothing) is None


def test_light_is_weak_from_25_and_bad_from_27() -> None:
    told = {-18.0: "good", -24.9: "good", -25.0: "weak", -26.9: "weak", -27.0: "bad", -33.0: "bad"}
    assert {dbm: light_level(dbm) for dbm in told} == told
    assert light_level(None) is None

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from shared.core.dates import (
    add_months,
    clock_time,
    days_between,
    long_date,
    month_name,
    next_billing_on,
    period_text,
    short_date,
    weekday_date,
)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
billing_days = st.integers(1, 28)


@given(days)
def test_dates_are_written_as_the_unicode_tables_say(day: date) -> None:
    assert long_date(day) == format_date(day, "d MMMM y", locale="id")
    assert weekday_date(day) == format_date(day, "EEEE, d MMMM y", locale="id")
    assert short_date(day) == format_date(day, "d MMM", locale="id")
    assert month_name(f"{day:%Y-%m}") == format_date(day, "MMMM y", locale="id")


@pytest.mark.parametrize("month", ["2026-13", "2026", "November", "2026-11-01", ""])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(ValueError, match=r"month|Invalid"):
        month_name(month)


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "09.41 WIB"),
        ("Asia/Pontianak", "09.41 WIB"),
        ("Asia/Makassar", "10.41 WITA"),
        ("Asia/Jayapura", "11.41 WIT"),
    ],
)
def test_clocks_are_named_by_their_zone(zone: str, text: str) -> None:
    assert clock_time(datetime(2026, 11, 20, 2, 41, tzinfo=UTC), ZoneInfo(zone)) == text


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock_time(datetime(2026, 11, 20, 2, 41), UTC)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2026-11-20", "2026-12-19", "20 November – 19 Desember 2026"),
        ("2026-11-01", "2026-11-30", "1–30 November 2026"),
        ("2026-12-20", "2027-01-19", "20 Desember 2026 – 19 Januari 2027"),
        ("2026-11-14", "2026-11-14", "14 November 2026"),
    ],
)
def test_a_period_says_no_month_and_no_year_twice(start: str, end: str, text: str) -> None:
    assert period_text(date.fromisoformat(start), date.fromisoformat(end)) == text


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        period_text(date(2026, 11, 20), date(2026, 11, 19))


@pytest.mark.parametrize(
    ("billing_day", "after", "expected"),
    [
        (20, "2026-11-20", "2026-11-20"),
        (20, "2026-11-21", "2026-12-20"),
        (20, "2026-11-01", "2026-11-20"),
        (1, "2026-12-31", "2027-01-01"),
        (28, "2027-02-28", "2027-02-28"),
        (28, "2028-02-29", "2028-03-28"),
    ],
)
def test_the_next_billing_day(billing_day: int, after: str, expected: str) -> None:
    assert next_billing_on(billing_day, date.fromisoformat(after)) == date.fromisoformat(expected)


@given(billing_days, days)
def test_the_next_billing_day_is_the_first_one(billing_day: int, after: date) -> None:
    candidates = (after + timedelta(days=n) for n in range(62))
    assert next_billing_on(billing_day, after) == next(d for d in candidates if d.day == billing_day)


@pytest.mark.parametrize(
    ("start", "months", "day", "expected"),
    [
        ("2026-11-20", 1, 20, "2026-12-20"),
        ("2026-12-20", 1, 20, "2027-01-20"),
        ("2026-01-05", -1, 5, "2025-12-05"),
        ("2026-11-20", 14, 1, "2028-01-01"),
        ("2027-01-28", 1, 28, "2027-02-28"),
    ],
)
def test_months_are_added(start: str, months: int, day: int, expected: str) -> None:
    assert add_months(date.fromisoformat(start), months, day) == date.fromisoformat(expected)


@given(days, billing_days, st.integers(1, 60))
def test_month_after_month_never_drifts(start: date, day: int, months: int) -> None:
    first = step = add_months(start, 0, day)
    for _ in range(months):
        following = add_months(step, 1, day)
        assert following.day == day
        assert 28 <= days_between(step, following) <= 31
        assert next_billing_on(day, step + timedelta(days=1)) == following
        step = following
    assert step == add_months(first, months, day)
    assert add_months(step, -months, day) == first


@pytest.mark.parametrize("day", [-1, 0, 29, 31])
def test_a_day_that_some_month_lacks_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="choose 1 to 28"):
        add_months(date(2026, 11, 20), 1, day)
    with pytest.raises(ValueError, match="choose 1 to 28"):
        next_billing_on(day, date(2026, 11, 20))


def test_days_between_count_the_first_and_not_the_last() -> None:
    assert days_between(date(2026, 11, 20), date(2026, 12, 20)) == 30
    assert days_between(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert days_between(date(2026, 11, 20), date(2026, 11, 19)) == -1

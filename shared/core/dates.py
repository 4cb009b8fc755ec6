"""Calendar days: how Indonesians write them, and the month arithmetic that never drifts."""

from datetime import date, datetime, tzinfo

_MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
_DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
_LAST_DAY_OF_EVERY_MONTH = 28


def long_date(day: date) -> str:
    """`20 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """`Jumat, 20 November 2026`, for a day on which somebody has to do something."""
    return f"{_DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date) -> str:
    """`20 Nov`, for tables."""
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]}"


def month_name(month: str) -> str:
    """`2026-11` -> `November 2026`. Raises ValueError if `month` is not YYYY-MM."""
    first = date.fromisoformat(f"{month}-01")
    return f"{_MONTHS[first.month - 1]} {first.year}"


def clock_time(moment: datetime, zone: tzinfo) -> str:
    """`09.41 WIB`: an aware moment on the clocks of `zone`, which is WIB, WITA or WIT in Indonesia.

    Raises ValueError if `moment` is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is on no clock")
    return f"{moment.astimezone(zone):%H.%M %Z}"


def moment_text(moment: datetime, zone: tzinfo) -> str:
    """`18 November 2026 pukul 19.02 WIB`. Raises ValueError if `moment` is naive."""
    return f"{long_date(moment.astimezone(zone).date())} pukul {clock_time(moment, zone)}"


def period_text(start: date, end: date) -> str:
    """Both days included: `1–30 November 2026`, `20 November – 19 Desember 2026`; no month or year twice.

    Raises ValueError if `end` is before `start`.
    """
    if end < start:
        raise ValueError(f"a period can't end on {end}, before it starts on {start}")
    if start == end:
        return long_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{long_date(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {long_date(end)}"
    return f"{long_date(start)} – {long_date(end)}"


def next_billing_on(billing_day: int, after: date) -> date:
    """The first `billing_day` on or after the day `after`. Raises ValueError outside 1 to 28."""
    return add_months(after, 0 if after.day <= billing_day else 1, billing_day)


def add_months(start: date, months: int, day: int) -> date:
    """The given `day` (1 to 28) of the month that lies `months` after (below zero: before) that of `start`.

    The day is asked for, not taken from `start`: steps can't drift. Raises ValueError outside 1 to 28.
    """
    if not 1 <= day <= _LAST_DAY_OF_EVERY_MONTH:
        raise ValueError(f"not every month has a day {day}: choose 1 to {_LAST_DAY_OF_EVERY_MONTH}")
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, day)


def days_between(start: date, end: date) -> int:
    """How many days from `start`, included, to `end`, not included; below zero if `end` comes first."""
    return (end - start).days

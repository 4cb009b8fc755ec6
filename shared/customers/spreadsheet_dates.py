"""Days as owners type them: `28/02/2022`, `25 Feb 23`, ISO, Excel's count; `tgl 15` in a month."""

import math
import re
from datetime import date, timedelta
from functools import lru_cache

from shared.customers.spreadsheet_cells import LONGEST, Cell, written

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
LAST_BILLING_DAY = 28
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 73_000)  # 1954 to 2099: a number in a date column that is no year and no day
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agust agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tue|wed|thu|fri|sat|sun)[a-z]*[, ]\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:tanggal|tgl|tg|date)\b[.:]?\s*", re.IGNORECASE)
_TIME = re.compile(
    r"[T ,]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:Z|[+-][0-9]{2}:?[0-9]{2}|[ap]m|wi[bt]|wita)?$",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"([0-9]{1,4})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,4})")
_COMPACT = re.compile(r"(19[0-9]{2}|20[0-9]{2})([0-9]{2})([0-9]{2})")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([A-Za-z]{3,10})[\s\-/.,']*([0-9]{4}|[0-9]{2})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,10})[\s\-/.]*([0-9]{1,2})(?:st|nd|rd|th)?[\s\-/.,]+([0-9]{4})")
_EVERY_MONTH = r"(?:(?:se)?tiap|per|/|of\s+(?:the|each|every))\s*(?:bulan(?:nya)?|bln|month)"
_DAY = re.compile(
    rf"(?:{_EVERY_MONTH}\s+|(?:se)?tiap\s+)?(?:(?:tanggal|tgl|tg|day|date)[.:]?\s*)?"
    rf"([0-9]{{1,2}})(?:st|nd|rd|th)?\s*(?:{_EVERY_MONTH})?\.?"
)
_DAY_AND_MONTH = re.compile(r"(?:(?:tanggal|tgl)[.:]?\s*)?([0-9]{1,2})(?:/([0-9]{1,2})|[\s/-]*([A-Za-z]{3,10})\.?)")
_MONTH_END = {"akhir bulan", "akhir bln", "tiap akhir bulan", "end of month", "eom"}
_MONTH_START = {"awal bulan", "awal bln", "tiap awal bulan"}


def read_date(cell: Cell, *, month_first: bool = False) -> date | None:
    """The day a cell says; None if it is empty, impossible, or outside 1990 to 2099.

    `month_first` is how the column writes 02/28/2022. Two-digit years are 20xx. Never raises.
    """
    if isinstance(cell, date):
        return _in_range(date(cell.year, cell.month, cell.day))
    if isinstance(cell, int | float):
        return _from_serial(cell)
    text = written(cell)
    return _read_text(text, month_first) if len(text) <= LONGEST else None


def read_billing_day(cell: Cell, *, month_first: bool = False) -> int | None:
    """The day, 1 to 31, of `15`, `tgl 15` or a whole date; None if there is none or a choice of two."""
    if isinstance(cell, date):
        return cell.day
    if isinstance(cell, int | float):
        if math.isfinite(cell) and 1 <= cell <= 31 and cell == int(cell):
            return int(cell)
        day = _from_serial(cell)
        return day.day if day else None
    text = written(cell).casefold()
    if len(text) > LONGEST:
        return None
    if text in _MONTH_END:
        return 31
    if text in _MONTH_START:
        return 1
    if match := _DAY.fullmatch(text):
        return _day_of_month(match[1])
    if match := _DAY_AND_MONTH.fullmatch(text):
        return _day_of_month(match[1]) if 1 <= int(match[2] or _month(match[3])) <= 12 else None
    day = _read_text(text, month_first)
    return day.day if day else None


def _day_of_month(digits: str) -> int | None:
    return int(digits) if 1 <= int(digits) <= 31 else None


def is_month_first(cells: list[Cell]) -> bool:
    """Whether a column can only be month/day/year: some dates need it, and none needs the day first."""
    needs_month_first = False
    for cell in cells:
        match = _NUMERIC.fullmatch(_bare(written(cell)[:LONGEST])) if isinstance(cell, str) else None
        if match and len(match[1]) <= 2:
            if int(match[1]) > 12:
                return False
            needs_month_first = needs_month_first or int(match[2]) > 12
    return needs_month_first


@lru_cache(maxsize=4096)
def _read_text(text: str, month_first: bool) -> date | None:
    text = _bare(text)
    if match := _NUMERIC.fullmatch(text):
        first, second, third = match.groups()
        if len(first) > 2:
            return _day(first, second, third) if len(first) == 4 and len(third) <= 2 else None
        day, month = (second, first) if month_first else (first, second)
        return _day(third, month, day) if len(third) in (2, 4) else None
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NAMED.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _NAMED_FIRST.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    return _from_serial(int(text)) if re.fullmatch("[0-9]{5}", text) else None


def _bare(text: str) -> str:
    """Without the day of the week before it and the time of day behind it."""
    return _TIME.sub("", _PREFIX.sub("", _WEEKDAY.sub("", text.strip()))).strip(" .,")


def _month(name: str) -> int:
    return _MONTHS.get(name.casefold(), 0)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    number = int(year) + 2000 if int(year) < 100 else int(year)
    try:
        return _in_range(date(number, int(month), int(day)))
    except ValueError:
        return None


def _from_serial(number: float) -> date | None:
    """Excel's count of days; 20231231 is read as it looks."""
    if not math.isfinite(number):
        return None
    if int(number) in _SERIALS:
        return _in_range(_EXCEL_EPOCH + timedelta(days=int(number)))
    match = _COMPACT.fullmatch(f"{number:.0f}")
    return _day(match[1], match[2], match[3]) if match else None


def _in_range(day: date) -> date | None:
    return day if EARLIEST <= day < LATEST else None

"""The day that somebody names: `besok`, `tgl 25`, `Jumat`, `25/11`, `3 hari lagi`, `minggu depan`. Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from shared.conversations.flow.read_words import listed, plain_words
from shared.core.text import fold

_WEEKDAYS = {
    "senin": 0, "senen": 0, "monday": 0, "selasa": 1, "seloso": 1, "tuesday": 1, "rabu": 2, "rebo": 2, "wednesday": 2,
    "kamis": 3, "kemis": 3, "thursday": 3, "jumat": 4, "jum": 4, "jemuah": 4, "friday": 4, "sabtu": 5, "setu": 5,
    "saturday": 5, "minggu": 6, "ahad": 6, "sunday": 6,
}  # fmt: skip
_MONTHS = {
    "januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "pebruari": 2, "february": 2, "maret": 3, "mar": 3,
    "march": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7,
    "july": 7, "agustus": 8, "agu": 8, "agt": 8, "agst": 8, "august": 8, "aug": 8, "september": 9, "sep": 9,
    "sept": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10, "november": 11, "nov": 11, "nop": 11,
    "nopember": 11, "desember": 12, "des": 12, "december": 12, "dec": 12,
}  # fmt: skip
_NUMBERS = {"sehari": 1, "satu": 1, "siji": 1, "dua": 2, "rong": 2, "loro": 2, "tiga": 3, "telung": 3, "empat": 4,
            "lima": 5, "enam": 6, "tujuh": 7, "one": 1, "two": 2, "three": 3, "a": 1}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PARTS_OF_TODAY = ("hari ini", "dino iki", "dinten niki", "nanti malam", "nanti sore", "malam ini", "sore ini",
                   "ntar malem", "nanti siang", "siang ini", "mengko bengi", "nanti malem", "ntar malam")  # fmt: skip


def day_said(text: str, today: date) -> date | None:
    """The day meant, seen from `today`; it may lie in the past. None where no day is named."""
    words = plain_words(text)
    line = " ".join(words)
    for read in (_written_out, _in_figures, _in_so_long, _next_week, _end_of_month, _by_name, _weekday, _of_the_month):
        found = read(fold(text), line, today)
        if found:
            return found
    return None


Reader = Callable[[str, str, date], date | None]


def _written_out(_text: str, line: str, today: date) -> date | None:
    found = re.search(rf"\b(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b", line)
    if found:
        return _day(int(found[1]), _MONTHS[found[2]], found[3], today)
    found = re.search(rf"\b({_MONTH}) (\d{{1,2}})(?: (\d{{4}}))?\b", line)
    return _day(int(found[2]), _MONTHS[found[1]], found[3], today) if found else None


def _in_figures(text: str, _line: str, today: date) -> date | None:
    whole = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text)
    if whole:
        return _day(int(whole[3]), int(whole[2]), whole[1], today)
    found = re.search(r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?\b", text)
    if not found:
        return None
    year = f"20{found[3]}" if found[3] and len(found[3]) == 2 else found[3]
    return _day(int(found[1]), int(found[2]), year, today)


def _in_so_long(_text: str, line: str, today: date) -> date | None:
    many = r"(\d{1,2}|" + "|".join(_NUMBERS) + ")"
    found = re.search(rf"\b{many} ?(hari|hr|dino|dinten|days?|minggu|mgg|weeks?) (?:lagi|maneh|deui|ke depan)\b", line)
    found = found or re.search(rf"\bin {many} (days?|weeks?)\b", line)
    if not found:
        return today + timedelta(days=1) if re.search(r"\bsehari lagi\b", line) else None
    number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    return today + timedelta(days=number * (7 if found[2][0] in "mw" else 1))


def _next_week(_text: str, line: str, today: date) -> date | None:
    named = re.search(rf"\b({'|'.join(_WEEKDAYS)}) (?:depan|ngarep|next week)\b", line)
    if named and named[1] not in ("minggu", "ahad"):
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=_WEEKDAYS[named[1]])
    return today + timedelta(days=7) if re.search(r"\b(minggu depan|minggu ngarep|next week)\b", line) else None


def _end_of_month(_text: str, line: str, today: date) -> date | None:
    if re.search(r"\b(akhir bulan|end of (?:the )?month|pungkasan wulan)\b", line):
        first_of_next = date(today.year + today.month // 12, today.month % 12 + 1, 1)
        return first_of_next - timedelta(days=1)
    if re.search(r"\b(awal bulan( depan)?|tanggal muda|tgl muda)\b", line):
        return date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return None


def _by_name(_text: str, line: str, today: date) -> date | None:
    words = set(line.split())
    if words & listed("day_after_tomorrow") or re.search(r"\b(besok lusa|day after tomorrow)\b", line):
        return today + timedelta(days=2)
    if words & listed("tomorrow"):
        return today + timedelta(days=1)
    is_today = bool(words & listed("today")) or any(part in line for part in _PARTS_OF_TODAY)
    return today if is_today and not words & set(_WEEKDAYS) and "tanggal" not in words and "tgl" not in words else None


def _weekday(_text: str, line: str, today: date) -> date | None:
    found = re.search(rf"\b({'|'.join(_WEEKDAYS)})\b", line)
    if not found:
        return None
    ahead = (_WEEKDAYS[found[1]] - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _of_the_month(_text: str, line: str, today: date) -> date | None:
    found = re.search(r"\b(?:tanggal|tgl|tg|tangal|the) ?(\d{1,2})\b(?! ?(?:rb|ribu|mbps|jam))", line)
    if not found:
        return None
    day = int(found[1])
    this = _valid(today.year, today.month, day)
    if this and this >= today:
        return this
    return _valid(today.year + today.month // 12, today.month % 12 + 1, day)


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _valid(int(year), month, day)
    this = _valid(today.year, month, day)
    if this and this < today - timedelta(days=60):
        return _valid(today.year + 1, month, day)
    return this


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Our words, Indonesian and English side by side (words.json), and how days and moments are said in them."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.conversations.flow.talk import Language
from shared.core.dates import clock_time, month_name, weekday_date
from shared.messaging.models import Choice

BUTTON, ROW, ROW_MORE = 20, 24, 72
"""Letters WhatsApp shows of a button, of a row, of what stands below a row."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@cache
def words() -> dict[str, dict[Language, str]]:
    """Key -> what is said in each language, values in braces."""
    source = Path(__file__).with_name("words.json").read_text(encoding="utf-8")
    told: dict[str, dict[Language, str]] = json.loads(source)
    return told


def phrase(key: str, language: Language, **values: str | int) -> str:
    """The sentence of this key. Raises KeyError for a key or value that is not there."""
    return words()[key][language].format(**values)


def choice(option: str, language: Language, title: str = "", more: str = "") -> Choice:
    """Something to tap: its id, and its words, which are those of its last part where none are given."""
    key = f"choice.{option.rpartition('.')[2]}"
    below = words().get(f"{key}.more", {}).get(language, "")
    return Choice(id=option, title=(title or phrase(key, language))[:ROW], description=(more or below)[:ROW_MORE])


def day_said(day: date, language: Language) -> str:
    """`Jumat, 20 November 2026`, `Friday, 20 November 2026`."""
    if language == "id":
        return weekday_date(day)
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_said(month: str, language: Language) -> str:
    """`2026-10` -> `Oktober 2026`, `October 2026`. Raises ValueError for what is no month."""
    if language == "id":
        return month_name(month)
    first = date.fromisoformat(f"{month}-01")
    return f"{_MONTHS[first.month - 1]} {first.year}"


def moment_said(moment: datetime, zone: str, language: Language) -> str:
    """`Jumat, 20 November 2026 pukul 09.00 WIB`."""
    here = ZoneInfo(zone)
    day = day_said(moment.astimezone(here).date(), language)
    return f"{day}{' pukul ' if language == 'id' else ', '}{clock_time(moment, here)}"

"""Where a customer lives: the parts of an address put in one line, and coordinates in any notation."""

import re
from datetime import date

from shared.customers.spreadsheet_cells import LONGEST, Cell, filled

_RT_RW = re.compile(
    r"(?:rt\b)?[\s.:]*([0-9]{1,3})\s*(?:[/\-\\,;.]|\s)\s*(?:(?:rt\s*/\s*)?rw\b)?[\s.:]*([0-9]{1,3})",
    re.IGNORECASE,
)
_NUMBER_ONLY = re.compile(r"(?:r[tw]\b)?[\s.:]*([0-9]{1,3})", re.IGNORECASE)
_HAS_RT = re.compile(r"\brt\b[\s.:]*[0-9]", re.IGNORECASE)
_HAS_RW = re.compile(r"\brw\b[\s.:]*[0-9]", re.IGNORECASE)
_PAIR = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]+)?)°?\s*[,;/ ]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)°?")
_COMMA_PAIR = re.compile(r"(-?[0-9]{1,3},[0-9]+)°?\s*(?:[;/ ]|,\s)\s*(-?[0-9]{1,3},[0-9]+)°?")
_IN_LINK = re.compile(r"[@=/:,](-?[0-9]{1,3}\.[0-9]+),\s*(?:%20)?\+?(-?[0-9]{1,3}\.[0-9]+)")
_DEGREES = r"([0-9]{1,3})[°º]\s*([0-9]{1,2})['’′]\s*([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:\"|”|″|'')\s*"
_SEXAGESIMAL = re.compile(_DEGREES + r"([NSUnsu]|LS|LU)[,;\s]+" + _DEGREES + r"([EWTBewtb]|BT|BB)")
_ONE = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]+)?")
INDONESIA = ((-11.5, 6.5), (94.5, 141.5))
"""Degrees: from the south of Rote to the north of Sabang, from Sabang to Merauke."""


def read_rt_rw(cell: Cell) -> str | None:
    """`08/05` -> `RT 08 RW 05`, also where a spreadsheet took it for a date; None if not two numbers."""
    if isinstance(cell, date):
        return f"RT {cell.day:02} RW {cell.month:02}"
    match = _RT_RW.fullmatch(filled(cell)[:LONGEST])
    return f"RT {int(match[1]):02} RW {int(match[2]):02}" if match else None


def read_rt_or_rw(word: str, cell: Cell) -> str | None:
    """`8`, `08` or `RT 8` -> `RT 08`; None if it is no number."""
    match = _NUMBER_ONLY.fullmatch(filled(cell)[:LONGEST])
    return f"{word} {int(match[1]):02}" if match else None


def with_rt_rw(address: str, rt_rw: str) -> str:
    """The address with RT and RW behind it, unless it says them already."""
    if (_HAS_RT.search(address) and "RT" in rt_rw) or (_HAS_RW.search(address) and "RT" not in rt_rw):
        return address
    return f"{address} {rt_rw}".strip()


def named_part(kind: str, text: str) -> str:
    """`Sumberejo` under a header Desa -> `Desa Sumberejo`; what names itself is left alone."""
    first = re.split(r"[\s.]", text, maxsplit=1)[0].casefold()
    return text if not kind or first.startswith(kind.split(".")[0].casefold()[:3]) else f"{kind} {text}"


def read_coordinates(cell: Cell) -> tuple[float, float] | None:
    """Latitude and longitude of `-8.07, 112.17`, a maps link, or degrees and minutes; None if unsure.

    Longitude first is turned round where only that can be meant.
    """
    text = filled(cell)
    if len(text) > LONGEST and "://" not in text:
        return None
    if match := _PAIR.fullmatch(text) or _COMMA_PAIR.fullmatch(text):
        return _point(_degrees(match[1]), _degrees(match[2]))
    if match := _SEXAGESIMAL.fullmatch(text):
        latitude, longitude = _from_minutes(*match.groups()[:3]), _from_minutes(*match.groups()[4:7])
        south, west = match[4].upper() in ("S", "LS"), match[8].upper() in ("W", "B", "BB")
        return _point(-latitude if south else latitude, -longitude if west else longitude)
    if "://" in text and (match := _IN_LINK.search(text)):
        return _point(float(match[1]), float(match[2]))
    return None


def read_degrees(cell: Cell) -> float | None:
    """One coordinate of a column of its own, with a point or a comma."""
    text = filled(cell)[:LONGEST].rstrip("°")
    return _degrees(text) if _ONE.fullmatch(text) else None


def in_indonesia(latitude: float, longitude: float) -> bool:
    """Whether a point lies in the rectangle around Indonesia: outside, a sign or a digit is missing."""
    (south, north), (west, east) = INDONESIA
    return south <= latitude <= north and west <= longitude <= east


def _point(latitude: float, longitude: float) -> tuple[float, float] | None:
    if in_indonesia(longitude, latitude) and not in_indonesia(latitude, longitude):
        return longitude, latitude
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(text: str) -> float:
    return float(text.replace(",", "."))


def _from_minutes(degrees: str, minutes: str, seconds: str) -> float:
    return round(int(degrees) + int(minutes) / 60 + float(seconds.replace(",", ".")) / 3600, 6)

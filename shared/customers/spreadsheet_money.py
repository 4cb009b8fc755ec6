"""Rupiah as owners type them into a cell: `Rp 165.000`, `Rp165.000,-`, `165rb`, `1,5jt`, 165000."""

import math
import re
from decimal import Decimal
from functools import lru_cache

from shared.customers.spreadsheet_cells import LONGEST, Cell, written

LARGEST = 1_000_000_000
"""Rupiah; no home pays more, so more is a slip."""
_FREE = {"gratis", "free", "nol", "cuma-cuma", "bebas biaya"}
_TIMES = {"": 1, "rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "jta": 1_000_000, "juta": 1_000_000}
_PER_MONTH = r"(?:/|per)\s*(?:bulan|bln|bl|month|mo)|monthly|sebulan|nett?|flat|saja|aja"
_MONEY = re.compile(
    r"(?P<open>\()?\s*(?P<minus>-)?\s*(?:(?:rp|idr|rupiah)\s*[.:]?)?\s*(?P<minus_inside>-)?\s*"
    r"(?P<number>[0-9][0-9., ]*?(?:e\+?[0-9]{1,2})?)\s*(?P<unit>rb|ribu|k|jta?|juta)?\s*"
    r"(?P<close>\))?\s*(?:[.,;]?\s*[-=]+)?\s*(?:rp|idr|rupiah)?\.?\s*"
    rf"(?:(?:{_PER_MONTH})\.?)?\s*[.,;]?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3})*")
_GROUPED_AND_CENTS = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,]([0-9]{1,2})")
_FRACTION = re.compile(r"([0-9]+)[.,]([0-9]{1,3})")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)


def read_rupiah(cell: Cell) -> int | None:
    """The whole rupiah a cell says, below zero if written so; None if it is empty or leaves any doubt.

    Cents are accepted only where they are zero. Never raises.
    """
    if isinstance(cell, int):
        return _in_range(cell)
    if isinstance(cell, float):
        return _in_range(int(cell)) if math.isfinite(cell) and cell.is_integer() else None
    text = written(cell) if isinstance(cell, str) else ""
    return _read_text(text) if 0 < len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _read_text(text: str) -> int | None:
    if text.casefold() in _FREE:
        return 0
    match = _MONEY.fullmatch(text)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    amount = _amount(match["number"].strip(), _TIMES[(match["unit"] or "").casefold()])
    if amount is None:
        return None
    negative = match["minus"] or match["minus_inside"] or match["open"]
    return _in_range(-amount if negative else amount)


def _amount(number: str, times: int) -> int | None:
    if _PLAIN.fullmatch(number):
        return int(number) * times
    fraction = _FRACTION.fullmatch(number)
    if fraction and times > 1 and (len(fraction[2]) < 3 or times > 1_000):  # 1,5jt and 1,250jt; 1.500rb is 1500rb
        return _whole(Decimal(f"{fraction[1]}.{fraction[2]}") * times)
    if _GROUPED.fullmatch(number):
        return _digits(number) * times
    if cents := _GROUPED_AND_CENTS.fullmatch(number):
        return _digits(cents[1]) * times if not int(cents[3]) else None
    if fraction:
        return int(fraction[1]) if not int(fraction[2]) and len(fraction[2]) < 3 else None
    if times == 1 and _SCIENTIFIC.fullmatch(number):
        return _whole(Decimal(number.replace(",", ".")))
    return None


def _digits(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _whole(amount: Decimal) -> int | None:
    return int(amount) if amount == int(amount) else None


def _in_range(amount: int) -> int | None:
    return amount if abs(amount) <= LARGEST else None

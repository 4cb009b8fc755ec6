"""One cell as plain text: no .0 behind numbers, and nothing where people write that there is nothing."""

import re
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from shared.core.text import tidy

Cell: TypeAlias = str | int | float | date
"""What a cell holds; an empty one is the empty text."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_WHOLE_FLOAT = re.compile(r"(-?[0-9]+)\.0")
_QUOTED = re.compile(r"'(?=[=+\-@＝＋－＠0-9])")
_LETTER = re.compile(r"[^\W_]")
_EXACT = 1e18
_KEPT = 200  # characters
LONGEST = 60
"""Characters: no amount, day or coordinate is written with more, and patterns stay quick."""
_NOTHING = {
    "tidak ada",
    "tdk ada",
    "tidak punya",
    "tidak tahu",
    "tidak diketahui",
    "belum ada",
    "belum diisi",
    "t/a",
    "kosong",
    "nihil",
    "n/a",
    "na",
    "#n/a",
    "#ref!",
    "#value!",
    "#name?",
    "#div/0!",
    "#null!",
    "#num!",
    "null",
    "none",
    "nil",
    "nan",
    "undefined",
    "unknown",
    "empty",
}


def written(cell: Cell) -> str:
    """The cell as one tidy line; `="0812"` and `'0812`, ways to keep a zero, are what they protect."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if not isinstance(cell, str):
        return str(cell)
    return _plain(cell) if len(cell) <= _KEPT else _plain.__wrapped__(cell)


@lru_cache(maxsize=32_768)
def _plain(cell: str) -> str:
    """Kept for a while: each cell is looked at several times, and many say the same."""
    if cell.isascii() and cell.isalnum():
        return cell
    text = tidy(_CONTROL.sub("", cell))
    if protected := _TEXT_FORMULA.fullmatch(text):
        text = protected[1].strip()
    if whole := _WHOLE_FLOAT.fullmatch(text):
        return whole[1]
    return _QUOTED.sub("", text, count=1) if text.startswith("'") else text


def filled(cell: Cell) -> str:
    """As `written`; empty for `-`, `tidak ada`, `n/a` and the like, which say that there is nothing."""
    if isinstance(cell, str) and len(cell) <= _KEPT:
        return _filled(cell)
    return _something(written(cell))


@lru_cache(maxsize=32_768)
def _filled(cell: str) -> str:
    return _something(written(cell))


def _something(text: str) -> str:
    if not text or text.casefold().strip("() .") in _NOTHING:
        return ""
    return text if _LETTER.search(text) or not text.isascii() else ""


def is_blank(cell: Cell) -> bool:
    """Nothing at all, or only blanks."""
    return isinstance(cell, str) and not cell.strip()

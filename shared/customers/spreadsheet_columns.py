"""Finding the header among title lines, and what each column under it holds."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shared.core.text import fold
from shared.customers.spreadsheet_cells import Cell, written
from shared.customers.spreadsheet_headers import NOISE, PHRASES, RULES

SEARCHED_LINES = 40
_LONGEST_HEADER = 60
_EXACT, _BY_RULE, _MISSPELT = 3, 2, 1
_CLOSE_ENOUGH = 0.86
_SHORTEST_MISSPELT = 5
_FEWEST = 2  # columns, before a line is a header
_MOST_WORDS = 6
_RULES = [(kind, [frozenset(words.split("|")) for words in groups]) for kind, *groups in RULES]

Line = tuple[int, Sequence[Cell]]
"""A line's number in the file, from 1, and its cells."""


@dataclass(frozen=True)
class Column:
    """One column: where, its header as written, and its kind (spreadsheet_headers.py); None if nobody knows it."""

    index: int
    header: str
    kind: str | None
    certainty: int = 0


@dataclass(frozen=True)
class Header:
    """The header of a sheet: its columns, how sure we are, and where in the list of lines the data begins."""

    columns: tuple[Column, ...]
    score: int
    data_from: int


def find_header(lines: Sequence[Line]) -> Header | None:
    """The best header among the first lines, of one line or two; None if no line has two columns we know."""
    best: Header | None = None
    for at, (_, cells) in enumerate(lines[:SEARCHED_LINES]):
        below = lines[at + 1][1] if at + 1 < len(lines) else ()
        for header in (_header(cells, at + 1), _header_of_two(cells, below, at + 2)):
            if header and (best is None or header.score > best.score):
                best = header
    return best


def respelt(column: Column) -> Column:
    """The column with a kind if its header is one letter or two beside a known phrase: `Alamt`, `Pakett`."""
    compact = _compact(_words(column.header))
    if column.kind or len(compact) < _SHORTEST_MISSPELT:
        return column
    close = difflib.get_close_matches(compact, _BY_PHRASE, n=1, cutoff=_CLOSE_ENOUGH)
    return Column(column.index, column.header, _BY_PHRASE[close[0]], _MISSPELT) if close else column


def _header(cells: Sequence[Cell], data_from: int) -> Header | None:
    return _scored([_column(index, _text(cell)) for index, cell in enumerate(cells)], data_from)


def _header_of_two(upper: Sequence[Cell], lower: Sequence[Cell], data_from: int) -> Header | None:
    """`Tanggal` over `Pasang` and `Tagihan`: an upper text stretches over the columns behind it without one."""
    above, below = [_text(cell) for cell in upper], [_text(cell) for cell in lower]
    if sum(map(bool, above)) < _FEWEST or not any(below) or any(_is_data(cell) for cell in lower):
        return None
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    columns: list[Column] = []
    parent, stretched = "", 0
    for index in range(width):
        parent = above[index] or (parent if below[index] else "")
        columns.append(_under(index, parent, below[index]))
        stretched += bool(below[index] and parent and not above[index] and columns[-1].kind)
    known = sum(bool(text and _column(0, text).kind) for text in below)
    if not stretched or known * 2 < sum(map(bool, below)):
        return None
    return _scored(columns, data_from)


def _under(index: int, parent: str, below: str) -> Column:
    both = _column(index, f"{parent} {below}".strip())
    return both if not below or both.certainty == _EXACT else _column(index, below)


def _scored(columns: list[Column], data_from: int) -> Header | None:
    columns = [column for column in columns if column.header]
    kinds = {column.kind: column.certainty for column in columns if column.kind}
    fields = kinds.keys() - {"ignored", "code_or_count"}
    if len(fields) < _FEWEST:
        return None
    unknown = sum(not column.kind for column in columns)
    score = sum(kinds[kind] for kind in fields) * 2 + (4 if "name" in kinds else 0) - unknown
    return Header(tuple(columns), score, data_from)


def _text(cell: Cell) -> str:
    text = written(cell) if isinstance(cell, str) else ""
    return text if len(text) <= _LONGEST_HEADER else ""


def _is_data(cell: Cell) -> bool:
    return not isinstance(cell, str) or len(re.findall("[0-9]", cell)) > 2


@lru_cache(maxsize=4096)
def _column(index: int, header: str) -> Column:
    words = _words(header)
    for tried in (words, [word for word in words if word not in NOISE]):
        if kind := _BY_PHRASE.get(_compact(tried)):
            return Column(index, header, kind, _EXACT)
    if len(words) <= _MOST_WORDS:
        said = {*words, *re.findall("[a-z]+", fold(header))}
        for kind, groups in _RULES:
            if all(group & said for group in groups):
                return Column(index, header, kind, _BY_RULE)
    return Column(index, header, None)


def _words(header: str) -> list[str]:
    """`NoHP/WA 2 (aktif)` -> no, hp, wa, aktif: a number says nothing about what a column holds."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return re.findall("[a-z]+|#", fold(spaced).replace("'", ""))


def _compact(words: list[str]) -> str:
    return "".join(words).replace("tanggal", "tgl")


_BY_PHRASE = {_compact(phrase.split()): kind for kind, phrases in PHRASES.items() for phrase in phrases}

"""Which column gives which field, once the cells have settled what the headers left open."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.customers.spreadsheet_cells import Cell, filled, is_blank, written
from shared.customers.spreadsheet_columns import Column, Line
from shared.customers.spreadsheet_dates import is_month_first, read_billing_day, read_date
from shared.customers.spreadsheet_money import read_rupiah
from shared.customers.spreadsheet_places import read_coordinates

FIELDS = {
    "first_name": ("name",),
    "last_name": ("name",),
    "phone": ("phones",),
    **dict.fromkeys(
        ("rt_rw", "rt", "rw", "block", "house_number", "complex", "hamlet", "village", "district", "city"),
        ("address",),
    ),
    "coordinates": ("latitude", "longitude"),
    "plan": ("plan_name",),
    "speed": ("speed_mbps",),
    "discount": ("note",),
    "deposit": ("opening_balance",),
}
"""The field of ours that a kind of column goes into, where it is not called the same."""
_SEVERAL = {"phone", "note", "discount"}
_COUNT = "count"
_SAMPLE = 200
_LOWEST_PRICE = 5_000
_THOUSANDS = range(10, 2_000)
_IN_THOUSANDS = re.compile(r"\b(?:rb|ribu|ribuan|x\s*1\.?000|000)\b|\(k\)", re.IGNORECASE)
_PLAIN_NUMBERING = re.compile(r"^\W*(?:no|nomor|nomer|num|nr|urut|no\W*urut)\W*$|^#$", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Columns by kind, only kinds that say what they hold; the rest is `unmatched` (read by nobody) or a count."""

    by_kind: dict[str, list[Column]]
    counts: frozenset[int]
    unmatched: tuple[str, ...]
    month_first: frozenset[int]
    in_thousands: bool
    """Prices are written as 165 for Rp165.000, all of them."""

    def headers_by_field(self) -> dict[str, str]:
        """Our field -> the headers that feed it, as written."""
        headers: dict[str, list[str]] = {}
        for kind, columns in self.by_kind.items():
            for field in FIELDS.get(kind, (kind,)):
                headers.setdefault(field, []).extend(column.header for column in columns)
        return {field: ", ".join(dict.fromkeys(names)) for field, names in headers.items()}


def settle_columns(columns: Sequence[Column], lines: Sequence[Line]) -> Layout:
    """Choose among columns of the same kind, and let the cells decide what a doubtful header means."""
    by_kind: dict[str, list[Column]] = {}
    for column in columns:
        by_kind.setdefault(column.kind or "", []).append(column)
    counts = _settle_numbers(by_kind, lines)
    _settle_doubts(by_kind, lines)
    unmatched = by_kind.pop("", []) + by_kind.pop("ignored", [])
    for kind, rivals in by_kind.items():
        if kind in _SEVERAL:
            rivals.sort(key=lambda column: not re.search(r"\bwa|whatsapp", column.header, re.IGNORECASE))
        else:
            rivals.sort(key=lambda column: (not _cells(column, lines, 1), -column.certainty))
            unmatched += rivals[1:]
            del rivals[1:]
    return Layout(
        {kind: chosen for kind, chosen in by_kind.items() if chosen},
        frozenset(column.index for column in counts),
        tuple(column.header for column in sorted(unmatched, key=lambda column: column.index)),
        frozenset(
            column.index
            for kind in ("joined_on", "billing_day")
            for column in by_kind.get(kind, [])
            if is_month_first(_cells(column, lines, None))
        ),
        any(_counts_thousands(column, lines) for column in by_kind.get("price", [])),
    )


def _settle_numbers(by_kind: dict[str, list[Column]], lines: Sequence[Line]) -> list[Column]:
    """No, ID and Kode are customer numbers if they are more than a running count, which they are not for No."""
    counts: list[Column] = []
    for column in by_kind.pop("code_or_count", []):
        cells = _cells(column, lines, None)
        coded = sum(bool(re.search("[A-Za-z]", cell)) for cell in cells if isinstance(cell, str)) * 2 > len(cells)
        if coded or (not _PLAIN_NUMBERING.match(column.header) and cells and not _is_running(cells)):
            by_kind.setdefault("number", []).append(column)
        else:
            counts.append(column)
    return counts


def _settle_doubts(by_kind: dict[str, list[Column]], lines: Sequence[Line]) -> None:
    def settle(doubt: str, choices: Iterable[tuple[str, bool | Callable[[Cell], bool]]]) -> None:
        """Each doubtful column becomes the first kind that is still free and that most of its cells look like."""
        options = list(choices)
        for column in by_kind.pop(doubt, []):
            cells = _cells(column, lines, _SAMPLE)
            for kind, looks in options:
                fits = looks if isinstance(looks, bool) else sum(map(looks, cells)) * 2 > len(cells)
                if fits and kind not in by_kind:
                    by_kind[kind] = [column]
                    break
            else:
                by_kind.setdefault("", []).append(column)

    settle("day_or_price", [("billing_day", _is_day), ("price", _is_price)])
    settle("plan_or_price", [("price", _is_price), ("plan", True)])
    settle("area_or_place", [("coordinates", _is_place), ("area", True)])
    settle("due", [("billing_day", True)])
    settle("paid", [("billing_day", _is_day)])
    settle("date", [("billing_day", _is_day), ("joined_on", True)])


def _cells(column: Column, lines: Sequence[Line], most: int | None) -> list[Cell]:
    """The column's cells that say something, at most so many of them."""
    cells: list[Cell] = []
    for _, line in lines:
        if column.index < len(line) and not is_blank(line[column.index]) and filled(line[column.index]):
            cells.append(line[column.index])
            if len(cells) == most:
                break
    return cells


def _is_running(cells: Sequence[Cell]) -> bool:
    """1, 2, 3, ... with at most a few gaps: a count of lines, which moves when a line is deleted."""
    numbers = [int(text) for cell in cells if (text := written(cell)).isascii() and text.isdigit() and len(text) < 8]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return bool(numbers) and numbers[0] <= 1 and steps >= 0.9 * (len(cells) - 1)


def _is_day(cell: Cell) -> bool:
    return read_billing_day(cell) is not None and read_date(cell) is None


def _is_price(cell: Cell) -> bool:
    return (read_rupiah(cell) or 0) >= _LOWEST_PRICE


def _is_place(cell: Cell) -> bool:
    return read_coordinates(cell) is not None or "://" in written(cell)


def _counts_thousands(column: Column, lines: Sequence[Line]) -> bool:
    amounts = {amount for cell in _cells(column, lines, None) if (amount := read_rupiah(cell))}
    small = bool(amounts) and all(amount in _THOUSANDS for amount in amounts)
    return small and (len(amounts) > 1 or bool(_IN_THOUSANDS.search(column.header)) or max(amounts) >= 50)

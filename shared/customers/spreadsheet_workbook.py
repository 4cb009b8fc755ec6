"""Opens a workbook (.xlsx, .xls, .ods) in a process of its own, with so much memory and time and no more.

A workbook of 1,400 bytes can name a cell at the far corner of its sheet, one of 270 KB the same long text a million
times. The library asks for room for all of that, does not get it, and ends the process it runs in (tried). So that
is never the process that answers others. Started by spreadsheet_files.py as a module: bytes on standard input, one
JSON document on standard output. Imports little, as it is started for every workbook.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from shared.customers.spreadsheet_cells import is_blank
from shared.customers.spreadsheet_columns import SEARCHED_LINES, Line, find_header

MOST_MEMORY = 400 * 1024 * 1024
"""Bytes of address space: twice what 50,000 customers in 20 columns need, and a function has 1 GiB."""
MOST_SECONDS = 20
"""Of computing; 20,000 customers take about one."""
MOST_COLUMNS = 500
MOST_CHARACTERS = 32_000_000
"""In all cells together."""
_LONGEST_CELL = 5_000  # characters; nothing that long is kept whole
_MOST_SHEETS = 60
_MOST_MERGES = 50_000


class _TooMuch(Exception):
    """The word in it says of what."""


def _sheets(data: bytes, most_lines: int) -> Iterator[dict[str, Any]]:
    """Of each worksheet, those that can be seen first, its lines and its merged ranges."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    described = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    described.sort(key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
    characters = 0
    for name in (sheet.name for sheet in described[:_MOST_SHEETS]):
        sheet = workbook.get_sheet_by_name(name)
        left_out = sheet.start[1] if sheet.start else 0  # blank columns before the table are not given
        merges = [
            (first + 1, left - left_out, last + 1, right - left_out)
            for (first, left), (last, right) in islice(sheet.merged_cell_ranges or [], _MOST_MERGES)
        ]
        lines: list[Line] = []
        for number, cells in _lines(sheet):
            lines.append((number, cells))
            characters += sum(len(cell) for cell in cells if isinstance(cell, str))
            if len(lines) == SEARCHED_LINES + 1 and find_header(lines) is None:
                break  # no customers here: the first lines are enough
            if len(lines) > most_lines:
                raise _TooMuch("too_many_rows")
            if characters > MOST_CHARACTERS:
                raise _TooMuch("too_much_inside")
        yield {"lines": lines, "merges": merges}


def _lines(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Lines that are not blank; as blank ones above are given too, counting gives the numbers people see."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        line = [_cell(cell) for cell in cells[:MOST_COLUMNS]]
        if not all(map(is_blank, line)):
            yield number, line


def _cell(cell: Any) -> Any:
    """As JSON can carry it; a date is `{"date": "2026-11-20"}`."""
    if isinstance(cell, str):
        return cell[:_LONGEST_CELL]
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return {"date": (cell.date() if isinstance(cell, datetime) else cell).isoformat()}
    return cell if isinstance(cell, int | float) else str(cell)


def _answer(data: bytes, most_lines: int) -> dict[str, Any]:
    """`{"sheets": [...]}`, or `{"refused": why}` in a word that spreadsheet_files.py knows."""
    try:
        return {"sheets": list(_sheets(data, most_lines))}
    except _TooMuch as what:
        return {"refused": str(what)}
    except MemoryError:
        return {"refused": "too_much_inside"}
    except PasswordError:
        return {"refused": "locked"}
    except (CalamineError, ValueError, OSError):
        return {"refused": "damaged"}


def main() -> None:
    """What the process does; its one argument is how many lines a sheet may have."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_answer(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    main()

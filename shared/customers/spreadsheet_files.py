"""Opening what was uploaded: which format the bytes are in, whatever the file is called, and the sheets inside."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from shared.customers.spreadsheet_cells import Cell, is_blank
from shared.customers.spreadsheet_columns import SEARCHED_LINES, Line, find_header
from shared.customers.spreadsheet_lines import Merge
from shared.customers.spreadsheet_models import SpreadsheetError, unreadable
from shared.customers.spreadsheet_refusals import damaged, locked, not_a_spreadsheet, too_many_rows
from shared.customers.spreadsheet_text import MOST_COLUMNS, read_text
from shared.customers.spreadsheet_zip import check_zip

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
MOST_LINES = MOST_ROWS + 10_000
"""Lines with anything in them: customers, and what stands between them."""
_MOST_SHEETS = 60
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"PK")
_Read = TypeVar("_Read")
_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|meta|table|\?xml|!--|style|div)", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its lines that are not blank, numbered as in the file, and its merged ranges."""

    lines: list[Line]
    merges: list[Merge]


def open_sheets(data: bytes) -> Iterator[Sheet]:
    """Each sheet of a workbook, or the one that a text file is; a sheet without a header only begins.

    Raises SpreadsheetError for anything that is no spreadsheet, is locked, or is larger than the limits.
    """
    if len(data) > MOST_BYTES:
        raise unreadable(
            "Berkas lebih besar dari 10 MB. Bagi menjadi beberapa berkas.",
            "The file is larger than 10 MB. Split it into several files.",
            status=413,
        )
    if not data.strip():
        raise unreadable("Berkas ini kosong.", "The file is empty.")
    if data.startswith(_ZIP):
        check_zip(data)
        return _workbook_sheets(data)
    if data.startswith(_OLE):
        _check_ole(data)
        return _workbook_sheets(data)
    if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:1_000]):
        raise unreadable(
            "Berkas ini halaman web, bukan lembar kerja. Buka di Excel, lalu simpan sebagai .xlsx.",
            "This is a web page, not a spreadsheet. Open it in Excel and save it as .xlsx.",
        )
    if data.startswith(_OTHER_FORMATS):
        raise not_a_spreadsheet()
    lines = read_text(data)
    if lines is None:
        raise not_a_spreadsheet()
    return iter([Sheet(_gathered(lines), [])])


def _check_ole(data: bytes) -> None:
    """Old Excel, old Word and locked new files share a container; the names inside tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked()
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "WORKBOOK", "Book")):
        raise not_a_spreadsheet()


def _workbook_sheets(data: bytes) -> Iterator[Sheet]:
    """Those that can be seen first."""
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(data)))
    described = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    described.sort(key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
    for sheet in described[:_MOST_SHEETS]:
        yield _guarded(partial(_sheet, workbook, sheet.name))


def _guarded(read: Callable[[], _Read]) -> _Read:
    """What `read` gives; whatever the library thinks of a broken file is one sentence of ours."""
    try:
        return read()
    except SpreadsheetError:
        raise
    except PasswordError:
        raise locked() from None
    except BaseException as error:  # a panic of the Rust library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise damaged() from error


def _sheet(workbook: CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    left_out = sheet.start[1] if sheet.start else 0  # blank columns before the table are not given
    merges = [
        (first + 1, left - left_out, last + 1, right - left_out)
        for (first, left), (last, right) in sheet.merged_cell_ranges or []
    ]
    # Blank lines above it are given, so counting from 1 gives the numbers people see.
    lines = ((number, [_cell(value) for value in values]) for number, values in enumerate(sheet.iter_rows(), start=1))
    return Sheet(_gathered(lines), merges)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str | int | float | date) else str(value)


def _gathered(lines: Iterator[Line]) -> list[Line]:
    """The lines that are not blank; of a sheet that has no header, and so no customers, the first are enough."""
    gathered: list[Line] = []
    for number, cells in lines:
        if all(map(is_blank, cells)):
            continue
        gathered.append((number, cells[:MOST_COLUMNS]))
        if len(gathered) == SEARCHED_LINES + 1 and find_header(gathered) is None:
            break
        if len(gathered) > MOST_LINES:
            raise too_many_rows()
    return gathered

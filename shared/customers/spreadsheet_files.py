"""Opening what was uploaded: which format the bytes are in, whatever the file is called, and the sheets inside."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.core.errors import Busy
from shared.customers.spreadsheet_cells import Cell, is_blank
from shared.customers.spreadsheet_columns import SEARCHED_LINES, Line, find_header
from shared.customers.spreadsheet_lines import Merge
from shared.customers.spreadsheet_models import unreadable
from shared.customers.spreadsheet_refusals import damaged, locked, not_a_spreadsheet, too_many_rows, too_much_inside
from shared.customers.spreadsheet_text import MOST_COLUMNS, read_text
from shared.customers.spreadsheet_zip import check_zip

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
MOST_LINES = MOST_ROWS + 10_000
"""Lines with anything in them: customers, and what stands between them."""
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"PK")
_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|meta|table|\?xml|!--|style|div)", re.IGNORECASE)


_LONGEST_WAIT_S = 40
_OPENING = threading.Lock()  # the memory of one opened workbook is reckoned with, not of sixteen
_KEPT_ENVIRONMENT = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PYTHONHOME") if name in os.environ}
_REFUSALS = {
    "damaged": damaged,
    "locked": locked,
    "too_many_rows": too_many_rows,
    "too_much_inside": too_much_inside,
}


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
    """Opened by spreadsheet_workbook.py, one at a time: this process must survive whatever is in the file."""
    if not _OPENING.acquire(timeout=_LONGEST_WAIT_S):
        raise Busy()
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file goes in by standard input
            [sys.executable, "-P", "-m", "shared.customers.spreadsheet_workbook", str(MOST_LINES)],
            input=data,
            capture_output=True,
            timeout=_LONGEST_WAIT_S,
            check=False,
            env={**_KEPT_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except subprocess.TimeoutExpired:
        raise too_much_inside() from None
    finally:
        _OPENING.release()
    if done.returncode:  # ended by a limit (a signal), or by a panic of the library
        raise too_much_inside() if done.returncode < 0 else damaged()
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise _REFUSALS[answer["refused"]]()
    return (
        Sheet(
            [(number, list(map(_cell, cells))) for number, cells in sheet["lines"]], list(map(tuple, sheet["merges"]))
        )
        for sheet in answer["sheets"]
    )


def _cell(cell: Any) -> Cell:
    return date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell


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

"""CSV in the encodings and with the separators that Excel, Google Sheets and billing programs write."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice

from shared.customers.spreadsheet_columns import Line, find_header
from shared.customers.spreadsheet_models import SpreadsheetError, unreadable

MOST_COLUMNS = 500
_SEPARATORS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n")
_NOT_WRITTEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_END = "\x1aend"  # a line that no text has; a quote left open swallows it
_PROBED = 4_000
_TRIED_RECORDS = 60
_LONGEST_RECORD = 50  # lines


def read_text(data: bytes) -> Iterator[Line] | None:
    """The records of a text file; None if it is no text.

    A record's number is the line it begins on, from 1. The iterator raises SpreadsheetError at a quote
    that is never closed.
    """
    text = _decoded(data)
    if text is None or _NOT_WRITTEN.search(text):
        return None
    if named := _NAMED_SEPARATOR.match(text):
        return _records(text[named.end() :], named[1], 1)
    separators = [separator for separator in _SEPARATORS if separator in text] or [","]
    return _records(text, max(separators, key=lambda separator: _fit(text, separator)), 0)


def _fit(text: str, separator: str) -> tuple[int, int]:
    """How good a header the separator gives, then how many columns."""
    lines: list[Line] = []
    try:
        for line in islice(_records(text, separator, 0), _TRIED_RECORDS):
            lines.append(line)
    except SpreadsheetError:
        pass  # said again, if this is the separator, when all of it is read
    lines = [line for line in lines if any(line[1])]
    header = find_header(lines)
    return header.score if header else 0, max((len(cells) for _, cells in lines), default=0)


def _decoded(data: bytes) -> str | None:
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or _likely(data[:_PROBED])
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _likely(beginning: bytes) -> list[str]:
    """Without a mark: half of UTF-16 are zero bytes; anything is cp1252 that is not UTF-8."""
    zeros = beginning.count(0)
    if zeros * 3 > len(beginning):
        return ["utf-16-le" if beginning[1::2].count(0) * 2 > zeros else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _records(text: str, separator: str, skipped: int) -> Iterator[Line]:
    reader = csv.reader(chain(StringIO(text, newline=""), [_END]), delimiter=separator)
    begin = skipped + 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                raise _open_quote(begin)
            if reader.line_num + skipped - begin >= _LONGEST_RECORD:
                raise _open_quote(begin)
            yield begin, cells[:MOST_COLUMNS]
            begin = reader.line_num + skipped + 1
    except csv.Error:  # a cell of more than 131,072 letters
        first = next(islice(StringIO(text, newline=""), begin - skipped - 1, None), "")
        raise _open_quote(begin) if '"' in first else _endless_cell(begin) from None


def _open_quote(line: int) -> SpreadsheetError:
    return unreadable(
        f"Tanda kutip di baris {line} tidak ditutup.",
        f"The quote in line {line} is never closed.",
    )


def _endless_cell(line: int) -> SpreadsheetError:
    return unreadable(
        f"Satu sel di baris {line} lebih panjang dari 100.000 huruf. Ini bukan daftar pelanggan.",
        f"One cell in line {line} is longer than 100,000 letters. This is no list of customers.",
    )

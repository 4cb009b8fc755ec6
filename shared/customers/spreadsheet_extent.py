"""How far the cells of a sheet reach, read off its XML: the library keeps room for every place up to there."""

import re

from shared.customers.spreadsheet_refusals import too_much_inside

MOST_PLACES = 5_000_000
"""Rows x columns of one sheet: 50,000 customers with 100 columns."""
_OVERLAP = 600
_LONGEST_TAG = 10_000
# Every repetition has an end, so that a file made to be slow is not.
_FILLED = re.compile(
    rb"<(?:\w{1,9}:)?c\s[^<>]{0,99}?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]{0,99}(?<!/)>"
    rb"\s{0,9}<(?:\w{1,9}:)?(?:v|is|f)[\s>]"
)
_ROW = re.compile(
    rb"<(?:\w{1,9}:)?row\s[^<>]{0,199}?\br=[\"']([0-9]{1,7})[\"'][^<>]{0,199}(?<!/)>"
    rb"\s{0,9}<(?:\w{1,9}:)?c\s?/?>"
)
_TABLE_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^<>]{0,2000})>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"']([0-9]{1,9})[\"']")


class ExcelExtent:
    """Of one worksheet of an .xlsx."""

    def __init__(self) -> None:
        self._before = b""
        self._bottom = self._right = 1

    def read(self, chunk: bytes) -> None:
        """The next piece of the XML; raises SpreadsheetError once the sheet reaches too far."""
        seen = self._before + chunk
        for match in _FILLED.finditer(seen):
            self._bottom = max(self._bottom, int(match[2]))
            self._right = max(self._right, _column_number(match[1]))
        self._bottom = max([self._bottom, *(int(match[1]) for match in _ROW.finditer(seen))])
        if self._bottom * self._right > MOST_PLACES:
            raise too_much_inside()
        self._before = seen[-_OVERLAP:]


class OpenDocumentExtent:
    """Of the sheets of an .ods, which writes equal cells and lines once, with how often they come."""

    def __init__(self) -> None:
        self._before = b""
        self._begin_sheet()

    def read(self, chunk: bytes) -> None:
        """The next piece of the XML; raises SpreadsheetError once a sheet reaches too far."""
        seen = self._before + chunk
        for closing, name, attributes in _TABLE_TAG.findall(seen):
            repeated = int(found[1]) if (found := _REPEATED.search(attributes)) else 1
            if name == b"table":
                self._begin_sheet()
            elif name == b"table-row":
                self._line(bool(closing) or attributes.endswith(b"/"), bool(closing), repeated)
            elif not closing:
                self._column += repeated
                if not attributes.endswith(b"/"):
                    self._filled = self._column
        cut = seen.rfind(b"<")
        self._before = seen[cut:] if cut >= 0 and b">" not in seen[cut:] and len(seen) - cut < _LONGEST_TAG else b""

    def _begin_sheet(self) -> None:
        self._lines = self._repeated = self._column = self._filled = self._right = 0

    def _line(self, ends: bool, was_open: bool, repeated: int) -> None:
        if not was_open:
            self._repeated, self._column, self._filled = repeated, 0, 0
        if ends:
            self._lines += self._repeated
            self._right = max(self._right, self._filled)
            if self._filled and self._lines * self._right > MOST_PLACES:
                raise too_much_inside()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

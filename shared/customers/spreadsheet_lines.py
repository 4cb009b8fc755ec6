"""Which lines under the header are customers: not empty ones, totals, repeated headers or signatures."""

import re
from collections.abc import Iterator, Sequence

from shared.core.phones import find_phones
from shared.customers.spreadsheet_cells import Cell, filled, is_blank, written
from shared.customers.spreadsheet_columns import Column, Line
from shared.customers.spreadsheet_money import read_rupiah

Merge = tuple[int, int, int, int]
"""A merged range: first line (as numbered in the file), first column, last line, last column."""

_TOTAL = re.compile(
    r"(?:(?:grand|sub)[\s-]*)?(?:total|jumlah|jml|rata[\s-]*rata|average|sum)\b(?:\s+[\w./]+){0,3}\s*[:=]?",
    re.IGNORECASE,
)
_AMOUNT_OR_COUNT = re.compile(
    r"[:=]?\s*(?:rp\.?)?\s*[0-9.,\s]+(?:,-)?\s*(?:pelanggan|plg|orang|user|customer|kk|data|%)?", re.IGNORECASE
)
_FOOTER = re.compile(
    r"(?:mengetahui|menyetujui|dicetak|di ?buat|dibuat|printed|generated|exported|sumber|catatan|note|nb|ttd"
    r"|hormat kami|halaman|hal|page|update terakhir|last update|diperbarui|rekap|rekapitulasi)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:rt|rw|dusun|dsn|desa|blok|area|wilayah|odp|kec|kel|perum|cluster|zona|paket|kelompok)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\(?([0-9]{1,2})[.)]?")
_FEW = 2
_WIDE = 3
_NARROW = 4


def customer_lines(
    lines: Sequence[Line], columns: Sequence[Column], counts: frozenset[int], merges: Sequence[Merge]
) -> Iterator[Line]:
    """The lines that are about a customer, in their order; whether they are any good is not asked here."""
    headers = {column.index: column.header.casefold() for column in columns}
    titles = {first for first, left, _, right in merges if right - left >= _WIDE - 1}
    after_total = False
    for number, cells in lines:
        said = {
            index: cell for index, cell in enumerate(cells) if index in headers and not is_blank(cell) and filled(cell)
        }
        if not said.keys() - counts:
            continue
        if _is_total(list(said.values())):
            after_total = True
        elif not (
            _repeats_header(said, headers)
            or _is_numbering(list(said.values()))
            or (len(said) <= _FEW and ((after_total and len(headers) > _NARROW) or _is_remark(said, counts)))
            or (len(said) == 1 and number in titles)
        ):
            yield number, cells


def fill_merged(lines: Sequence[Line], merges: Sequence[Merge], wanted: set[int]) -> list[Line]:
    """The lines with what a cell merged over several of them says repeated on each, for the wanted columns."""
    down = [merge for merge in merges if merge[2] > merge[0] and merge[1] in wanted]
    if not down:
        return list(lines)
    by_number = {number: list(cells) for number, cells in lines}
    for first, column, last, _ in down:
        top = by_number.get(first, [])
        for number in range(first + 1, last + 1):
            line = by_number.get(number, [])
            if column < len(top) and column < len(line) and is_blank(line[column]):
                line[column] = top[column]
    return list(by_number.items())


def _is_total(cells: list[Cell]) -> bool:
    """`JUMLAH | 1000 | Rp ...`: a total's name first, and nothing but numbers behind it."""
    texts = [written(cell) for cell in cells if isinstance(cell, str)]
    return (
        bool(texts)
        and bool(_TOTAL.fullmatch(texts[0]))
        and all(
            read_rupiah(text) is not None or _AMOUNT_OR_COUNT.fullmatch(text) or _TOTAL.fullmatch(text)
            for text in texts[1:]
        )
        and not any(find_phones(written(cell)) for cell in cells)
    )


def _repeats_header(said: dict[int, Cell], headers: dict[int, str]) -> bool:
    """As at the top of each printed page."""
    return len(said) > 1 and all(written(cell).casefold() == headers[index] for index, cell in said.items())


def _is_numbering(cells: list[Cell]) -> bool:
    """`(1) (2) (3)`, the line of column numbers that official tables have under their header."""
    numbers = [match[1] if (match := _NUMBERED.fullmatch(written(cell))) else "" for cell in cells]
    return len(cells) >= _WIDE and numbers == [str(number) for number in range(1, len(cells) + 1)]


def _is_remark(said: dict[int, Cell], counts: frozenset[int]) -> bool:
    """A section's title (`DUSUN KRAJAN`) or a signature: a few words where a customer would have more."""
    texts = [written(cell) for index, cell in said.items() if index not in counts]
    if any(_FOOTER.match(text) for text in texts):
        return not any(find_phones(text) for text in texts)
    return len(said) == 1 and bool(_SECTION.match(texts[0]))

"""Read a customer list as owners keep it, in Excel, LibreOffice or CSV, into rows in our words."""

from shared.customers.spreadsheet_columns import Header, find_header, respelt
from shared.customers.spreadsheet_files import MOST_ROWS, Sheet, open_sheets
from shared.customers.spreadsheet_layout import settle_columns
from shared.customers.spreadsheet_lines import customer_lines, fill_merged
from shared.customers.spreadsheet_models import Spreadsheet, unreadable
from shared.customers.spreadsheet_plans import PlanNames
from shared.customers.spreadsheet_refusals import too_many_rows
from shared.customers.spreadsheet_rows import plan_and_speed, read_row

_SHARED_KINDS = {
    *("area", "area_or_place", "rt_rw", "rt", "rw", "block", "complex", "hamlet", "village", "district", "city"),
    *("plan", "plan_or_price", "speed", "price", "day_or_price", "billing_day", "due", "status", "odp"),
}
"""What a cell merged over several customers says of each of them; a name or a phone is one customer's."""

_NAMES = {"name", "first_name", "last_name"}


def read_spreadsheet(data: bytes, filename: str) -> Spreadsheet:  # noqa: ARG001 - see the docstring
    """The customers of the sheet whose header we know best; `filename` is not believed, the bytes are.

    Raises SpreadsheetError, only about the file as a whole (field `file`; status 413 over 10 MB, else 422):
    what is wrong with one row stands in that row. Raises Busy where other workbooks are being opened too long.
    """
    sheet, header = _best_sheet(data)
    columns = [respelt(column) for column in header.columns]
    below = sheet.lines[header.data_from :]
    layout = settle_columns(columns, below)
    if not layout.by_kind.keys() & _NAMES:
        known = ", ".join(column.header for column in header.columns)[:200]
        raise unreadable(
            f"Kolom nama tidak ditemukan. Judul yang terbaca: {known}.",
            f"There is no column of names. The headers are: {known}.",
        )
    numbers = {number for number, _ in customer_lines(below, columns, layout.counts, sheet.merges)}
    if not numbers:
        raise unreadable(
            "Tidak ada pelanggan di bawah judul kolom.",
            "There are no customers under the column headers.",
        )
    if len(numbers) > MOST_ROWS:
        raise too_many_rows()
    shared = {column.index for column in columns if column.kind in _SHARED_KINDS}
    lines = [line for line in fill_merged(below, sheet.merges, shared) if line[0] in numbers]
    plans = PlanNames(plan_and_speed(line, layout) for line in lines)
    return Spreadsheet(
        columns=layout.headers_by_field(),
        unmatched=list(layout.unmatched),
        rows=[read_row(line, layout, plans) for line in lines],
    )


def _best_sheet(data: bytes) -> tuple[Sheet, Header]:
    """Of equal headers the one with more lines under it, then the first."""
    best: tuple[Sheet, Header] | None = None
    best_rank = (0, 0)
    for sheet in open_sheets(data):
        header = find_header(sheet.lines)
        if header is None:
            continue
        rank = (header.score, len(sheet.lines) - header.data_from)
        if best is None or rank > best_rank:
            best, best_rank = (sheet, header), rank
    if best is None:
        raise unreadable(
            "Judul kolom tidak ditemukan. Beri baris judul seperti Nama, No HP, Paket, Harga.",
            "No column headers found. Add a header line such as Nama, No HP, Paket, Harga.",
        )
    return best

"""The customer list as a file for Excel, made page by page, so that 20,000 customers fit through a small function."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.firestore import Commit, Filter
from shared.core.http import Stream
from shared.core.ids import ulid
from shared.customers.export_cells import HEADERS, Value, area_words, harmless, lines_of, plan_words, quoted
from shared.customers.models import ExportQuery
from shared.customers.read_customers import TOKENS, filters_of
from shared.customers.repository import all_plans, areas, customers, subscriptions
from shared.customers.search_tokens import is_meant

PAGE = 1000
CHUNK = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (16, 28, 32, 44, 16, 24, 20, 12, 12, 11, 16, 12, 20, 24, 32, 15, 12)


def export_customers(query: ExportQuery, by: Caller) -> Stream:
    """The customers that the list would show, without their identity numbers; who took it is written down."""
    asked = filters_of(query, by.areas)
    commit = Commit()
    chosen = query.model_dump(exclude_defaults=True) | {"format": query.format}
    record_audit(commit, cause=ulid(), what="exported", by=by.id, subject="customers", after=chosen)
    commit.commit()
    lines = _lines(query, asked) if asked is not None else iter(())
    filename = f"pelanggan-{clock.today()}.{query.format}"
    if query.format == "xlsx":
        return Stream(_xlsx(lines), XLSX, filename)
    return Stream(_csv(lines), "text/csv; charset=utf-8", filename)


def _lines(query: ExportQuery, asked: list[Filter]) -> Iterator[list[Value]]:
    plans = all_plans()
    called = {"plans": plan_words(plans), "areas": area_words(stored.value for stored in areas.find())}
    cursor: str | None = None
    while True:
        page = customers.page(*asked, limit=PAGE, cursor=cursor, leave_out=TOKENS)
        meant = [customer for customer in page.items if is_meant(customer, query.q)]
        found = subscriptions.get_many(name for customer in meant for name in customer.subscriptions)
        known = {name: stored.value for name, stored in found.items()}
        for customer in meant:
            yield from lines_of(customer, known, plans, called)
        cursor = page.next_cursor
        if cursor is None:
            return


def _csv(lines: Iterable[list[Value]]) -> Iterator[bytes]:
    """UTF-8 with a mark and semicolons: so Excel in Indonesia, where a comma is in numbers, opens it in columns."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow(HEADERS)
    for line in lines:
        writer.writerow([_csv_cell(value) for value in line])
        if text.tell() > CHUNK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _csv_cell(value: Value) -> str | int:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return harmless(value) if isinstance(value, str) else "" if value is None else value


def _xlsx(lines: Iterable[list[Value]]) -> Iterator[bytes]:
    """Text is text here whatever it begins with, and each row leaves memory when the next one begins."""
    import xlsxwriter

    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        sheet = book.add_worksheet("Pelanggan")
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.freeze_panes(1, 2)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, HEADERS, bold)
        for row, line in enumerate(lines, 1):
            for column, value in enumerate(line):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(row, column, quoted(value))
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write_number(row, column, value)
        book.close()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

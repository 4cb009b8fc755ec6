"""Say what each row of a spreadsheet would do, and write nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from shared.access.models import Caller
from shared.core import clock
from shared.customers.spreadsheet_models import Spreadsheet, SpreadsheetRow
from shared.imports.import_plans import PlanBook
from shared.imports.models import ImportView, RowNote
from shared.imports.plan_import import Books, Moment, RowPlan, plan_row
from shared.imports.repository import AT_ONCE, find_claims, find_rows, find_unclaimed
from shared.imports.row_identity import row_identity

DRY = "dry"


def try_import(sheet: Spreadsheet, book: PlanBook, by: Caller) -> ImportView:
    """As the import would answer; its id leads nowhere."""
    verdicts: Counter[str] = Counter()
    errors: list[RowNote] = []
    warnings: list[RowNote] = []
    for plan in _plans(sheet.rows, book, by):
        verdicts[plan.verdict] += 1
        errors += plan.errors
        warnings += plan.warnings
    return ImportView(
        id=DRY,
        dry_run=True,
        status="done",
        rows=len(sheet.rows),
        total=len(sheet.rows),
        done=len(sheet.rows),
        created=verdicts["created"],
        updated=verdicts["updated"],
        skipped=verdicts["skipped"],
        refused=verdicts["error"],
        errors=errors,
        warnings=warnings,
        columns=sheet.columns,
        unmatched=sheet.unmatched,
        new_plans=book.notes,
    )


def _plans(rows: Sequence[SpreadsheetRow], book: PlanBook, by: Caller) -> Iterator[RowPlan]:
    """Page by page, as there may be more customers than fit in memory."""
    claimed = find_claims(rows)
    owners = find_unclaimed(rows, claimed)
    numbers = (f"baru-{number}" for number in count(1))
    moment = Moment(clock.today(), clock.now(), by.id, lambda: next(numbers))
    seen = Counter(map(row_identity, rows))
    books = Books(book)
    for start in range(0, len(rows), AT_ONCE):
        page = rows[start : start + AT_ONCE]
        books.accounts = find_rows(page, owners, claimed).accounts() | books.accounts
        for row in page:
            yield plan_row(row, books, moment)
        # Only a customer that another row names too is asked for again.
        books.accounts = {identity: kept for identity, kept in books.accounts.items() if seen[identity] > 1}

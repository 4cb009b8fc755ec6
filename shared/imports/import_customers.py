"""Bring the customers of a spreadsheet in: dry, to see what would happen, or for real, in atomic pages."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import TypeVar

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.repository import invoices, ledger
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import AlreadyThere, Collection, Commit, Record, Stored, attempt, to_document
from shared.core.ids import ulid
from shared.core.logging import log
from shared.core.text import slug
from shared.customers.models import Area
from shared.customers.read_spreadsheet import read_spreadsheet
from shared.customers.repository import (
    all_plans,
    areas,
    customers,
    customers_private,
    plans,
    subscriptions,
    take_customer_numbers,
)
from shared.customers.spreadsheet_models import Spreadsheet, SpreadsheetRow
from shared.imports.import_plans import PlanBook
from shared.imports.models import Import, ImportView
from shared.imports.plan_import import Account, Books, Moment, RowPlan, plan_row
from shared.imports.repository import FoundRows, claims, find_rows, imports

PAGE = 60
NOTES_KEPT = 500
R = TypeVar("R", bound=Record)


def import_customers(data: bytes, filename: str, by: Caller, *, dry_run: bool) -> ImportView:
    """What each row did or would do. Raises Invalid for a file that cannot be read."""
    sheet = read_spreadsheet(data, filename)
    book = PlanBook(all_plans(), sheet.rows)
    if dry_run:
        return _view("dry", sheet, book, _planned(sheet.rows, book, by.id, _imagined_numbers()), dry_run=True)
    return _import(sheet, book, by)


def read_import(import_id: str) -> ImportView:
    """How far an import has come. Raises NotFound."""
    stored = imports.get(import_id)
    if stored is None:
        raise NotFound()
    record = stored.value
    return ImportView(**record.model_dump(exclude={"by", "started_at"}), rows=record.total, dry_run=False)


def _import(sheet: Spreadsheet, book: PlanBook, by: Caller) -> ImportView:
    _create_plans_and_areas(book, sheet.rows)
    progress = Import(id=ulid(), status="running", total=len(sheet.rows), by=by.id, started_at=clock.now())
    commit = Commit()
    commit.create(imports, progress)
    state = Stored(progress, commit.commit(), to_document(progress))
    numbers = _numbers()
    done: list[RowPlan] = []
    for page in _pages(sheet.rows):
        state, planned = _import_page(page, book, by.id, numbers, state)
        done += planned
    finished = state.value.model_copy(update={"status": "done"})
    commit = Commit()
    commit.update(imports, state, finished)
    record_audit(
        commit,
        cause=progress.id,
        what="imported",
        by=by.id,
        subject=f"imports/{progress.id}",
        after={"created": finished.created, "updated": finished.updated},
    )
    commit.commit()
    log("import_done", import_id=progress.id, created=finished.created, updated=finished.updated)
    return _view(progress.id, sheet, book, done, dry_run=False)


def _import_page(
    rows: Sequence[SpreadsheetRow], book: PlanBook, by: str, numbers: Iterator[str], state: Stored[Import]
) -> tuple[Stored[Import], list[RowPlan]]:
    """Plan and write one page; if somebody changed one of its customers meanwhile, it is planned again."""

    def decide() -> tuple[Stored[Import], list[RowPlan]]:
        found = find_rows(rows)
        planned = _planned(rows, book, by, numbers, found)
        commit = Commit()
        _write(commit, planned, found)
        after = _progressed(state.value, planned)
        commit.update(imports, state, after)
        return Stored(after, commit.commit(), to_document(after)), planned

    return attempt(decide)


def _planned(
    rows: Sequence[SpreadsheetRow], book: PlanBook, by: str, numbers: Iterator[str], found: FoundRows | None = None
) -> list[RowPlan]:
    books = Books(book, _accounts(found or find_rows(rows)))
    moment = Moment(clock.today(), clock.now(), by, lambda: next(numbers))
    return [plan_row(row, books, moment) for row in rows]


def _accounts(found: FoundRows) -> dict[str, Account]:
    accounts = {}
    for identity, (customer_id, _) in found.owners.items():
        owner = found.customers.get(customer_id)
        line = found.subscriptions.get(found.subscription_of(identity) or "")
        private = found.privates.get(customer_id)
        claim = found.claims.get(identity)
        if owner is not None:
            accounts[identity] = Account(
                customer=owner.value,
                subscription=line.value if line else None,
                private=private.value if private else None,
                claim=claim.value if claim else None,
            )
    return accounts


def _write(commit: Commit, planned: Sequence[RowPlan], found: FoundRows) -> None:
    """Each account as its last row on the page leaves it, once."""
    accounts = {plan.identity: plan.account for plan in planned if plan.account is not None}
    for account in accounts.values():
        _put(commit, customers, found.customers, account.customer)
        if account.subscription:
            _put(commit, subscriptions, found.subscriptions, account.subscription)
        if account.private:
            _put(commit, customers_private, found.privates, account.private)
        if account.claim:
            _put(commit, claims, found.claims, account.claim)
    for plan in planned:
        if plan.opening:
            entry, invoice = plan.opening
            commit.create(ledger, entry)
            if invoice:
                commit.create(invoices, invoice)


def _put(commit: Commit, collection: Collection[R], before: Mapping[str, Stored[R]], record: R) -> None:
    stored = before.get(record.id)
    if stored is None:
        commit.create(collection, record)
    elif stored.value != record:
        commit.update(collection, stored, record)


def _create_plans_and_areas(book: PlanBook, rows: Sequence[SpreadsheetRow]) -> None:
    for plan in book.new:
        _create_if_absent(plans, plan)
    named = {slug(row.area): row.area for row in rows if row.area and not row.errors}
    for area_id, name in named.items():
        if area_id:
            _create_if_absent(areas, Area(id=area_id, name=name))


def _create_if_absent(collection: Collection[R], record: R) -> None:
    commit = Commit()
    commit.create(collection, record)
    with suppress(AlreadyThere):
        commit.commit()


def _progressed(progress: Import, planned: Sequence[RowPlan]) -> Import:
    verdicts = Counter(plan.verdict for plan in planned)
    errors = [note for plan in planned for note in plan.errors]
    warnings = [note for plan in planned for note in plan.warnings]
    return progress.model_copy(
        update={
            "done": progress.done + len(planned),
            "created": progress.created + verdicts["created"],
            "updated": progress.updated + verdicts["updated"],
            "skipped": progress.skipped + verdicts["skipped"],
            "errors": [*progress.errors, *errors][:NOTES_KEPT],
            "warnings": [*progress.warnings, *warnings][:NOTES_KEPT],
        }
    )


def _view(import_id: str, sheet: Spreadsheet, book: PlanBook, planned: list[RowPlan], *, dry_run: bool) -> ImportView:
    verdicts = Counter(plan.verdict for plan in planned)
    return ImportView(
        id=import_id,
        dry_run=dry_run,
        status="done",
        rows=len(planned),
        total=len(planned),
        done=len(planned),
        created=verdicts["created"],
        updated=verdicts["updated"],
        skipped=verdicts["skipped"],
        errors=[note for plan in planned for note in plan.errors],
        warnings=[note for plan in planned for note in plan.warnings],
        columns=sheet.columns,
        unmatched=sheet.unmatched,
        new_plans=book.notes,
    )


def _pages(rows: Sequence[SpreadsheetRow]) -> Iterator[Sequence[SpreadsheetRow]]:
    for start in range(0, len(rows), PAGE):
        yield rows[start : start + PAGE]


def _numbers() -> Iterator[str]:
    while True:
        yield from take_customer_numbers(PAGE)


def _imagined_numbers() -> Iterator[str]:
    return (f"baru-{number}" for number in count(1))

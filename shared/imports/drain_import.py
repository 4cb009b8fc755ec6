"""Bring in the rows of an import: page after page, each page one commit with how far the import has come.

So one that is killed goes on after its last page, and one that is worked at by two makes nothing twice.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.access.audit import record_audit
from shared.billing.repository import invoices, ledger
from shared.core import clock
from shared.core.firestore import Collection, Commit, LostRace, R, Stored, attempt, to_document
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.repository import all_plans, customers, customers_private, subscriptions, take_customer_numbers
from shared.customers.search_tokens import findable
from shared.imports.import_plans import PlanBook
from shared.imports.models import Import, ImportPage, PageRows
from shared.imports.plan_import import Books, Moment, RowPlan, plan_row
from shared.imports.repository import FoundRows, claims, find_rows, import_pages, imports, page_id

WORK_FOR_S = 40.0


class ImportMoved(Exception):
    """Somebody else has taken this import further: it is left to them."""


@dataclass
class Numbers:
    """Customer numbers, taken as they are needed; those of a page that is decided again are used again."""

    _left: list[str] = field(default_factory=list)

    def reserve(self, count: int) -> None:
        if count > len(self._left):
            self._left += take_customer_numbers(count - len(self._left))

    def take(self) -> str:
        return self._left.pop(0)


def drain_import(import_id: str, work_for_s: float = WORK_FOR_S) -> None:
    """Bring in what is left of an import; asks for a task when its time is up. Raises Busy."""
    state = imports.get(import_id)
    if state is None or state.value.status == "done":
        return
    book = PlanBook(all_plans(), [])
    numbers = Numbers()
    stop_at = time.monotonic() + work_for_s
    try:
        while state.value.status == "running":
            if time.monotonic() >= stop_at:
                enqueue_drain("imports", import_id)
                return
            state = _import_page(state, book, numbers)
    except ImportMoved:
        return
    log("import_done", import_id=import_id, created=state.value.created, updated=state.value.updated)


def _import_page(seen: Stored[Import], book: PlanBook, numbers: Numbers) -> Stored[Import]:
    """Plan and write one page; if somebody changed one of its customers meanwhile, it is planned again."""
    progress = seen.value
    page = import_pages.get(page_id(progress.id, progress.fingerprint, progress.page))
    if page is None or not page.value.rows:
        raise ImportMoved
    content = PageRows.model_validate_json(page.value.rows)

    def decide() -> Stored[Import]:
        found = find_rows(content.rows, content.owners)
        planned = _planned(content, found, book, progress.by, numbers)
        commit = Commit()
        _write(commit, planned, found)
        after = _progressed(progress, planned)
        _keep_notes(commit, page, planned)
        commit.update(imports, seen, after)
        if after.status == "done":
            counted = {"created": after.created, "updated": after.updated}
            subject = f"imports/{after.id}"
            record_audit(commit, cause=after.id, what="imported", by=after.by, subject=subject, after=counted)
        return Stored(after, commit.commit(), to_document(after))

    def decide_unless_moved() -> Stored[Import]:
        try:
            return decide()
        except LostRace:
            fresh = imports.get(progress.id)
            if fresh is None or fresh.update_time != seen.update_time:
                raise ImportMoved from None
            raise

    return attempt(decide_unless_moved)


def _planned(content: PageRows, found: FoundRows, book: PlanBook, by: str, numbers: Numbers) -> list[RowPlan]:
    known = found.accounts()
    numbers.reserve(len(found.identities - known.keys()))
    moment = Moment(clock.today(), clock.now(), by, numbers.take)
    books = Books(book, known)
    return [plan_row(row, books, moment) for row in content.rows]


def _write(commit: Commit, planned: Sequence[RowPlan], found: FoundRows) -> None:
    """Each account as its last row on the page leaves it, once."""
    accounts = {plan.identity: plan.account for plan in planned if plan.account is not None}
    for account in accounts.values():
        _put(commit, customers, found.customers, findable(account.customer))
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


def _keep_notes(commit: Commit, page: Stored[ImportPage], planned: Sequence[RowPlan]) -> None:
    """The rows themselves are not kept a moment longer than needed: they hold identity numbers."""
    errors = [note for plan in planned for note in plan.errors]
    warnings = [note for plan in planned for note in plan.warnings]
    if not errors and not warnings:
        commit.delete(import_pages, page)
        return
    after = page.value.model_copy(update={"rows": "", "errors": errors, "warnings": warnings})
    commit.update(import_pages, page, after)


def _progressed(progress: Import, planned: Sequence[RowPlan]) -> Import:
    verdicts = [plan.verdict for plan in planned]
    is_noted = any(plan.errors or plan.warnings for plan in planned)
    return progress.model_copy(
        update={
            "status": "done" if progress.page + 1 == progress.pages else "running",
            "page": progress.page + 1,
            "noted": [*progress.noted, progress.page] if is_noted else progress.noted,
            "done": progress.done + len(planned),
            "created": progress.created + verdicts.count("created"),
            "updated": progress.updated + verdicts.count("updated"),
            "skipped": progress.skipped + verdicts.count("skipped"),
            "refused": progress.refused + verdicts.count("error"),
            "moved_at": clock.real(),
        }
    )

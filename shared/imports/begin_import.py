"""Put a read spreadsheet where the pages of its import are taken from; from then on it goes on by itself."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from shared.access.models import Caller
from shared.core import clock
from shared.core.firestore import AlreadyThere, Collection, Commit, R, attempt
from shared.core.text import slug
from shared.customers.models import Area
from shared.customers.repository import areas, plans
from shared.customers.spreadsheet_models import Spreadsheet, SpreadsheetRow
from shared.imports.import_plans import PlanBook
from shared.imports.models import Import, ImportPage, PageRows
from shared.imports.repository import find_claims, find_unclaimed, import_pages, imports, page_id
from shared.imports.row_identity import row_identity
from shared.network.collect_boxes import NamedBoxes, make_boxes

PAGE = 60
"""Rows in one commit: each writes up to six documents, and a commit holds 500."""
PAGE_LETTERS = 600_000
"""A document holds 1 MiB; a row of notes as long as they may be has 20,000 letters."""
PAGES_AT_ONCE = 8
KEPT_FOR = timedelta(days=30)
WRITES = 400


def begin_import(sheet: Spreadsheet, book: PlanBook, by: Caller, *, import_id: str, fingerprint: str) -> Import:
    """The import as stored; if one of this id was begun meanwhile, that one."""
    owners = find_unclaimed(sheet.rows, find_claims(sheet.rows))
    texts = [
        PageRows(
            rows=page,
            owners={identity: owners[identity] for identity in map(row_identity, page) if identity in owners},
        ).model_dump_json(exclude_defaults=True)
        for page in _pages(sheet.rows)
    ]
    _store_pages(texts, import_id, fingerprint)
    _create_missing(plans, book.new)
    named = {slug(row.area): row.area for row in sheet.rows if row.area and not row.errors}
    _create_missing(areas, [Area(id=area_id, name=name) for area_id, name in named.items() if area_id])
    begun = Import(
        id=import_id,
        status="running",
        total=len(sheet.rows),
        pages=len(texts),
        columns=sheet.columns,
        unmatched=sheet.unmatched,
        new_plans=book.notes,
        fingerprint=fingerprint,
        by=by.id,
        started_at=clock.now(),
        moved_at=clock.real(),
    )
    _make_boxes(sheet.rows, by)
    commit = Commit()
    commit.create(imports, begun)
    try:
        commit.commit()
    except AlreadyThere:
        known = imports.get(import_id)
        return known.value if known else begun
    return begun


def _store_pages(texts: Sequence[str], import_id: str, fingerprint: str) -> None:
    expires_at = clock.real() + KEPT_FOR
    for start in range(0, len(texts), PAGES_AT_ONCE):
        commit = Commit()
        for number, text in enumerate(texts[start : start + PAGES_AT_ONCE], start):
            # Of the same file under the same id the pages are the same: whoever writes them.
            page = ImportPage(id=page_id(import_id, fingerprint, number), rows=text, expires_at=expires_at)
            commit.put(import_pages, page)
        commit.commit()


def _create_missing(collection: Collection[R], records: Sequence[R]) -> None:
    for start in range(0, len(records), WRITES):
        some = records[start : start + WRITES]

        def create(some: Sequence[R] = some) -> None:
            known = collection.get_many(record.id for record in some)
            commit = Commit()
            for record in some:
                if record.id not in known:
                    commit.create(collection, record)
            if commit.writes:
                commit.commit()

        attempt(create)


def _make_boxes(rows: Sequence[SpreadsheetRow], by: Caller) -> None:
    """The pole boxes that the file names and nobody has written down; one of a row that is refused is none."""
    named = NamedBoxes()
    for row in rows:
        if not row.errors and row.status != "stopped":
            named.add(row.odp, (slug(row.area) or None) if row.area else None)
    make_boxes(named.by_id, by)


def _pages(rows: Sequence[SpreadsheetRow]) -> Iterator[list[SpreadsheetRow]]:
    page: list[SpreadsheetRow] = []
    letters = 0
    for row in rows:
        size = len(row.model_dump_json(exclude_defaults=True))
        if page and (len(page) == PAGE or letters + size > PAGE_LETTERS):
            yield page
            page, letters = [], 0
        page.append(row)
        letters += size
    if page:
        yield page

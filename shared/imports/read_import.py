"""How far an import has come, and what there is to say about its rows once all are in."""

from shared.core.errors import NotFound
from shared.core.firestore import Stored
from shared.imports.models import Import, ImportPage, ImportView
from shared.imports.repository import import_pages, imports, page_id

PAGES_AT_ONCE = 100


def read_import(import_id: str) -> ImportView:
    """Raises NotFound."""
    stored = imports.get(import_id)
    if stored is None:
        raise NotFound()
    record = stored.value
    pages = _noted_pages(record) if record.status == "done" else []
    return ImportView(
        **record.model_dump(include=set(ImportView.model_fields)),
        rows=record.total,
        dry_run=False,
        errors=[note for page in pages for note in page.errors],
        warnings=[note for page in pages for note in page.warnings],
    )


def _noted_pages(record: Import) -> list[ImportPage]:
    ids = [page_id(record.id, record.fingerprint, number) for number in record.noted]
    found: dict[str, Stored[ImportPage]] = {}
    for start in range(0, len(ids), PAGES_AT_ONCE):
        found |= import_pages.get_many(ids[start : start + PAGES_AT_ONCE])
    return [found[page].value for page in ids if page in found]

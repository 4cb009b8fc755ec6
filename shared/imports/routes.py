"""The routes of imports: they stand under customers, which they bring in."""

from flask_openapi3.models.file import FileStorage
from pydantic import Field

from shared.access.settle_caller import caller
from shared.core.fields import ClientId
from shared.core.http import Answer, Routes
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.core.uploads import one_file
from shared.customers.spreadsheet_files import MOST_BYTES
from shared.imports.import_customers import import_customers
from shared.imports.models import ImportView
from shared.imports.read_import import read_import

imports = Routes("/api/customers")

FORM_BYTES = MOST_BYTES + 100_000
"""The file, and what a form puts around it."""


class Path(Model):
    id: str = Field(max_length=100)


class ImportQuery(Model):
    """How to import.

    `id` is the client's own, as good as an Idempotency-Key: under it the import is found if the answer is lost.
    Without `wait` the answer is 202 as soon as the file is in, and the rows follow.
    """

    dry_run: bool = False
    wait: bool = True
    id: ClientId | None = None


class ImportForm(Model):
    file: FileStorage


@imports.post("/import", may="customers.import", max_bytes=FORM_BYTES)
def new_import(form: ImportForm, query: ImportQuery, header: IdempotencyKey) -> Answer[ImportView]:
    view = import_customers(
        one_file(form.file),
        form.file.filename or "",
        caller(),
        dry_run=query.dry_run,
        import_id=query.id or header.idempotency_key,
        wait=query.wait,
    )
    return Answer(view, 202 if view.status == "running" else 200)


@imports.get("/imports/{id}", may="customers.import")
def import_progress(path: Path) -> ImportView:
    return read_import(path.id)

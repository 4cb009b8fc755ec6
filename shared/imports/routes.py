"""The routes of imports: they stand under customers, which they bring in."""

from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, Field

from shared.access.settle_caller import caller
from shared.core.errors import invalid
from shared.core.http import Routes
from shared.imports.import_customers import import_customers, read_import
from shared.imports.models import ImportView

imports = Routes("/api/customers")

FILE_BYTES = 11_000_000


class Path(BaseModel):
    id: str = Field(max_length=100)


class ImportQuery(BaseModel):
    dry_run: bool = False


class ImportForm(BaseModel):
    file: FileStorage


@imports.post("/import", may="customers.import", max_bytes=FILE_BYTES)
def import_file(form: ImportForm, query: ImportQuery) -> ImportView:
    if isinstance(form.file, str):
        raise invalid("file", "Kirim berkasnya, bukan teks.", "Send the file itself, not text.")
    return import_customers(form.file.read(), form.file.filename or "", caller(), dry_run=query.dry_run)


@imports.get("/imports/{id}", may="customers.import")
def import_progress(path: Path) -> ImportView:
    return read_import(path.id)

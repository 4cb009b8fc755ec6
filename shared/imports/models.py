"""Imports of customer spreadsheets: as stored and as they leave."""

from datetime import datetime
from typing import Literal

from shared.core.firestore import Record
from shared.core.model import Model
from shared.customers.spreadsheet_models import SpreadsheetRow

Verdict = Literal["created", "updated", "skipped", "error"]


class RowNote(Model):
    """What there is to say about one row; `row` is the line as the spreadsheet numbers it."""

    row: int
    column: str
    message: str


class NewPlanNote(Model):
    """A plan that an import makes: its name and the price most of its rows have, in rupiah."""

    id: str
    name: str
    price: int
    rows: int


class Import(Record):
    """`imports/{id}`: how far an import has come; written with each of its pages."""

    status: Literal["running", "done"]
    total: int
    done: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: int = 0
    pages: int
    page: int = 0
    """The page that comes next; all before it are in."""
    noted: list[int] = []
    """Pages with something to say about their rows."""
    columns: dict[str, str] = {}
    unmatched: list[str] = []
    new_plans: list[NewPlanNote] = []
    fingerprint: str
    """Of the file's bytes: the same id with another file is refused."""
    by: str
    started_at: datetime
    moved_at: datetime
    """On the real clock: what stands still for long was left behind by a crash."""


class ImportPage(Record):
    """`import_pages/{import}.{fingerprint}.{n}`: rows on their way in; once in, only what there is to say of them."""

    rows: str
    """`PageRows` as JSON; empty once the page is in."""
    errors: list[RowNote] = []
    warnings: list[RowNote] = []
    expires_at: datetime
    """A TTL policy's: pages of an import that never began delete themselves too."""


class PageRows(Model):
    """Rows of one page, and which customer (and subscription) those without a claim were found to be."""

    rows: list[SpreadsheetRow]
    owners: dict[str, tuple[str, str | None]] = {}


class ImportClaim(Record):
    """`import_rows/{identity}`: this identity is this customer, once, however many imports run at the same time."""

    customer_id: str
    subscription_id: str | None = None
    status: str | None = None
    """The status cell of the last import: only a cell that changed since changes the subscription."""


class ImportView(Model):
    """An import, done, running, or as it would be: done = created + updated + skipped + refused.

    The notes about single rows come when all are in.
    """

    id: str
    dry_run: bool
    status: Literal["running", "done"]
    rows: int
    total: int
    done: int
    created: int
    updated: int
    skipped: int
    refused: int
    errors: list[RowNote]
    warnings: list[RowNote]
    columns: dict[str, str] = {}
    """Our field -> the header as the file writes it."""
    unmatched: list[str] = []
    new_plans: list[NewPlanNote] = []

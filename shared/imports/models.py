"""Imports of customer spreadsheets: as stored and as they leave."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from shared.core.firestore import Record

Verdict = Literal["created", "updated", "skipped", "error"]


class RowNote(BaseModel):
    """What there is to say about one row; `row` is the line as the spreadsheet numbers it."""

    row: int
    column: str
    message: str


class NewPlanNote(BaseModel):
    """A plan that an import makes: its name and the price most of its rows have, in rupiah."""

    id: str
    name: str
    price: int
    rows: int


class Import(Record):
    """`imports/{ulid}`: how far an import has come; written with each of its pages."""

    status: Literal["running", "done"]
    total: int
    done: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    errors: list[RowNote] = []
    warnings: list[RowNote] = []
    by: str
    started_at: datetime


class ImportClaim(Record):
    """`import_rows/{identity}`: this identity is this customer, once, however many imports run at the same time."""

    customer_id: str
    subscription_id: str | None = None
    status: str | None = None
    """The status cell of the last import: only a cell that changed since changes the subscription."""


class ImportView(BaseModel):
    """An import, done, running, or as it would be: rows = created + updated + skipped + errors."""

    id: str
    dry_run: bool
    status: Literal["running", "done"]
    rows: int
    total: int
    done: int
    created: int
    updated: int
    skipped: int
    errors: list[RowNote]
    warnings: list[RowNote]
    columns: dict[str, str] = {}
    """Our field -> the header as the file writes it."""
    unmatched: list[str] = []
    new_plans: list[NewPlanNote] = []

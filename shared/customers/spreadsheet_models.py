"""What a customer spreadsheet says once it is read: rows in our words, with what was wrong in theirs."""

from dataclasses import dataclass
from datetime import date

from shared.core.errors import FieldError, Invalid
from shared.core.model import Model
from shared.customers.models import SubscriptionStatus


@dataclass
class SpreadsheetError(Invalid):
    """The file as a whole can't be read; the field at fault is `file`."""

    code: str = "unreadable_spreadsheet"


def unreadable(message_id: str, message_en: str, *, status: int = 422) -> SpreadsheetError:
    """The file is refused, with the reason in both languages."""
    return SpreadsheetError(
        message_id=message_id,
        message_en=message_en,
        fields=[FieldError("file", message_id, message_en)],
        status=status,
    )


class Issue(Model):
    """Something about one cell: the header above it, an Indonesian sentence, and a stable code."""

    column: str
    message: str
    code: str


class SpreadsheetRow(Model):
    """One customer line: empty cells are None, money is rupiah, phones are E.164, the best one first."""

    row: int
    """The line as the spreadsheet numbers it, from 1; in CSV the line where the record begins."""
    number: str | None = None
    name: str | None = None
    phones: list[str] = []
    address: str | None = None
    area: str | None = None
    email: str | None = None
    nik: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    plan_name: str | None = None
    """One spelling per plan, however the file writes it."""
    speed_mbps: int | None = None
    price: int | None = None
    """Rupiah a month as the row says; None also where it can't be read, and then the plan's price holds."""
    joined_on: date | None = None
    billing_day: int | None = None
    """1 to 28."""
    status: SubscriptionStatus | None = None
    odp: str | None = None
    port: int | None = None
    """Of the pole box."""
    pppoe_user: str | None = None
    note: str | None = None
    opening_balance: int | None = None
    """Rupiah owed before us; negative is a deposit."""
    warnings: list[Issue] = []
    errors: list[Issue] = []
    """Not empty: the row can't be imported."""


class Spreadsheet(Model):
    """A read file: which header became which field, the headers left over, and the rows in order."""

    columns: dict[str, str]
    unmatched: list[str]
    rows: list[SpreadsheetRow]

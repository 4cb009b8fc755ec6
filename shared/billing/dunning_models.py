"""Dunning: how far it has come, what staff ask for, what they are told."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from shared.core.fields import Line, RequiredLine
from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.customers.models import MOST_RUPIAH
from shared.settings.models import BillingRules

WordKind = Literal["reminded", "promised", "late_fee", "warned", "suspended"]


# --- stored


class DunningSlice(Record):
    """`dunning_slices/{on}.{slice}`: how far the steps of one day have come in one slice; written with each page."""

    on: Day
    slice: int
    cursor: list[str | int] | None = None
    page: int = 0
    finished: bool = False
    counts: dict[str, int] = {}
    """How many customers were told what, and `cut`, the lines whose service was."""
    moved_at: datetime
    """On the real clock: the sweep starts a slice again that has not moved for two minutes."""


class DatesLaid(Record):
    """`dunning_state/dates`: under which rules the dates of open bills were laid, and how far that has come."""

    rules: str
    """A digest of them."""
    cursor: str | None = None
    finished: bool = False
    moved_at: datetime


# --- arriving


class NewPromise(Model):
    """A customer promises to pay by a day; the same again is the same promise."""

    customer_id: RequiredLine
    until: date
    note: Line = ""


class MyPromise(Model):
    """By when a customer says they pay; the same again is the same promise."""

    until: date


class ReminderRequest(Model):
    """Ask this customer for what they owe now; `undoable`: the word waits for some seconds, in which it is undone."""

    customer_id: RequiredLine
    undoable: bool = False


class ReminderUndone(Model):
    """Whose reminder of today is not to go."""

    customer_id: RequiredLine


class ExemptionRequest(Model):
    """Whether a customer is never suspended for arrears, nor charged for being late; and why."""

    customer_id: RequiredLine
    exempt: bool
    reason: RequiredLine


class DunningPreviewRequest(Model):
    """Today, or a day at most 31 days ahead."""

    on: date


class DunningExampleRequest(Model):
    """Rules as they would be, saved or not, and the bill to try them on; `amount` in rupiah."""

    rules: BillingRules
    due_on: date = Field(ge=date(2020, 1, 1), lt=date(2100, 1, 1))
    amount: int = Field(default=165_000, ge=1, le=MOST_RUPIAH, strict=True)


# --- leaving


class PromiseView(Model):
    """A promise that stands, and what it is about, in rupiah."""

    customer_id: str
    customer_name: str
    phone: str | None
    until: date
    given_on: date
    note: str
    by: str
    owed: int
    broken_promises: int
    """How many were broken before it."""


class PromisePage(Model):
    items: list[PromiseView]
    next_cursor: str | None


class ReminderView(Model):
    """The reminder of today; `already` where the customer was asked before today."""

    customer_id: str
    message_id: str | None
    """None where today's word was no reminder of staff."""
    already: bool
    asked_at: datetime | None = None
    undo_until: datetime | None = None
    """Until then it can be undone; it waits so long."""


class StepSum(Model):
    """How many customers are told this, and what the bills named to them come to, in rupiah."""

    kind: WordKind
    customers: int
    amount: int
    without_phone: int
    """Of these customers, those who cannot be written to."""


class DunningPreview(Model):
    """What the day's steps would be if nobody paid before; writes nothing. Amounts in rupiah."""

    on: date
    customers: int
    steps: list[StepSum]
    lines_cut: int
    late_fees: int
    no_cut_because: str | None
    """What keeps the day from being one on which a service is cut."""


class ExampleDay(Model):
    """What is said on a day, `day` days after the due date; a suspension that had to wait says since when and why."""

    on: date
    at: datetime
    kind: WordKind
    day: int
    moved_from: date | None
    moved_because: str | None
    cut_at: datetime | None
    """When the service is cut if nobody pays, as the word says."""


class NoCutDay(Model):
    """A day on which no service is cut, and what keeps it."""

    on: date
    because: str


class DunningExample(Model):
    """The course of one bill that nobody pays, over whole months."""

    from_on: date
    until_on: date
    days: list[ExampleDay]
    no_cut: list[NoCutDay]


class BillDunning(Model):
    """One open bill, what was done about it and what comes next; amounts in rupiah."""

    id: str
    number: str
    due_on: date
    days_late: int
    """Below zero: days until it is due."""
    left: int
    late_fee: int
    dunned: list[str]
    next_dunning_on: date | None
    next_dunning_at: datetime | None
    suspend_at: datetime | None
    """When the service is cut if it stays open; None where it is not."""


class DunningView(Model):
    """Why a customer is asked, warned or cut, and what ends it; amounts in rupiah."""

    customer_id: str
    suspended: list[str]
    """Lines that are cut for arrears."""
    to_lift: int
    """What has to be paid for them to come back."""
    bills: list[BillDunning]
    exempt: bool
    promise_until: date | None
    latest_promise_day: date | None
    """None where no promise may be taken any more."""
    broken_promises: int
    reminded_on: date | None

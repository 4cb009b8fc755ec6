"""Invoices, the ledger and runs: as stored, as they arrive, as they leave."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from shared.core.fields import PageQuery, RequiredLine
from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.customers.life_cycle import Step
from shared.customers.models import (
    DEFAULT_BRANCH,
    CustomerStatus,
    NewCharge,
    PendingLine,
    SubscriptionChanges,
    SubscriptionStatus,
    SubscriptionView,
)
from shared.customers.terms import BilledDays
from shared.messaging.models import Forecast

InvoiceStatus = Literal["open", "paid", "void", "written_off"]
InvoiceKind = Literal["period", "opening", "single"]
LineKind = Literal["plan", "proration", "add_on", "charge", "discount", "carried", "tax", "opening", "late_fee"]
EntryKind = Literal[
    "invoice", "payment", "reversal", "void", "credit", "opening", "refund", "write_off", "adjustment", "late_fee"
]
RunStatus = Literal["running", "done"]
SkipReason = Literal["pending", "suspended", "paused", "stopped", "archived"]

SLICES = 16
"""A queue is drained by this many tasks, each over 256 / 16 shards."""


# --- stored


class PaidPart(Model):
    """What one payment paid of an invoice, in rupiah."""

    payment_id: str
    amount: int
    on: Day


class InvoiceLine(Model):
    """One line that explains itself: what, which days or why, and how much in rupiah (discounts negative)."""

    kind: LineKind
    description: str
    detail: str = ""
    amount: int


class InvoiceTax(Model):
    """How the tax on an invoice came about, for the paper: percent of the base, both in rupiah."""

    percent: float
    base: int
    amount: int
    inclusive: bool


class Invoice(Record):
    """One bill. Its id is what it is for, so a month cannot be billed twice."""

    number: str
    kind: InvoiceKind
    customer_id: str
    customer_name: str
    subscription_id: str | None
    plan_id: str | None = None
    plan_name: str = ""
    period: str
    """`YYYY-MM`, the month of the invoice's own date."""
    period_start: Day | None = None
    period_end: Day | None = None
    billed_on: Day
    """The invoice's own date: the billing day it is for."""
    issued_on: Day
    issued_at: datetime
    due_on: Day
    lines: list[InvoiceLine]
    tax: InvoiceTax | None = None
    billed_days: list[BilledDays] = []
    """Its days of service and what they were charged, before tax."""
    waited: list[PendingLine] = []
    """The lines that waited for it: taken back with it, they wait again."""
    total: int
    paid: int = 0
    """The sum of `payments` and of `from_credit`."""
    payments: list[PaidPart] = []
    from_credit: int = 0
    """What was paid of it out of money the customer had with us."""
    paid_on: Day | None = None
    """The day nothing was left to pay."""
    credited: int = 0
    """What credit notes gave back of it."""
    write_offs: int = 0
    """How often it was written off: whoever pays for it after all opens it again."""
    status: InvoiceStatus
    next_dunning_on: Day | None = None
    """The day of the next dunning step, or of the next look at it."""
    next_dunning_at: datetime | None = None
    """The first moment the policy's hours allow on that day."""
    dunned: list[str] = []
    """The steps of the ladder that are behind it, `remind+3`, taken or passed over."""
    rounds: int = 0
    """How often its steps began anew: messages of a later round have a cause of their own."""
    promises: int = 0
    """How many promises to pay it later were taken."""
    late_fee: int = 0
    """What of `total` is a fee for being late."""
    late_fee_on: Day | None = None
    """When that was charged: once, also when it is waived."""
    charges: int = 0
    """How many payments of it were asked for at a gateway: the next is that much plus one."""
    run_id: str | None = None
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    shard: int
    link_version: int = 1
    """Raised to revoke the links that open this bill without a login."""


class LedgerEntry(Record):
    """One movement of a customer's account, only ever added; positive is what they owe more."""

    customer_id: str
    kind: EntryKind
    amount: int
    cause: str
    note: str = ""
    """Why, where a person decided it."""
    on: Day
    at: datetime
    by: str
    branch_id: str = DEFAULT_BRANCH


class Run(Record):
    """A billing run for one day; its slices carry the counts."""

    on: Day
    n: int
    started_at: datetime
    by: str
    expected: int
    """How many subscriptions were due when it started, for the progress bar."""


class Failure(Model):
    """What could not be billed, and why, in words for the owner."""

    subscription_id: str
    customer_id: str
    code: str
    message: str


class RunFailure(Record):
    """`run_failures/{run id}.{subscription id}`: what a run could not bill."""

    run_id: str
    failure: Failure


class RunSlice(Record):
    """`run_slices/{run id}.{slice}`: how far one drain of a run has come; written with each of its pages."""

    run_id: str
    on: Day
    slice: int
    cursor: list[str | int] | None = None
    page: int = 0
    finished: bool = False
    created: int = 0
    already: int = 0
    failed: int = 0
    total_amount: int = 0
    skipped: dict[str, int] = {}
    moved_at: datetime
    """On the real clock: the sweep starts a slice again that has not moved for two minutes."""


# --- arriving


class RunRequest(Model):
    """Bill all that is due up to and including this date, at most 62 days ahead."""

    on: date


class InvoiceQuery(PageQuery):
    """Filters of the invoice list."""

    status: InvoiceStatus | None = None
    period: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}$")
    customer_id: str | None = Field(default=None, max_length=64)


class VoidRequest(Model):
    """Why an invoice is taken back."""

    reason: str = Field(default="", max_length=400)


# --- leaving


class InvoiceView(Model):
    """An invoice for staff; amounts in rupiah."""

    id: str
    number: str
    kind: InvoiceKind
    customer_id: str
    customer_name: str
    subscription_id: str | None
    plan_id: str | None
    plan_name: str
    period: str
    period_start: date | None
    period_end: date | None
    billed_on: date
    issued_on: date
    due_on: date
    lines: list[InvoiceLine]
    total: int
    paid: int
    status: InvoiceStatus
    next_dunning_on: date | None
    late_fee: int


class InvoicePage(Model):
    items: list[InvoiceView]
    next_cursor: str | None


class RunView(Model):
    """A run: due = created + already + skipped + failed once it is done; `total_amount` in rupiah."""

    id: str
    status: RunStatus
    on: date
    ahead: bool
    by: str
    started_at: datetime
    expected: int
    due: int
    created: int
    already: int
    skipped: int
    skipped_by_reason: dict[str, int]
    failed: int
    total_amount: int
    failures: list[Failure]


class RunStarted(Model):
    """The run that works on this date now."""

    id: str
    ahead: bool = False


class RunPage(Model):
    items: list[RunView]
    next_cursor: str | None


class FailurePage(Model):
    items: list[Failure]
    next_cursor: str | None


class PlanSum(Model):
    """How many invoices of a plan at what price, and their sum in rupiah."""

    plan_id: str
    plan_name: str
    price: int
    count: int
    amount: int


class LineSum(Model):
    """How many lines of a kind beside the plan, and their sum in rupiah."""

    kind: LineKind
    count: int
    amount: int


class PreviewInvoice(Model):
    """An invoice as it would be."""

    id: str
    customer_id: str
    customer_name: str
    subscription_id: str
    period: str
    due_on: date
    total: int
    lines: list[InvoiceLine]


class SubscriptionPreviewRequest(Model):
    """A change to try out: a step in life, other terms, a one-off charge; nothing asks how things stand."""

    step: Step | None = None
    on: date | None = None
    plan_id: RequiredLine | None = None
    changes: SubscriptionChanges | None = None
    charge: NewCharge | None = None


class SubscriptionPreview(Model):
    """What a change would do: the lines it adds and their sum in rupiah, tax included, and the invoice that is next."""

    subscription: SubscriptionView
    lines: list[InvoiceLine]
    amount: int
    next_invoice: PreviewInvoice | None
    """After a stop the final bill; without one, nothing is owed for it any more."""
    credit: int
    """What the customer would have with us after a stop, in rupiah."""


class PreviewView(Model):
    """What a run for `on` would do now: due = create + skip + fail; writes nothing."""

    on: date
    ahead: bool
    due: int
    create: int
    skip: int
    fail: int
    skipped_by_reason: dict[str, int]
    total_amount: int
    by_plan: list[PlanSum]
    by_line: list[LineSum]
    credit_used: int
    without_phone: int
    price_overrides: int
    failures: list[Failure]
    messages: Forecast
    """What telling the customers takes."""
    sample: list[PreviewInvoice]
    """The first invoices, lines and all."""


class BankView(Model):
    """Where to transfer to."""

    bank: str
    number: str
    holder: str


class PayCompany(Model):
    """Who the bill is from."""

    name: str
    phone: str
    banks: list[BankView]


class PayView(Model):
    """One bill for whoever holds its link: no address, no NIK, a shortened name; amounts in rupiah."""

    number: str
    customer_name: str
    period: str
    period_start: date | None
    period_end: date | None
    due_on: date
    lines: list[InvoiceLine]
    total: int
    paid: int
    amount_due: int
    status: InvoiceStatus
    company: PayCompany
    pdf_url: str


class MyInvoice(Model):
    """One bill for its own customer, signed in; amounts in rupiah."""

    id: str
    number: str
    kind: InvoiceKind
    subscription_id: str | None
    plan_name: str
    period: str
    period_start: date | None
    period_end: date | None
    issued_on: date
    due_on: date
    lines: list[InvoiceLine]
    total: int
    paid: int
    amount_due: int
    status: InvoiceStatus


class MyInvoicePage(Model):
    items: list[MyInvoice]
    next_cursor: str | None


class MySubscription(Model):
    """A line into a customer's house, for the customer; `price` is what it pays a month before tax on top."""

    id: str
    status: SubscriptionStatus
    plan_name: str
    speed_mbps: int | None
    price: int | None
    next_invoice_on: date | None


class MyAccount(Model):
    """A customer's home page; amounts in rupiah."""

    customer_id: str
    name: str
    address: str
    phones: list[str]
    """Their numbers, E.164; the first is the one we write to."""
    status: CustomerStatus
    owed: int
    """What the unpaid bills add up to."""
    credit: int
    unpaid: list[MyInvoice]
    """Oldest first."""
    promised_until: date | None
    """By when they said they pay, while that stands."""
    promise_latest: date | None
    """The last day they may promise; None where nothing is open, or it was promised often enough."""
    next_invoice_on: date | None
    subscriptions: list[MySubscription]
    company: PayCompany
    today: date

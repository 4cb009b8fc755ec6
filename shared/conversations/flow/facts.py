"""What is known when somebody writes: who they are, what they owe, what they reported. Read before a step."""

from datetime import date, datetime

from shared.core.firestore import Day
from shared.core.model import Model

URGENT, HIGH = "urgent", "high"


class Bank(Model):
    bank: str
    number: str
    holder: str


class BillLine(Model):
    """One line of a bill in rupiah, and why."""

    what: str
    why: str = ""
    amount: int


class Bill(Model):
    """An open bill; amounts in rupiah."""

    id: str
    number: str
    period: str
    """`2026-11`."""
    lines: list[BillLine] = []
    total: int
    paid: int = 0
    due_on: Day
    link: str = ""
    """Where it is paid, on our public address."""
    pdf: str = ""
    qris: str | None = None
    """Its QRIS as a picture, where the provider has one."""

    @property
    def left(self) -> int:
        return self.total - self.paid


class Line(Model):
    """A line into a customer's house."""

    id: str
    status: str
    plan: str
    suspended_for: str | None = None


class Ticket(Model):
    """A complaint of theirs that is not closed, or that waits for their rating."""

    id: str
    category: str
    status: str
    reported_at: datetime
    visit_at: datetime | None = None
    technician: str = ""
    line: str | None = None
    asks_rating: bool = False
    asked_at: datetime | None = None
    """When we asked how it was."""


class OutageNews(Model):
    """An open outage where they live."""

    id: str
    cause: str = ""
    expected_at: datetime | None = None


class Account(Model):
    """The customer the conversation is about."""

    customer_id: str
    name: str
    status: str = "active"
    credit: int = 0
    bills: list[Bill] = []
    """Oldest first."""
    lines: list[Line] = []
    next_bill_on: Day | None = None
    last_paid: int = 0
    last_paid_on: Day | None = None
    proof_sent_on: Day | None = None
    """When the latest proof came that nobody has looked at yet."""
    promised_until: Day | None = None
    latest_promise_on: Day | None = None
    """The last day a promise may name; None: none may be taken here."""
    tickets: list[Ticket] = []
    """Latest first."""
    outage: OutageNews | None = None
    recovered: str = ""
    """The outage after which we asked whether it works again; they have not said."""
    quarter: str = ""
    """The quarter they may be asked about; empty: they are left in peace."""
    repeated: bool = False
    """The same trouble was reported before, not long ago."""

    @property
    def owed(self) -> int:
        return sum(bill.left for bill in self.bills)

    @property
    def open_tickets(self) -> list[Ticket]:
        return [ticket for ticket in self.tickets if ticket.status != "closed"]

    @property
    def to_rate(self) -> Ticket | None:
        return next((ticket for ticket in self.tickets if ticket.asks_rating), None)


class Person(Model):
    """One of the customers who go by the number that writes."""

    customer_id: str
    name: str
    address: str = ""


class Candidate(Model):
    """Whose customer number a stranger told us; what they must know of it besides."""

    customer_id: str
    name: str
    phones: list[str]


class Facts(Model):
    """All a step may know; `today` and `zone` are the provider's."""

    now: datetime
    today: date
    zone: str = "Asia/Jakarta"
    company: str
    banks: list[Bank] = []
    shows_phone: bool = True
    """False for somebody who hides their number (BSUID)."""
    people: list[Person] = []
    """More than one where a number belongs to several customers."""
    account: Account | None = None
    candidate: Candidate | None = None
    asked_rating_last: bool = False
    """The last we wrote to them was the question how a complaint was handled."""
    no_broadcasts: bool = False

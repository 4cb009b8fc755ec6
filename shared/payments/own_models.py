"""What whoever holds a bill, and a customer signed in, see of payments: as it leaves."""

from datetime import date, datetime

from shared.billing.models import InvoiceStatus
from shared.core.model import Model
from shared.payments.models import Allocation, Method, PaymentStatus, ProofStatus


class ProofStanding(Model):
    """The latest proof for a bill, while it waits or after it was refused."""

    status: ProofStatus
    sent_at: datetime
    reason: str


class BillPayment(Model):
    """A payment of a bill for whoever holds the bill; `amount` is what it paid of it, in rupiah."""

    id: str
    number: str
    amount: int
    method: Method
    paid_at: datetime


class BillStanding(Model):
    """How far the paying of one bill is; amounts in rupiah."""

    status: InvoiceStatus
    total: int
    paid: int
    amount_due: int
    paid_on: date | None
    service_back: bool
    """A payment of it brought back service that was cut."""
    payments: list[BillPayment]
    proof: ProofStanding | None


class MyPayment(Model):
    """A payment for whoever paid; `credit` is what no bill needed of it, in rupiah."""

    id: str
    number: str
    amount: int
    method: Method
    paid_at: datetime
    status: PaymentStatus
    allocations: list[Allocation]
    credit: int


class MyPaymentPage(Model):
    items: list[MyPayment]
    next_cursor: str | None


class MyStatementLine(Model):
    """One movement of one's own account in words, and what was owed after it."""

    on: date
    description: str
    amount: int
    balance: int


class MyStatement(Model):
    """One's own account over one month, in rupiah: opening + charged - received = closing."""

    month: str
    opening_balance: int
    charged: int
    received: int
    closing_balance: int
    lines: list[MyStatementLine]

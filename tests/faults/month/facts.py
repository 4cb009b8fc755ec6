"""What is so on an evening: what was read of the books, the phones and the routers; and what the town itself did."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shared.billing.models import Invoice, LedgerEntry
from shared.complaints.models import Complaint
from shared.complaints.outage_models import Affected, Outage
from shared.conversations.models import Conversation
from shared.customers.models import Customer, Subscription
from shared.messaging.models import InboundEvent, Message
from shared.payments.charge_models import Charge
from shared.payments.models import Payment


@dataclass(frozen=True)
class Bubble:
    """One thing at a phone, in the order of the phone."""

    phone: str
    id: str
    message: str
    """Which of our messages it is; empty: its owner wrote it."""
    at: datetime
    words: str
    offers: dict[str, str] = field(default_factory=dict)
    """Its buttons: what they say, and their ids."""


@dataclass(frozen=True)
class Facts:
    """Read at rest, one after the other."""

    now: datetime
    today: date
    customers: list[Customer]
    lines: list[Subscription]
    invoices: list[Invoice]
    entries: list[LedgerEntry]
    payments: list[Payment]
    charges: list[Charge]
    messages: list[Message]
    inbound: list[InboundEvent]
    conversations: list[Conversation]
    complaints: list[Complaint]
    outages: list[Outage]
    affected: list[Affected]
    bubbles: list[Bubble]
    let_on: dict[str, bool]
    """By login: whether its router lets it on."""
    served_by: dict[str, str]
    """By login: its router."""
    reports: dict[str, Any]
    """What the owner's dashboard and the reports say."""
    unfinished: list[str]
    """Runs and slices of dunning that have not come to their end."""
    tasks: dict[str, int]
    """What the queues still have to do."""


@dataclass
class Known:
    """What the town did and was done to, kept from day to day by those who did it."""

    bills: set[tuple[str, str]] = field(default_factory=set)
    """(line, month) that must have been billed."""
    due: set[tuple[str, date]] = field(default_factory=set)
    """(line, billing day) that came, and no run has been since."""
    paid: Counter[tuple[str, int]] = field(default_factory=Counter)
    """(customer, rupiah) handed over, however."""
    unheard: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Those of today of which the gateway said nothing."""
    promised: dict[str, date] = field(default_factory=dict)
    """By customer: the last day of the latest promise."""
    cut: set[str] = field(default_factory=set)
    """Lines that were suspended yesterday evening."""
    away: set[str] = field(default_factory=set)
    """Routers that cannot reach us."""
    deaf: list[tuple[datetime, datetime]] = field(default_factory=list)
    """When no receipt came."""

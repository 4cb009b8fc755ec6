"""What is true of whoever writes, for the machine: who they are, bills, lines, complaints, outage, promise, proof."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay, oldest_first
from shared.billing.pay_link import paper_path, pay_token
from shared.billing.promise_until import latest_promise_day
from shared.billing.repository import invoices
from shared.complaints.add_customer_event import acts_of
from shared.complaints.lines_of import Lines
from shared.complaints.models import Complaint
from shared.complaints.move_complaint import is_done
from shared.complaints.outage_at import outage_of_lines
from shared.complaints.recovery_asked import recovery_asked
from shared.complaints.repeat_fault import recent_complaints, repeated
from shared.complaints.repository import complaint_rules
from shared.complaints.sla import Calendar
from shared.conversations.flow.facts import (
    Account,
    Bank,
    Bill,
    BillLine,
    Candidate,
    Facts,
    Line,
    OutageNews,
    Person,
    Ticket,
)
from shared.conversations.flow.talk import Talk
from shared.core import clock
from shared.core.config import settings
from shared.customers.find_by_phone import customers_of, phones_of
from shared.customers.models import Customer
from shared.customers.repository import all_plans, customers, subscriptions
from shared.messaging.models import Contact
from shared.payments.payment_settings import payment_rules
from shared.payments.qris_picture import qris_path
from shared.payments.repository import payments, proofs
from shared.satisfaction.quarter_to_ask import quarter_to_ask
from shared.settings.repository import billing_rules, company

LINK_LASTS = timedelta(days=90)
"""So long a stranger who has proved who they are need not do so again: numbers change hands."""
RATING_ASKED_FOR = timedelta(days=7)
MOST_BILLS = 60


@dataclass
class FactsReader:
    """Reads for one contact, each thing once."""

    contact: Contact
    now: datetime
    _people: list[Customer] | None = None
    _accounts: dict[tuple[str, str], Account] = field(default_factory=dict)
    _linked: dict[str, Customer | None] = field(default_factory=dict)

    def facts(self, talk: Talk) -> Facts:
        """All that a step may know, given whom the conversation is about."""
        who = self.customer(talk)
        account = self._account(who, talk) if who else None
        to_rate = account.to_rate if account else None
        issuer = company()
        return Facts(
            now=self.now,
            today=self.now.astimezone(clock.zone()).date(),
            zone=settings().time_zone,
            company=issuer.name,
            banks=[Bank(**bank.model_dump()) for bank in issuer.banks],
            shows_phone=self.contact.phone is not None,
            people=[Person(customer_id=one.id, name=one.name, address=one.address) for one in self.people()],
            account=account,
            candidate=self._candidate(talk),
            asked_rating_last=_is_later(to_rate.asked_at, talk.moved_at) if to_rate else False,
            no_broadcasts=self.contact.no_broadcasts,
        )

    def people(self) -> list[Customer]:
        """The customers who go by this number."""
        if self._people is None:
            phone = self.contact.phone
            self._people = [one for one in customers_of(phone) if one.erased_at is None] if phone else []
        return self._people

    def customer(self, talk: Talk) -> Customer | None:
        """Whom it is about: the one chosen, the only one there is, or whom a stranger has proved to be."""
        known = {one.id: one for one in self.people()}
        if len(known) == 1:
            return next(iter(known.values()))
        if known:
            return known.get(talk.customer_id)
        good = talk.linked_id and talk.linked_at and self.now - talk.linked_at < LINK_LASTS
        return self._other(talk.linked_id) if good else None

    def _candidate(self, talk: Talk) -> Candidate | None:
        found = self._other(talk.candidate) if talk.candidate else None
        return Candidate(customer_id=found.id, name=found.name, phones=phones_of(found)) if found else None

    def _other(self, customer_id: str) -> Customer | None:
        if customer_id not in self._linked:
            stored = customers.get(customer_id)
            usable = stored and not stored.value.archived and stored.value.erased_at is None
            self._linked[customer_id] = stored.value if stored and usable else None
        return self._linked[customer_id]

    def _account(self, customer: Customer, talk: Talk) -> Account:
        key = (customer.id, talk.report.line)
        if key not in self._accounts:
            self._accounts[key] = read_account(customer, talk.report.line, self.now)
        return self._accounts[key]


def read_account(customer: Customer, line_meant: str, now: datetime) -> Account:
    """What is true of this customer; outage and repetition are of the line that is meant, else of any."""
    today = now.astimezone(clock.zone()).date()
    found = invoices.find(("customer_id", "==", customer.id), ("status", "==", "open"), limit=MOST_BILLS)
    bills = [one for one in oldest_first(stored.value for stored in found) if left_to_pay(one)]
    stored_lines = subscriptions.get_many(customer.subscriptions)
    told = [stored_lines[one].value for one in sorted(stored_lines)]
    plans = all_plans() if len(told) > 1 else {}
    meant = [one for one in told if line_meant in ("", one.id) and one.status != "stopped"]
    going_on = outage_of_lines(Lines(meant))
    before = recent_complaints(customer.id)
    waiting = proofs.find(("customer_id", "==", customer.id), ("status", "==", "waiting"))
    next_dates = [one.next_invoice_on for one in told if one.next_invoice_on and one.status == "active"]
    paid, paid_on = _last_paid(customer.id) if not bills else (0, None)
    tickets, recovered = _tickets(before, now), next(iter(recovery_asked(customer.id)), "")
    is_calm = not (tickets or going_on or recovered)
    sent_at = max((stored.value.sent_at for stored in waiting), default=None)
    return Account(
        customer_id=customer.id,
        name=customer.name,
        status=customer.status,
        credit=customer.credit,
        bills=_bills(bills),
        lines=[
            Line(
                id=one.id,
                status=one.status,
                plan=plans[one.plan_id].name if one.plan_id in plans else "Internet",
                suspended_for=one.suspended_for,
            )
            for one in told
        ],
        next_bill_on=min(next_dates, default=None),
        last_paid=paid,
        last_paid_on=paid_on,
        proof_sent_on=sent_at.astimezone(clock.zone()).date() if sent_at else None,
        promised_until=customer.promise.until if customer.promise and customer.promise.until >= today else None,
        latest_promise_on=latest_promise_day(billing_rules(), today, bills),
        tickets=tickets,
        outage=OutageNews(
            id=going_on.id,
            cause=going_on.cause,
            expected_at=None if going_on.late else going_on.expected_at,
        )
        if going_on
        else None,
        recovered=recovered,
        quarter=(is_calm and quarter_to_ask(customer, now)) or "",
        repeated=repeated(before, line_meant or None, "no_connection", now) is not None,
    )


def _bills(found: list[Invoice]) -> list[Bill]:
    rules = payment_rules() if found else None
    return [
        Bill(
            id=one.id,
            number=one.number,
            period=one.period,
            lines=[BillLine(what=line.description, why=line.detail, amount=line.amount) for line in one.lines],
            total=one.total,
            paid=one.paid,
            due_on=one.due_on,
            link=f"/t/{pay_token(one)}",
            pdf=paper_path(one),
            qris=qris_path(one, rules) if rules else None,
        )
        for one in found
    ]


def _is_later(asked_at: datetime | None, moved_at: datetime | None) -> bool:
    return asked_at is not None and (moved_at is None or asked_at >= moved_at)


def _last_paid(customer_id: str) -> tuple[int, date | None]:
    latest_first = [("recorded_at", "DESCENDING")]
    for stored in payments.find(("customer_id", "==", customer_id), order=latest_first, limit=3):
        if stored.value.status == "recorded":
            return stored.value.amount, stored.value.recorded_on
    return 0, None


def _tickets(before: list[Complaint], now: datetime) -> list[Ticket]:
    """What is not closed, and what was closed of late and waits for a rating; the latest first."""
    calendar = Calendar(complaint_rules(), clock.zone())
    shown: list[Ticket] = []
    for one in before:
        ended = one.closed_at or one.resolved_at
        of_late = ended is not None and now - ended < RATING_ASKED_FOR
        asks = is_done(one) and one.status == "closed" and of_late and "rating" in acts_of(one, now, calendar)
        if one.is_open or asks:
            shown.append(_ticket(one, asks_rating=asks, asked_at=ended))
    return shown


def _ticket(one: Complaint, *, asks_rating: bool, asked_at: datetime | None) -> Ticket:
    return Ticket(
        id=one.id,
        category=one.category,
        status=one.status,
        reported_at=one.created_at,
        visit_at=one.visit.starts_at if one.visit and one.status == "scheduled" else None,
        technician=one.assignee_name,
        line=one.subscription_id,
        asks_rating=asks_rating,
        asked_at=asked_at,
    )

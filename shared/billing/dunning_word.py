"""Choose what a customer who owes is told today: one thing, the gravest, and only what will really happen: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shared.billing.dunning_dates import ONE_DAY, Step, suspension_at
from shared.billing.lift_suspension import is_overdue
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay, oldest_first
from shared.billing.suspend_days import first_cut
from shared.core import clock
from shared.customers.models import Customer
from shared.settings.models import BillingRules


@dataclass(frozen=True)
class Moment:
    """When it is, and the owner's rules."""

    now: datetime
    today: date
    rules: BillingRules

    @property
    def cut_from(self) -> datetime:
        """The first moment from now on at which the policy lets a service be cut."""
        return first_cut(self.rules.suspension, self.now, clock.zone())


@dataclass(frozen=True)
class Word:
    """What a customer is told: one of reminded, promised, late_fee, warned, suspended."""

    kind: str
    purpose: str
    lead: Invoice
    """The bill whose step it is."""
    bills: list[Invoice]
    """All it is about, the oldest first."""
    cut_at: datetime | None = None
    """When the service is cut if this is not paid; None where it is not."""


def served_lines(customer: Customer, bill: Invoice) -> list[str]:
    """The lines that are cut for a bill: its own, or for one that is of no line all; those in service only."""
    running = [line for line, brief in customer.subscriptions.items() if brief.status == "active"]
    return [line for line in running if bill.subscription_id in (None, line)]


def overdue(bills: Iterable[Invoice], today: date) -> int:
    """What is overdue of these bills, in rupiah."""
    return sum(left_to_pay(bill) for bill in bills if is_overdue(bill, today))


def cut_ahead(customer: Customer, bill: Invoice, bills: Iterable[Invoice], at: Moment) -> datetime | None:
    """When the service is cut if this bill stays open as all others do; None where it is not."""
    moment = suspension_at(at.rules, bill.due_on, at.now, bill.dunned)
    if moment is None or customer.exempt or not served_lines(customer, bill):
        return None
    then = moment.astimezone(clock.zone()).date()
    return moment if overdue(bills, then) >= at.rules.suspension.minimum_arrears else None


def choose_word(
    customer: Customer,
    bills: dict[str, Invoice],
    pending: dict[str, list[Step]],
    charged: set[str],
    cut: list[str],
    at: Moment,
) -> Word | None:
    """The gravest thing that is to be said today: a cut, a warning, a fee, a reminder."""
    said: dict[str, tuple[str, Invoice, dict[str, Any]]] = {}
    for bill_id, steps in pending.items():
        bill = bills[bill_id]
        ahead = cut_ahead(customer, bill, bills.values(), at)
        asking = [step for step in steps if step.action in ("remind", "warn")]
        cuts = [step for step in steps if step.action == "suspend"]
        if cut and cuts:
            said.setdefault("suspended", (_nth_cut(bill, cuts[-1]), bill, {}))
        if asking and asking[-1].action == "warn" and ahead:
            said.setdefault("warned", (asking[-1].name, bill, {"cut_at": ahead}))
        if bill_id in charged:
            said.setdefault("late_fee", ("late_fee", bill, {}))
        if asking and asking[-1].action == "remind" and customer.reminded_on != at.today:
            said.setdefault("reminded", (asking[-1].name, bill, {"cut_at": ahead}))
    for kind in ("suspended", "warned", "late_fee", "reminded"):
        if kind in said:
            purpose, lead, more = said[kind]
            return Word(kind, purpose, lead, _named(kind, bills, lead, at, **more), **more)
    return None


def _nth_cut(bill: Invoice, step: Step) -> str:
    """The purpose of the word that a service is cut: a ladder may cut again for the same bill."""
    before = [name for name in bill.dunned if name.startswith("suspend") and name != step.name]
    return f"suspended{step.day:+d}" if before else "suspended"


def _named(
    kind: str, bills: dict[str, Invoice], lead: Invoice, at: Moment, cut_at: datetime | None = None
) -> list[Invoice]:
    """The bills a word is about: what has to be paid for the service to stay, or to come back; or what is due."""
    if kind == "late_fee":
        return [lead]
    last = max(at.today, lead.due_on)
    if kind == "suspended":
        last = at.today - ONE_DAY
    if kind == "warned" and cut_at:
        last = cut_at.astimezone(clock.zone()).date() - ONE_DAY
    return [bill for bill in oldest_first(bills.values()) if bill.due_on <= last]

"""Decide what is asked of one customer now, and what is done about what they owe: pure.

A customer is decided as a whole, so that they hear one thing a day and are cut for all that is overdue at once.
A step is passed over if a later one is due already. A suspension and a fee never are: they wait for a day on which
they may be.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from shared.billing.dunning_dates import (
    NOT_FOLLOWED_UP,
    ONE_DAY,
    Step,
    begins,
    dated,
    next_dunning_at,
    steps_of,
)
from shared.billing.dunning_word import Moment, Word, choose_word, overdue, served_lines
from shared.billing.late_fee import late_fee_entry, with_late_fee
from shared.billing.lift_suspension import is_overdue
from shared.billing.models import Invoice, LedgerEntry
from shared.billing.pay_invoice import is_followed_up, oldest_first
from shared.core import clock
from shared.customers.models import Customer


@dataclass(frozen=True)
class Decided:
    """The customer and their bills afterwards, lines whose service is cut, the fees charged, and the word they get."""

    customer: Customer
    bills: list[Invoice]
    entries: list[LedgerEntry] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    word: Word | None = None


def is_due(bill: Invoice, now: datetime) -> bool:
    """Whether its next step, or the next look at it, has come."""
    return bill.status == "open" and bill.next_dunning_at is not None and bill.next_dunning_at <= now


def decide_steps(customer: Customer, still_open: Iterable[Invoice], at: Moment) -> Decided | None:
    """What is due of a customer's open bills now; None where nothing is."""
    found = oldest_first(still_open)
    due = [bill for bill in found if is_due(bill, at.now)]
    if not due:
        return None
    bills = {bill.id: bill for bill in found if is_followed_up(bill, at.rules) and not customer.archived}
    left_alone = [bill.model_copy(update=NOT_FOLLOWED_UP) for bill in due if bill.id not in bills]
    due = [bill for bill in due if bill.id in bills]
    promise = customer.promise
    if promise is not None and promise.until >= at.today:
        decided = _wait_for_promise(customer, list(bills.values()), due, promise.until, at)
    else:
        if promise is not None:
            broken = {"promise": None, "broken_promises": customer.broken_promises + 1}
            customer = customer.model_copy(update=broken)
        decided = _take_steps(customer, bills, due, at)
    if decided.word:
        decided = replace(decided, customer=decided.customer.model_copy(update={"reminded_on": at.today}))
    return replace(decided, bills=[*decided.bills, *left_alone])


def _wait_for_promise(customer: Customer, bills: list[Invoice], due: list[Invoice], until: date, at: Moment) -> Decided:
    look_again = begins(until if until > at.today else until + ONE_DAY)
    moved = [bill.model_copy(update=dated(look_again, clock.zone())) for bill in due]
    is_the_day = until == at.today and customer.promise is not None and customer.promise.given_on < at.today
    if not due or not is_the_day or customer.reminded_on == at.today:
        return Decided(customer, moved)
    promised = [bill for bill in bills if bill.due_on <= until] or due
    return Decided(customer, moved, word=Word("promised", f"remind.promised-{until}", promised[0], promised))


def _take_steps(customer: Customer, bills: dict[str, Invoice], due: list[Invoice], at: Moment) -> Decided:
    entries = []
    pending = {bill.id: _pending(bill, at) for bill in due}
    for bill in due:
        fee = at.rules.late_fee
        if fee and not customer.exempt and any(step.action == "late_fee" for step in pending[bill.id]):
            bills[bill.id] = with_late_fee(bill, fee, at.today)
            if bills[bill.id].late_fee_on != bill.late_fee_on:
                entries.append(late_fee_entry(bills[bill.id], at.now, at.today))
    charged = {entry.cause for entry in entries}
    cut = _cut(customer, bills.values(), pending, at)
    waits = cut is None
    after = []
    for bill in (bills[one.id] for one in due):
        done = [*bill.dunned, *(step.name for step in pending[bill.id] if step.action != "suspend" or not waits)]
        following = next_dunning_at(at.rules, bill.due_on, at.today, done=done, from_moment=at.now)
        after.append(bill.model_copy(update={"dunned": done, **dated(following, clock.zone())}))
    bills |= {bill.id: bill for bill in after}
    owed = customer.balance + sum(entry.amount for entry in entries)
    customer = customer.model_copy(update={"balance": owed})
    # Who is cut later today hears of it then, and of nothing before.
    is_cut_today = waits and at.cut_from.astimezone(clock.zone()).date() == at.today
    word = None if is_cut_today else choose_word(customer, bills, pending, charged, cut or [], at)
    return Decided(customer, after, entries, cut or [], word)


def _pending(bill: Invoice, at: Moment) -> list[Step]:
    """The steps whose day has come and that are not behind it."""
    return [
        step
        for step in steps_of(at.rules)
        if step.name not in bill.dunned and bill.due_on + timedelta(days=step.day) <= at.today
    ]


def _cut(customer: Customer, bills: Iterable[Invoice], pending: dict[str, list[Step]], at: Moment) -> list[str] | None:
    """The lines to be cut now: those of all bills that are ripe for it. None where it is due and has to wait."""
    if not any(step.action == "suspend" for steps in pending.values() for step in steps):
        return []
    ripe = [bill for bill in bills if is_overdue(bill, at.today) and _is_ripe(bill, at)]
    lines = sorted({line for bill in ripe for line in served_lines(customer, bill)})
    if not lines or customer.exempt or overdue(bills, at.today) < at.rules.suspension.minimum_arrears:
        return []
    return lines if at.cut_from <= at.now else None


def _is_ripe(bill: Invoice, at: Moment) -> bool:
    return any(
        step.action == "suspend" and bill.due_on + timedelta(days=step.day) <= at.today for step in steps_of(at.rules)
    )

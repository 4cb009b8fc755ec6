"""What the steps of a day would be if nobody paid before, by the same decision, writing nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from shared.billing.dunning_dates import ONE_DAY
from shared.billing.dunning_ladder import Decided, decide_steps
from shared.billing.dunning_models import DunningPreview, StepSum, WordKind
from shared.billing.dunning_word import Moment
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import dunning_due_by, open_bills_of
from shared.billing.suspend_days import why_not
from shared.core import clock
from shared.core.errors import invalid
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.settings.models import BillingRules
from shared.settings.repository import billing_rules

DAYS_AHEAD = 31
BATCH = 300
KINDS: tuple[WordKind, ...] = ("reminded", "promised", "late_fee", "warned", "suspended")


def preview_dunning(on: date) -> DunningPreview:
    """Counts and rupiah by step for `on`. Raises Invalid for a day past or too far ahead."""
    if not clock.today() <= on <= clock.today() + timedelta(days=DAYS_AHEAD):
        raise invalid(
            "on", f"Hari ini sampai {DAYS_AHEAD} hari ke depan.", f"From today until {DAYS_AHEAD} days ahead."
        )
    rules = billing_rules()
    told, amounts, silent = Counter[str](), Counter[str](), Counter[str]()
    reached: set[str] = set()
    lines = fees = 0
    for customer, decided in _decided_on(on, rules):
        reached.add(customer.id)
        lines += len(decided.cut)
        fees += sum(entry.amount for entry in decided.entries)
        if decided.word:
            kind = decided.word.kind
            told[kind] += 1
            amounts[kind] += sum(left_to_pay(bill) for bill in decided.word.bills)
            silent[kind] += customer.phone is None
    return DunningPreview(
        on=on,
        customers=len(reached),
        steps=[
            StepSum(kind=kind, customers=told[kind], amount=amounts[kind], without_phone=silent[kind])
            for kind in KINDS
            if told[kind]
        ],
        lines_cut=lines,
        late_fees=fees,
        no_cut_because=why_not(rules.suspension, on),
    )


def _decided_on(on: date, rules: BillingRules) -> Iterator[tuple[Customer, Decided]]:
    """What is decided on the day itself, the days until then being lived through without a payment."""
    ends = datetime.combine(on + ONE_DAY, time(), clock.zone())
    for owners in _owners_due(ends):
        known, bills = customers.get_many(owners), open_bills_of(owners)
        for customer_id in owners:
            if customer_id in known:
                found = [stored.value for stored in bills.get(customer_id, [])]
                yield from _lived(known[customer_id].value, found, on, ends, rules)


def _owners_due(ends: datetime) -> Iterator[list[str]]:
    """The customers of whom something is due by then, each once, in batches."""
    seen: set[str] = set()
    after = None
    while page := dunning_due_by(ends, after=after, limit=BATCH):
        fresh = [one for one in dict.fromkeys(stored.value.customer_id for stored in page) if one not in seen]
        seen.update(fresh)
        yield fresh
        after = [page[-1].value.next_dunning_at, page[-1].value.id]


def _lived(
    customer: Customer, bills: list[Invoice], on: date, ends: datetime, rules: BillingRules
) -> Iterator[tuple[Customer, Decided]]:
    known = {bill.id: bill for bill in bills}
    moment = clock.now()
    while moments := [bill.next_dunning_at for bill in known.values() if bill.next_dunning_at]:
        moment = max(moment, min(moments))
        if moment >= ends:
            return
        today = moment.astimezone(clock.zone()).date()
        decided = decide_steps(customer, known.values(), Moment(moment, today, rules))
        if decided is None:
            return
        if today == on:
            yield customer, decided
        known |= {bill.id: bill for bill in decided.bills}
        customer = _as_cut(decided.customer, decided.cut)


def _as_cut(customer: Customer, cut: list[str]) -> Customer:
    briefs = {
        line_id: brief.model_copy(update={"status": "suspended"}) if line_id in cut else brief
        for line_id, brief in customer.subscriptions.items()
    }
    return customer.model_copy(update={"subscriptions": briefs})

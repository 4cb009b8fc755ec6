"""What would happen to one bill that nobody pays, day by day, by the same decision as for real ones: pure."""

from datetime import date, datetime, time, timedelta

from shared.billing.dunning_dates import ONE_DAY, begins, follow_up
from shared.billing.dunning_ladder import decide_steps
from shared.billing.dunning_models import DunningExample, DunningExampleRequest, ExampleDay, NoCutDay
from shared.billing.dunning_word import Moment, Word
from shared.billing.models import Invoice, InvoiceLine
from shared.billing.suspend_days import why_not
from shared.core import clock
from shared.core.dates import add_months
from shared.customers.models import Customer, SubscriptionBrief
from shared.settings.models import BillingRules

LINE = "PLG-00042-1"
MOST_STEPS = 60
LONGEST = timedelta(days=500)
"""From the due date: longer than the longest ladder and the longest break of a policy together."""


def example_dunning(asked: DunningExampleRequest) -> DunningExample:
    """Each word and step of the ladder under these rules, and the days on which no service is cut."""
    rules = asked.rules.model_copy(update={"ladder": sorted(asked.rules.ladder, key=lambda step: step.day)})
    days = _lived(rules, asked.due_on, asked.amount)
    first = min([asked.due_on, *(one.on for one in days)]).replace(day=1)
    after = add_months(max([asked.due_on, *(one.on for one in days)]).replace(day=1), 1, 1)
    shown = (first + timedelta(days=number) for number in range((after - first).days))
    no_cut = [NoCutDay(on=day, because=why) for day in shown if (why := why_not(rules.suspension, day))]
    return DunningExample(from_on=first, until_on=after - ONE_DAY, days=days, no_cut=no_cut)


def _lived(rules: BillingRules, due_on: date, amount: int) -> list[ExampleDay]:
    issued = due_on - timedelta(days=40)
    customer, bill = _customer(issued, amount), _bill(rules, due_on, issued, amount)
    told: list[ExampleDay] = []
    for _ in range(MOST_STEPS):
        now = bill.next_dunning_at
        if now is None or now > begins(due_on + LONGEST):
            break
        today = now.astimezone(clock.zone()).date()
        decided = decide_steps(customer, [bill], Moment(now, today, rules))
        if decided is None:
            break
        customer, bill = decided.customer, decided.bills[0]
        if decided.word:
            told.append(_day(decided.word, now, today, rules, due_on))
        if decided.cut:
            brief = customer.subscriptions[LINE].model_copy(update={"status": "suspended"})
            customer = customer.model_copy(update={"subscriptions": {LINE: brief}})
    return told


def _day(word: Word, now: datetime, today: date, rules: BillingRules, due_on: date) -> ExampleDay:
    meant = _meant_for(rules, due_on, today) if word.kind == "suspended" else today
    moved = meant != today
    return ExampleDay(
        on=today,
        at=now,
        kind=word.kind,
        day=(today - due_on).days,
        moved_from=meant if moved else None,
        moved_because=why_not(rules.suspension, meant) or "jam isolir sudah lewat" if moved else None,
        cut_at=word.cut_at,
    )


def _meant_for(rules: BillingRules, due_on: date, today: date) -> date:
    """The day for which the ladder has the suspension that is carried out today."""
    meant = [due_on + timedelta(days=step.day) for step in rules.ladder if step.action == "suspend"]
    return max((day for day in meant if day <= today), default=today)


def _customer(since: date, amount: int) -> Customer:
    moment = datetime.combine(since, time(), clock.zone())
    brief = SubscriptionBrief(status="active", plan_id="contoh", billing_day=1)
    return Customer(
        id=LINE[:9],
        name="Budi",
        subscriptions={LINE: brief},
        status="active",
        balance=amount,
        shard=0,
        created_at=moment,
        updated_at=moment,
    )


def _bill(rules: BillingRules, due_on: date, issued: date, amount: int) -> Invoice:
    return Invoice(
        id=f"{LINE}_contoh",
        number="INV",
        kind="period",
        customer_id=LINE[:9],
        customer_name="Budi",
        subscription_id=LINE,
        period=f"{issued:%Y-%m}",
        billed_on=issued,
        issued_on=issued,
        issued_at=datetime.combine(issued, time(), clock.zone()),
        due_on=due_on,
        lines=[InvoiceLine(kind="plan", description="", amount=amount)],
        total=amount,
        status="open",
        shard=0,
        **follow_up(rules, due_on, issued),
    )

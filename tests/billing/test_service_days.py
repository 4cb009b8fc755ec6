"""Whatever happens to a subscription, its customer pays for the days of service, at the terms of each day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.billing.draft_invoice import Billed, bill_subscription
from shared.billing.models import Invoice
from shared.customers.life_cycle import FROM, Step, take_step
from shared.customers.models import Plan, Subscription
from shared.customers.periods import period_around
from shared.customers.terms import AddOn, Discount
from tests.cast import NOW, RUMAH_20, customer, subscribed, terms

START = date(2026, 9, 1)
HEMAT = Plan(id="hemat-10", name="Hemat 10 Mbps", price=110_000)
PLANS = {RUMAH_20.id: RUMAH_20, HEMAT.id: HEMAT}
IP = AddOn(name="IP publik", price=50_000)
HALF = Discount(name="Promo", percent=50)


@dataclass
class Line:
    """One subscription through its days: what it was billed, and what its days of service were worth."""

    subscription: Subscription
    plans: dict[str, Plan] = field(default_factory=lambda: dict(PLANS))
    invoices: list[Invoice] = field(default_factory=list)
    worth: Fraction = Fraction(0)
    charge_suspended: bool = False

    @property
    def plan(self) -> Plan:
        return self.plans[self.subscription.plan_id]

    def live_through(self, day: date) -> None:
        status = self.subscription.status
        if status == "active" or (status == "suspended" and self.charge_suspended):
            self.worth += day_rate(self.subscription, self.plan, day)

    def run(self, on: date) -> None:
        rules = {"invoice_while_suspended": self.charge_suspended}
        outcome = bill_subscription(customer(), self.subscription, self.plan, terms(on, today=on, **rules))
        assert not hasattr(outcome, "code")
        self.subscription = outcome.subscription  # type: ignore[union-attr]
        if isinstance(outcome, Billed):
            self.invoices += outcome.invoices

    def step(self, step: Step, on: date) -> None:
        if self.subscription.status in FROM[step]:
            other = HEMAT if self.subscription.plan_id == RUMAH_20.id else RUMAH_20
            self.subscription = take_step(
                self.subscription,
                step,
                self.plan,
                on,
                NOW,
                new_plan=self.plans[other.id],
                charge_suspended=self.charge_suspended,
            )

    def paid_for(self) -> int:
        """All that invoices asked for, and what waits for the next."""
        waiting = sum(pending.amount for pending in self.subscription.pending_lines)
        return sum(invoice.total for invoice in self.invoices) + waiting

    def roundings(self) -> int:
        lines = sum(len(invoice.lines) for invoice in self.invoices)
        return lines + len(self.subscription.pending_lines)


def day_rate(line: Subscription, plan: Plan, day: date) -> Fraction:
    recurring = plan.price if line.price_override is None else line.price_override
    recurring += sum(add_on.price for add_on in line.add_ons if add_on.is_in_force(day))
    left = Fraction(recurring)
    for discount in line.discounts:
        if discount.is_in_force(day):
            off = (
                recurring * Fraction(str(discount.percent)) / 100
                if discount.percent
                else Fraction(discount.amount or 0)
            )
            left -= min(left, off)
    return left / period_around(day, line.billing_day).days


def line(**more: Any) -> Line:
    """Joins on 1 September, billed on its billing day."""
    defaults = {"starts_on": START, "billed_to": START - timedelta(days=1), "next_invoice_on": START}
    return Line(subscribed(customer(), **{**defaults, **more})[1])


DATES = st.dates(START - timedelta(days=20), START + timedelta(days=120))
ENDS = st.tuples(st.none() | DATES, st.none() | DATES).map(
    lambda pair: pair if None in pair or pair[0] <= pair[1] else (pair[1], pair[0])  # type: ignore[operator]
)
ADD_ONS = st.builds(
    lambda price, ends: AddOn(name="IP publik", price=price, starts_on=ends[0], until=ends[1]),
    st.integers(1, 300_000),
    ENDS,
)
PERCENTS = st.builds(
    lambda percent, ends: Discount(name="Promo", percent=percent / 100, starts_on=ends[0], until=ends[1]),
    st.integers(1, 10_000),
    ENDS,
)
AMOUNTS = st.builds(
    lambda amount, ends: Discount(name="Loyal", amount=amount, starts_on=ends[0], until=ends[1]),
    st.integers(1, 300_000),
    ENDS,
)
EVENTS = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from(["pause", "resume", "suspend", "change-plan", "run"])), max_size=12
)


@settings(max_examples=300, deadline=None)
@given(
    EVENTS,
    st.integers(1, 28),
    st.sampled_from(["prepaid", "postpaid"]),
    st.booleans(),
    st.lists(ADD_ONS, max_size=2),
    st.lists(PERCENTS, max_size=2),
    st.lists(AMOUNTS, max_size=1),
)
def test_the_days_of_service_are_paid_for_and_no_others(
    events: list[tuple[int, Any]],
    billing_day: int,
    mode: str,
    charge_suspended: bool,
    add_ons: list[AddOn],
    percents: list[Discount],
    amounts: list[Discount],
) -> None:
    first = date(2026, 9, billing_day)
    next_on = first if mode == "prepaid" else date(2026, 10, billing_day) if billing_day == 1 else first
    it = line(
        billing_day=billing_day, mode=mode, next_invoice_on=next_on, add_ons=add_ons, discounts=percents + amounts
    )
    it.charge_suspended = charge_suspended
    day = START
    for gap, what in events:
        for _ in range(gap):
            it.live_through(day)
            day += timedelta(days=1)
        if what == "run":
            it.run(day)
        elif not (what == "suspend" and mode == "prepaid"):  # days paid ahead are not given back for arrears
            it.step(what, day)
    it.step("stop", day)
    assert abs(it.paid_for() - it.worth) <= it.roundings() / 2 + 1
    assert all(invoice.total >= 0 for invoice in it.invoices)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 12),
            st.sampled_from(["pause", "resume", "suspend", "change-plan", "run", "price", "discount", "add_on"]),
            st.integers(0, 500_000),
        ),
        max_size=10,
    ),
    st.sampled_from(["prepaid", "postpaid"]),
)
def test_never_is_more_given_back_than_was_billed(events: list[tuple[int, Any, int]], mode: str) -> None:
    it = line(mode=mode, next_invoice_on=START if mode == "prepaid" else date(2026, 10, 1))
    day = START
    for gap, what, number in events:
        day += timedelta(days=gap)
        before = it.paid_for()
        if what == "price":
            it.plans[it.plan.id] = it.plan.model_copy(update={"price": number})
        elif what == "discount":
            off = [Discount(name="Promo", percent=number % 100 + 1)] if number % 2 else []
            it.subscription = it.subscription.model_copy(update={"discounts": off})
        elif what == "add_on":
            more = [AddOn(name="IP", price=number + 1)] if number % 2 else []
            it.subscription = it.subscription.model_copy(update={"add_ons": more})
        elif what == "run":
            it.run(day)
        else:
            it.step(what, day)
        if what in ("price", "discount", "add_on"):
            assert it.paid_for() == before
        remembered = sum(days.amount for days in it.subscription.billed_days)
        assert remembered <= it.paid_for()  # what could still be given back; older days are no longer kept
        assert it.paid_for() >= 0


@pytest.mark.parametrize("more", [{}, {"discounts": [HALF]}, {"add_ons": [IP]}, {"discounts": [HALF], "add_ons": [IP]}])
def test_stopping_on_the_day_of_billing_gives_back_exactly_what_was_billed(more: dict[str, Any]) -> None:
    it = line(**more)
    it.run(START)
    assert it.paid_for() > 0
    it.subscription = it.subscription.model_copy(update={"discounts": [], "add_ons": []})
    it.plans[RUMAH_20.id] = RUMAH_20.model_copy(update={"price": 900_000})
    it.step("stop", START)
    assert it.paid_for() == 0


def test_half_the_price_gives_half_the_price_back() -> None:
    it = line(discounts=[HALF])
    it.run(START)
    it.step("pause", date(2026, 9, 16))
    assert it.paid_for() == 41_250


def test_another_plan_keeps_add_ons_and_discounts() -> None:
    it = line(discounts=[HALF], add_ons=[IP])
    it.run(START)
    it.step("change-plan", date(2026, 9, 16))
    kinds = [(pending.kind, pending.amount) for pending in it.subscription.pending_lines]
    assert kinds == [("proration", -53_750), ("proration", 55_000), ("add_on", 25_000), ("discount", -40_000)]


def test_a_pause_after_another_plan_gives_back_the_new_price() -> None:
    it = line()
    it.run(START)
    it.step("change-plan", date(2026, 9, 11))
    it.step("pause", date(2026, 9, 21))
    assert it.paid_for() == 55_000 + 36_667


def test_months_missed_before_a_pause_are_still_owed() -> None:
    it = line()
    it.step("pause", date(2026, 11, 11))
    assert it.paid_for() == 165_000 + 165_000 + 55_000


def test_back_after_several_missed_billing_days_only_days_of_service_are_billed() -> None:
    it = line()
    it.run(START)
    it.step("pause", date(2026, 9, 16))
    it.step("resume", date(2026, 12, 11))
    it.run(date(2027, 1, 1))
    (_, back) = it.invoices
    assert back.id == "PLG-00001-1_2027-01"
    assert [(billed.kind, billed.amount) for billed in back.lines] == [
        ("proration", 111_774),
        ("plan", 165_000),
        ("proration", -82_500),
    ]


def test_postpaid_stopped_in_mid_period_owes_the_days_it_had() -> None:
    it = line(mode="postpaid", next_invoice_on=date(2026, 10, 1))
    it.run(date(2026, 10, 1))
    it.step("stop", date(2026, 10, 11))
    it.run(date(2026, 10, 11))
    assert [invoice.total for invoice in it.invoices] == [165_000, 53_226]


def test_postpaid_suspended_owes_only_the_days_before() -> None:
    it = line(mode="postpaid", next_invoice_on=date(2026, 10, 1))
    it.step("suspend", date(2026, 9, 11))
    it.run(date(2026, 10, 1))
    it.step("resume", date(2026, 10, 21))
    it.run(date(2026, 11, 1))
    assert [invoice.total for invoice in it.invoices] == [55_000 + 58_548]

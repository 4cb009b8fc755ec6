"""One bill through any weather: charges asked for, paid, told of late, twice or never, cash in between, gateways down.

When it has cleared up, every rupiah that a gateway took is booked once, and nothing is open that could be paid again.
"""

import os
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st

from local.gateways.orders import Order, Status
from shared.billing.pay_invoice import left_to_pay
from shared.core import clock
from shared.core.errors import Problem
from shared.messaging.repository import messages
from shared.payments.charge_models import ChargeRequest
from shared.payments.check_charge import check_charge, check_silent_charges
from shared.payments.models import NewPayment
from shared.payments.open_charge import open_charge
from shared.payments.prove_accounts import wrong_of
from shared.payments.record_payment import record_payment
from shared.payments.repository import charges, payment_issues, payments
from tests.billing.conftest import Provider
from tests.cast import KAMIL
from tests.conftest import Enqueued
from tests.payments.conftest import PRICE
from tests.payments.gateway_stand import Stand, stand_up

DECEMBER = date(2026, 12, 1)
WAYS = [("midtrans", "qris"), ("midtrans", "page"), ("xendit", "qris"), ("xendit", "page"), ("tripay", "va_bri")]
EXAMPLES = 200 if os.environ.get("SOAK") else 12

asks = st.tuples(st.just("ask"), st.sampled_from(WAYS))
acts = st.tuples(
    st.sampled_from(["pays", "tells", "forges"]),
    st.tuples(st.integers(0, 9), st.sampled_from(["settlement", "settlement", "pending", "expire", "deny"])),
)
weather = st.tuples(
    st.sampled_from(["cash", "cash_all", "sweep", "wait", "down", "up", "loses"]), st.integers(1, PRICE)
)
STEPS = st.lists(st.one_of(asks, asks, acts, acts, weather), min_size=4, max_size=16)


class Bill:
    """A bill of a customer of its own, and what happens to it."""

    def __init__(self, provider: Provider, stand: Stand, enqueued: Enqueued, number: int) -> None:
        self.provider, self.stand, self.enqueued = provider, stand, enqueued
        self.customer_id = f"PLG-{number:05d}"
        self.id = f"{self.customer_id}-1_2026-12"
        self.cash = 0
        self.acts = count(1)
        provider.person(number)
        provider.run(DECEMBER)

    def do(self, step: str, told: Any) -> None:
        getattr(self, f"_{step}")(told)

    def orders(self) -> list[Order]:
        """What the gateways know of it, the oldest first."""
        found = (order for order in self.stand.desk.orders.latest(1000) if order.order_id.startswith(self.id))
        return sorted(found, key=lambda order: order.order_id)

    def _ask(self, way: tuple[str, str]) -> None:
        with suppress(Problem):
            open_charge(
                self.provider.invoice(self.id), ChargeRequest.model_validate({"gateway": way[0], "channel": way[1]})
            )

    def _pays(self, told: tuple[int, Status]) -> None:
        """Without a word to us; what comes after its end is always told."""
        order = self._order(told[0])
        if order and order.status in ("new", "pending"):
            self.stand.desk.orders.move(order, told[1])

    def _tells(self, told: tuple[int, Status]) -> None:
        """As it is at the gateway by then."""
        if order := self._order(told[0]):
            self.stand.desk.orders.move(order, told[1])
            self._notify(order, told[1])

    def _forges(self, told: tuple[int, Status]) -> None:
        """Signed, and not true: only Tripay's signature would make it so, and nobody else has its key."""
        order = self._order(told[0])
        if order and order.gateway != "tripay":
            self._notify(order, told[1])

    def _cash(self, amount: int) -> None:
        left = left_to_pay(self.provider.invoice(self.id))
        if left:
            self._record(min(left, amount))

    def _cash_all(self, _: int) -> None:
        self._cash(PRICE)

    def _sweep(self, _: int) -> None:
        check_silent_charges()
        for task in self.enqueued.take("drain"):
            if task.queue == "charges":
                check_charge(task.job)

    def _wait(self, minutes: int) -> None:
        Time.passed += timedelta(minutes=minutes % 90)

    def _down(self, which: int) -> None:
        self.stand.down = {["midtrans", "xendit", "tripay"][which % 3]}

    def _up(self, _: int) -> None:
        self.stand.down, self.stand.loses_answers = set(), False

    def _loses(self, _: int) -> None:
        self.stand.loses_answers = True

    def clears_up(self) -> None:
        """Everything answers again, and time passes until nobody has anything left to ask."""
        self._up(0)
        for _ in range(40):
            Time.passed += timedelta(hours=1)
            self._sweep(0)

    def _record(self, amount: int) -> None:
        self.cash += amount
        record_payment(
            NewPayment.model_validate({
                "id": f"{self.customer_id}-{next(self.acts)}", "customer_id": self.customer_id, "amount": amount,
                "method": "cash", "invoice_id": self.id,
            }),
            KAMIL,
        )  # fmt: skip

    def _notify(self, order: Order, status: Status) -> None:
        from tests.payments.gateway_stand import GATEWAYS

        if told := GATEWAYS[order.gateway].notice(self.stand.desk, order, status):
            assert self.stand.post(order.gateway, *told).status_code == 200

    def _order(self, number: int) -> Order | None:
        """One that a payer has seen: nobody pays a code whose answer was lost."""
        known = {stored.value.id: stored.value for stored in charges.find(("invoice_id", "==", self.id))}
        seen = {key for key, one in known.items() if one.qr_string or one.redirect_url or one.va_number}
        found = [order for order in self.orders() if order.order_id in seen]
        return found[number % len(found)] if found else None


class Time:
    """How far the clock is ahead."""

    passed = timedelta(0)


@pytest.fixture
def world(provider: Provider, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Any:
    Time.passed = timedelta(0)
    real = clock.real
    monkeypatch.setattr(clock, "now", lambda: real() + Time.passed)
    stand, numbers = stand_up(monkeypatch), count(1)

    def begin() -> Bill:
        stand.down, stand.loses_answers = set(), False
        return Bill(provider, stand, enqueued, next(numbers))

    return begin


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failure smaller would take minutes
)
@given(steps=STEPS)
# Paid in silence, and then told of as expired: what was said last is not what is true.
@example(steps=[("ask", ("tripay", "va_bri")), ("pays", (0, "settlement")), ("tells", (0, "expire"))])
def test_when_it_clears_up_every_rupiah_is_booked_once(world: Any, steps: list[tuple[str, Any]]) -> None:
    note(str(steps))
    bill: Bill = world()
    for step, told in steps:
        bill.do(step, told)
    bill.clears_up()
    mine = ("customer_id", "==", bill.customer_id)
    booked = [stored.value for stored in payments.find(mine)]
    taken = [order for order in bill.orders() if order.status == "settlement"]
    by_gateway = [payment for payment in booked if payment.method == "gateway"]
    assert sorted(payment.amount for payment in by_gateway) == sorted(order.amount for order in taken)
    known = {stored.value.id: stored.value for stored in charges.find(mine)}
    assert [charge.id for charge in known.values() if charge.is_open or charge.next_check_at or charge.closing] == []
    assert {charge.id for charge in known.values() if charge.status == "settled"} == {one.order_id for one in taken}
    total = sum(payment.amount for payment in booked)
    invoice, owner = bill.provider.invoice(bill.id), bill.provider.owner(bill.customer_id)
    assert (invoice.paid, owner.balance) == (min(PRICE, total), PRICE - total)
    assert wrong_of(owner) == []
    issues = [stored.value.kind for stored in payment_issues.find(mine)]
    assert set(issues) <= {"paid_twice"}
    assert bool(issues) == (total > PRICE)
    receipts = [one for one in messages.find(mine) if one.value.purpose == "receipt"]
    assert len(receipts) == len(booked)

"""A payment by gateway dies at every boundary there is, from the tap to the receipt, and ends as if it never had.

A boundary is a moment before or after a commit, a task made, a request a gateway heard, a message Meta accepted.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from shared.billing.repository import invoices, ledger
from shared.customers.repository import customers, subscriptions
from shared.payments import open_charge as opening
from shared.payments.charge_models import ChargeRequest
from shared.payments.charge_states import LEASE
from shared.payments.open_charge import open_charge
from shared.payments.record_payment import record_payment
from shared.payments.repository import charges, payment_issues, payments
from tests import conftest
from tests.cast import KAMIL
from tests.faults.mortal_cloud import Killed, MortalCloud
from tests.faults.test_every_boundary import settle, states
from tests.payments.conftest import LINE, money
from tests.payments.gateway_stand import Stand, stand_up
from tests.payments.test_dies_at_every_boundary import BILL, keep_citra

PROJECTS = count()
CHARGE = f"{BILL}-1"
TRIES = 4
ENDED = {
    "charges": {CHARGE: "settled"},
    "orders": {CHARGE: "settlement"},
    "balance": 0,
    "invoice": ("paid", 165_000),
    "line": "active",
    "payments": 1,
    "entries": 1,
    "issues": [],
    "told": {"receipt": "delivered", "resumed": "delivered", "remind+3": "cancelled"},
    "accepted": [1, 1],
}


@dataclass
class World:
    """The cloud that dies and the gateways that do not."""

    cloud: MortalCloud
    stand: Stand


@contextmanager
def new_world(dies_at: Callable[[int], bool] = lambda _: False) -> Iterator[World]:
    """Citra, who is suspended for one bill of which a reminder waits, and three gateways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-charging-{random.getrandbits(32)}-{next(PROJECTS)}")
        patch.setattr(opening, "LOOK_EVERY_S", 0)
        cloud = MortalCloud(patch)
        stand = stand_up(patch, others=cloud._meta)
        hears = stand.answer

        def answer(method: str, url: str, **told: Any) -> Any:
            cloud._boundary(f"before a gateway heard {method}")
            heard = hears(method, url, **told)
            cloud._boundary(f"after a gateway heard {method}")
            return heard

        stand.answer = answer  # type: ignore[method-assign]
        keep_citra()
        cloud.boundaries.clear()
        cloud.dies_at = dies_at
        yield World(cloud, stand)
    conftest._forget()


def until_answered(world: World, act: Callable[[], Any]) -> None:
    """As often as it takes: a page that hears nothing tries again when the lease of the dead is over."""
    for _ in range(TRIES):
        try:
            act()
            return
        except Killed:
            world.cloud.deaths += 1
            conftest._forget()
            world.cloud._now += LEASE + timedelta(seconds=1)


def opened(gateway: str, channel: str) -> Callable[[], Any]:
    asked = ChargeRequest.model_validate({"gateway": gateway, "channel": channel})

    def act() -> Any:
        stored = invoices.get(BILL)
        assert stored
        return open_charge(stored.value, asked)

    return act


def paid(world: World, gateway: str, channel: str) -> dict[str, Any]:
    """The payer taps, pays, the gateway notifies until it is answered, and everything comes to rest."""
    until_answered(world, opened(gateway, channel))
    world.stand.pays(CHARGE)
    told = world.stand.notice(CHARGE)

    def notify() -> None:
        assert world.stand.post(*told).status_code == 200

    until_answered(world, notify)
    world.cloud.run()
    return ended(world)


def ended(world: World) -> dict[str, Any]:
    owner, invoice, line = customers.get("PLG-00001"), invoices.get(BILL), subscriptions.get(LINE)
    assert owner
    assert invoice
    assert line
    accepted = {key: number for key, number in world.cloud.accepted.items() if key != "later.issued"}
    return {
        "charges": {stored.value.id: stored.value.status for stored in charges.find()},
        "orders": {order.order_id: order.status for order in world.stand.desk.orders.latest()},
        "balance": owner.value.balance,
        "invoice": (invoice.value.status, invoice.value.paid),
        "line": line.value.status,
        "payments": len(payments.find()),
        "entries": len(ledger.find()),
        "issues": [stored.value.kind for stored in payment_issues.find()],
        "told": {key.rpartition(".")[2]: status for key, status in states().items() if key != "later.issued"},
        "accepted": sorted(accepted.values()),
    }


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("gateway", "channel"), [("midtrans", "qris"), ("tripay", "va_bri")])
def test_a_payment_by_gateway_dies_anywhere_and_ends_the_same(db: None, gateway: str, channel: str) -> None:
    """At a few boundaries here, at every one in the soak."""
    with new_world() as undisturbed:
        assert paid(undisturbed, gateway, channel) == ENDED
        every = list(undisturbed.cloud.boundaries)
    tried = list(enumerate(every, start=1))
    for boundary, name in tried if os.environ.get("SOAK") else random.sample(tried, 2):
        with new_world(lambda number, at=boundary: number == at) as world:  # type: ignore[misc]
            paid(world, gateway, channel)
            settle(world.cloud)
            assert ended(world) == ENDED, f"boundary {boundary}: {name}"
            assert world.cloud.deaths == 1, name
    assert len(every) > 20


def test_the_tap_and_the_notification_die_at_each_of_their_own_boundaries(db: None) -> None:
    """Without the messages that follow: what is asked for and what is booked, at every boundary."""
    with new_world() as undisturbed:
        until_answered(undisturbed, opened("midtrans", "qris"))
        tap = len(undisturbed.cloud.boundaries)
        undisturbed.stand.pays(CHARGE)
        undisturbed.stand.tells(CHARGE)
        own = len(undisturbed.cloud.boundaries)
    assert 0 < tap < own
    for at in range(1, own + 1):
        with new_world(lambda number, at=at: number == at) as world:  # type: ignore[misc]
            until_answered(world, opened("midtrans", "qris"))
            world.stand.pays(CHARGE)
            told = world.stand.notice(CHARGE)
            until_answered(world, lambda world=world, told=told: world.stand.post(*told))  # type: ignore[misc]
            end = ended(world)
            wanted = {name: ENDED[name] for name in ("charges", "orders", "balance", "invoice", "line", "payments")}
            assert {name: end[name] for name in wanted} == wanted, at
            assert world.cloud.deaths == 1


def test_cash_that_dies_beside_an_open_charge_ends_it_once(db: None) -> None:
    ends = []
    for at in (0, 1, 2, 3, 4):
        with new_world() as world:
            until_answered(world, opened("midtrans", "qris"))
            world.cloud.boundaries.clear()
            world.cloud.dies_at = lambda number, at=at: number == at  # type: ignore[misc]
            until_answered(world, lambda: record_payment(money(amount=165_000), KAMIL))
            world.cloud.dies_at = lambda _: False
            world.cloud.run()
            end = ended(world)
            ends.append({name: end[name] for name in ("charges", "orders", "balance", "invoice", "payments", "issues")})
    assert ends == [ends[0]] * len(ends)
    assert (ends[0]["charges"], ends[0]["orders"]) == ({CHARGE: "expired"}, {CHARGE: "expire"})

"""A month of a little provider, morning by morning through the functions as deployed, with every way of paying late."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.billing.dunning_dates import begins
from shared.billing.dunning_models import NewPromise
from shared.billing.suspend_days import why_not
from shared.billing.take_promise import take_promise
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.payments.models import NewPayment
from shared.payments.record_payment import record_payment
from shared.settings.models import BillingRules, SuspensionPolicy
from shared.settings.repository import billing_settings
from tests import conftest
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.check_ledger import check_ledger
from tests.faults.mortal_cloud import MortalCloud

PRICE = RUMAH_20.price
FIRST, LAST = date(2026, 12, 1), date(2027, 1, 2)
POLICY = SuspensionPolicy(no_cut_weekdays=[5, 6])
BEFORE, TODAY, AFTER, WARNED = "remind-3", "remind+0", "remind+3", "warn+9"


def pays(number: int, amount: int = PRICE) -> Callable[[], object]:
    new = {"id": f"p-{number}-{amount}", "customer_id": f"PLG-{number:05d}", "amount": amount, "method": "cash"}
    return lambda: record_payment(NewPayment.model_validate(new), KAMIL)


def promises(number: int, until: date) -> Callable[[], object]:
    return lambda: take_promise(NewPromise(customer_id=f"PLG-{number:05d}", until=until), KAMIL)


ACTS: dict[date, list[Callable[[], object]]] = {
    date(2026, 12, 3): [pays(1)],
    date(2026, 12, 11): [pays(2)],
    date(2026, 12, 14): [pays(3), pays(4, 65_000), promises(5, date(2026, 12, 18)), promises(6, date(2026, 12, 21))],
    date(2026, 12, 17): [pays(5)],
    date(2026, 12, 23): [pays(7)],
    date(2026, 12, 29): [pays(8)],
}
SAID = {
    1: [],  # paid at once
    2: [BEFORE, TODAY],
    3: [BEFORE, TODAY, AFTER],
    4: [BEFORE, TODAY, AFTER, WARNED, "suspended"],  # a part is not all
    5: [BEFORE, TODAY, AFTER],  # promised, and kept
    6: [BEFORE, TODAY, AFTER, "remind.promised-2026-12-21", "suspended"],  # promised, and not kept
    7: [BEFORE, TODAY, AFTER, WARNED, "suspended", "resumed"],
    8: [BEFORE, TODAY, AFTER, WARNED, "suspended", "resumed"],
    9: [BEFORE, TODAY, AFTER],  # exempt
}


@pytest.fixture
def cloud(db: None, monkeypatch: pytest.MonkeyPatch) -> MortalCloud:
    """Nine customers, billed on the first; nothing dies."""
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-month-{random.getrandbits(32)}-{0}")
    # Nothing dies, so nothing is left to be found after a while.
    monkeypatch.setattr("tests.faults.mortal_cloud.REST", timedelta(minutes=6))
    made = MortalCloud(monkeypatch)
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.put(billing_settings, BillingRules(suspension=POLICY))
    for number in SAID:
        owner, line = subscribed(customer(number, exempt=number == 9))
        commit.create(customers, owner)
        commit.create(subscriptions, line)
    commit.commit()
    conftest._forget()
    return made


def live_through(cloud: MortalCloud) -> None:
    """Every morning the schedule, at nine what waited for the hour, then what people do."""
    for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)):
        cloud._now = begins(day)
        cloud._call("daily_billing", b"{}")
        cloud.run()
        cloud._now = begins(day) + timedelta(hours=4)
        cloud.run()
        for act in ACTS.get(day, []):
            act()


@pytest.mark.timeout(600)
def test_a_month_of_every_way_to_pay_late(cloud: MortalCloud) -> None:
    live_through(cloud)
    sent = sorted((stored.value for stored in messages.find()), key=lambda one: one.created_at)
    assert {one.status for one in sent} == {"delivered"}, [one.id for one in sent if one.status != "delivered"]
    assert all(number == 1 for number in cloud.accepted.values())
    for number, wanted in SAID.items():
        assert [one.purpose for one in asked(sent, number) if one.purpose != "receipt"] == wanted, number
        months = [one.created_at.astimezone(clock.zone()).date() for one in asked(sent, number)]
        assert months == sorted(months)
    for one in sent:
        if one.purpose == "suspended":
            local = one.created_at.astimezone(clock.zone())
            assert why_not(POLICY, local.date()) is None
            assert 8 <= local.hour < 16
    assert {stored.value.id[:9]: stored.value.status for stored in subscriptions.find()} == {
        f"PLG-{number:05d}": "suspended" if number in (4, 6) else "active" for number in SAID
    }
    assert check_ledger() == []
    assert {
        stored.value.id: stored.value.broken_promises for stored in customers.find() if stored.value.broken_promises
    } == {"PLG-00006": 1}


def asked(sent: list[Message], number: int) -> list[Message]:
    """What the first bill of a customer led to, but for the bill itself; January's is only just issued."""
    mine = [one for one in sent if one.customer_id == f"PLG-{number:05d}"]
    return [one for one in mine if one.purpose != "issued" and one.created_at < datetime(2027, 1, 1, tzinfo=UTC)]

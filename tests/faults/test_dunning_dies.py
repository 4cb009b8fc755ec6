"""A day of dunning dies at any boundary there is, and ends as if it never had: one reminder, one cut, one fee.

A boundary is a moment before or after a commit, a task made, or a message Meta accepted.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from shared.access.audit import entries
from shared.billing.dunning_dates import begins
from shared.billing.models import LedgerEntry
from shared.billing.repository import invoices, ledger
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers, plans, subscriptions
from shared.settings.models import LateFee
from shared.settings.repository import billing_settings
from tests import conftest
from tests.billing.dunning_stand import PRICE, bill, rules
from tests.cast import KAMIL, NOW, RUMAH_20, customer, subscribed
from tests.faults.mortal_cloud import MortalCloud
from tests.faults.test_every_boundary import settle, states

PROJECTS = count()
DAYS_LATE = {1: 3, 2: 10, 3: 5, 4: 12, 5: 3, 6: 0}
"""Who owes since when: reminded, cut, charged, cut after missed days, reminded, due today."""
SAID = {1: "remind+3", 2: "suspended", 3: "late_fee", 4: "suspended", 5: "remind+3", 6: "remind+0"}


@contextmanager
def new_cloud(dies_at: Callable[[int], bool] = lambda _: False) -> Iterator[MortalCloud]:
    """Six customers who owe, on a morning; the sweep comes every five minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-dunning-{random.getrandbits(32)}-{next(PROJECTS)}")
        cloud = MortalCloud(patch)
        commit = Commit()
        commit.create(plans, RUMAH_20)
        commit.put(billing_settings, rules(late_fee=LateFee(after_days=5, amount=5_000)))
        today = clock.today()
        for number, late in DAYS_LATE.items():
            owner, line = subscribed(customer(number))
            due_on = today - timedelta(days=late)
            owed = bill(line.id, due_on=due_on, next_dunning_at=begins(today), next_dunning_on=today)
            charged = {"late_fee_on": today, "dunned": ["late_fee+5"]} if late > 5 else {}
            commit.create(customers, owner.model_copy(update={"balance": PRICE}))
            commit.create(subscriptions, line)
            commit.create(invoices, owed.model_copy(update=charged))
            commit.create(ledger, LedgerEntry(
                id=f"{owed.id}.issued", customer_id=owner.id, kind="invoice", amount=PRICE, cause=owed.id,
                on=owed.issued_on, at=NOW, by=KAMIL.id,
            ))  # fmt: skip
        commit.commit()
        cloud.boundaries.clear()
        cloud.dies_at = dies_at
        yield cloud
    conftest._forget()


def dunned_by(cloud: MortalCloud) -> dict[str, Any]:
    """The sweep finds what is due, whatever became of the morning's schedule; then everything comes to rest."""
    cloud.run()
    cloud.dies_at = lambda _: False
    cloud.run()
    settle(cloud)
    owed = {stored.value.id: stored.value for stored in invoices.find()}
    return {
        "said": {key: state for key, state in states().items() if key != "later.issued"},
        "accepted": {key: number for key, number in cloud.accepted.items() if key != "later.issued"},
        "lines": {stored.value.id: stored.value.status for stored in subscriptions.find()},
        "owed": {stored.value.id: stored.value.balance for stored in customers.find()},
        "fees": [stored.value.id for stored in ledger.find() if stored.value.kind == "late_fee"],
        "dunned": {key: (one.dunned, one.next_dunning_on, one.total) for key, one in owed.items()},
        "cuts": sorted(stored.value.subject for stored in entries.find() if stored.value.what == "suspended"),
    }


def id_of(number: int) -> str:
    return f"PLG-{number:05d}-1_2026-12.{SAID[number]}"


@pytest.mark.timeout(600)
def test_a_day_of_dunning_dies_at_any_boundary_and_ends_the_same(db: None) -> None:
    """At a few of them here, at every one in the soak."""
    with new_cloud() as undisturbed:
        wanted = dunned_by(undisturbed)
        every = list(undisturbed.boundaries)
    assert wanted["said"] == {id_of(number): "delivered" for number in DAYS_LATE}
    assert wanted["accepted"] == {id_of(number): 1 for number in DAYS_LATE}
    assert wanted["cuts"] == ["subscriptions/PLG-00002-1", "subscriptions/PLG-00004-1"]
    assert wanted["fees"] == ["PLG-00003-1_2026-12.late_fee"]
    tried = list(enumerate(every, start=1))
    for boundary, name in tried if os.environ.get("SOAK") else random.sample(tried, 6):
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            assert dunned_by(cloud) == wanted, f"boundary {boundary}: {name}"
            assert cloud.deaths == 1, name


def test_dunning_among_deaths_everywhere_ends_the_same(db: None) -> None:
    """One boundary in eight is the end of a process."""
    chance = random.Random(7)
    with new_cloud() as undisturbed:
        wanted = dunned_by(undisturbed)
    with new_cloud(lambda _: chance.random() < 1 / 8) as cloud:
        assert dunned_by(cloud) == wanted
        assert cloud.deaths >= 5

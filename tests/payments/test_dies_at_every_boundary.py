"""The taking of a payment dies at every boundary there is, and is sent again: it ends as if it never had.

A boundary is a moment before or after a commit, a task made, or a message Meta accepted.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest

from shared.billing.repository import invoices, ledger
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.customer_status import with_subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.payments.record_payment import record_payment
from shared.payments.repository import payments
from shared.payments.reverse_payment import reverse_payment
from tests import conftest
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.faults.mortal_cloud import Killed, MortalCloud
from tests.faults.test_every_boundary import settle, states
from tests.payments.conftest import LINE, money
from tests.payments.test_proofs import bill

PROJECTS = count()
BILL = f"{LINE}_2026-11"
ENDED = {
    "balance": -35_000,
    "credit": 35_000,
    "invoice": ("paid", 165_000),
    "line": ("active", True),
    "entries": ["c_p-1.payment"],
    "payments": ["c_p-1"],
    "messages": {f"{BILL}.remind+3": "cancelled", "c_p-1.receipt": "delivered", "c_p-1.resumed": "delivered"},
    "accepted": {"c_p-1.receipt": 1, "c_p-1.resumed": 1},
}


@contextmanager
def new_cloud(dies_at: Callable[[int], bool] = lambda _: False) -> Iterator[MortalCloud]:
    """A provider whose only customer is suspended for one bill, of which a reminder waits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-paying-{random.getrandbits(32)}-{next(PROJECTS)}")
        cloud = MortalCloud(patch)
        keep_citra()
        cloud.boundaries.clear()
        cloud.dies_at = dies_at
        yield cloud
    conftest._forget()


def keep_citra() -> None:
    today = clock.today()
    owner, line = subscribed(customer(balance=0), status="suspended", suspended_for="arrears", service_allowed=False)
    owed = bill().model_copy(
        update={"id": BILL, "customer_id": owner.id, "due_on": today - timedelta(days=12), "total": 165_000}
    )
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(customers, with_subscription(owner, line).model_copy(update={"balance": 165_000}))
    commit.create(subscriptions, line)
    commit.create(invoices, owed)
    commit.create(messages, Message(
        id=f"{BILL}.remind+3", cause=BILL, purpose="remind+3", customer_id=owner.id, to=str(owner.phone),
        template="pengingat_hari_jatuh_tempo", values={}, send_after=clock.now() + timedelta(hours=2),
        created_at=clock.now(), shard=0,
    ))  # fmt: skip
    commit.commit()


def paid_by(cloud: MortalCloud) -> dict[str, object]:
    """The phone sends the payment until it is answered, then everything comes to rest."""
    for _ in range(3):
        try:
            record_payment(money(amount=200_000), KAMIL)
            break
        except Killed:
            cloud.deaths += 1
            conftest._forget()
    cloud.run()
    return ended(cloud)


def ended(cloud: MortalCloud) -> dict[str, object]:
    owner, invoice, line = customers.get("PLG-00001"), invoices.get(BILL), subscriptions.get(LINE)
    assert owner
    assert invoice
    assert line
    return {
        "balance": owner.value.balance,
        "credit": owner.value.credit,
        "invoice": (invoice.value.status, invoice.value.paid),
        "line": (line.value.status, line.value.service_allowed),
        "entries": sorted(stored.value.id for stored in ledger.find()),
        "payments": sorted(stored.value.id for stored in payments.find()),
        "messages": {key: status for key, status in states().items() if key != "later.issued"},
        "accepted": {key: number for key, number in cloud.accepted.items() if key != "later.issued"},
    }


@pytest.mark.timeout(600)
def test_a_payment_dies_at_every_boundary_and_ends_the_same(db: None) -> None:
    """At a few of them here, at every one in the soak."""
    with new_cloud() as undisturbed:
        assert paid_by(undisturbed) == ENDED
        every = list(undisturbed.boundaries)
    tried = list(enumerate(every, start=1))
    for boundary, name in tried if os.environ.get("SOAK") else random.sample(tried, 5):
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            paid_by(cloud)
            settle(cloud)
            assert ended(cloud) == ENDED, f"boundary {boundary}: {name}"
            assert cloud.deaths == 1, name
    assert len(every) > 20


def test_a_reversal_dies_before_and_after_its_commit_and_ends_the_same(db: None) -> None:
    ends = []
    for at in (0, 1, 2):
        with new_cloud() as cloud:
            record_payment(money(amount=200_000), KAMIL)
            cloud.boundaries.clear()
            cloud.dies_at = lambda number, at=at: number == at  # type: ignore[misc]
            for _ in range(2):
                try:
                    reverse_payment("c_p-1", "salah", KAMIL)
                except Killed:
                    cloud.deaths += 1
            assert cloud.deaths == (1 if at else 0)
            ends.append({name: value for name, value in ended(cloud).items() if name != "accepted"})
    assert ends[0] == ends[1] == ends[2]
    assert (ends[0]["balance"], ends[0]["credit"], ends[0]["invoice"]) == (165_000, 0, ("open", 0))

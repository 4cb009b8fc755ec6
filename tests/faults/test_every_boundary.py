"""The send path dies at every boundary there is, one at a time, and every message reaches its customer once.

A boundary is a moment before or after a commit, a task made, or a message Meta accepted.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count

import pytest

from shared.billing.repository import invoices
from shared.billing.start_run import start_run
from shared.core import clock
from shared.core.firestore import Commit
from shared.core.tasks import enqueue_drain
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.repository import messages
from tests import conftest
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.faults.mortal_cloud import Killed, MortalCloud
from tests.messaging.test_message_states import message

CUSTOMERS = ("asih", "budi")
PROJECTS = count()


@contextmanager
def new_cloud(dies_at: Callable[[int], bool] = lambda _: False) -> Iterator[MortalCloud]:
    """An empty Firestore and a cloud whose processes die at these boundaries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-mortal-{random.getrandbits(32)}-{next(PROJECTS)}")
        cloud = MortalCloud(patch)
        cloud.dies_at = dies_at
        yield cloud
    conftest._forget()


def keep(name: str, number: int) -> None:
    """A message that may go now."""
    at = clock.now() - timedelta(seconds=1)
    one = message("queued").model_copy(
        update={"id": f"{name}.issued", "cause": name, "to": f"+62812000{number:05d}", "send_after": at}
    )
    commit = Commit()
    commit.create(messages, one)
    commit.commit()


def sent_by(cloud: MortalCloud) -> dict[str, str]:
    """Both customers' messages are queued, and go their way until rest: the state of each in the end."""
    dies_at, cloud.dies_at = cloud.dies_at, lambda _: False
    for number, name in enumerate(CUSTOMERS, start=1):
        keep(name, number)
    cloud.boundaries.clear()
    cloud.dies_at = dies_at
    try:
        enqueue_drain("messages")
    except Killed:
        cloud.deaths += 1
    cloud.run()
    return states()


def states() -> dict[str, str]:
    return {stored.value.id: stored.value.status for stored in messages.find()}


def test_the_send_path_dies_at_every_boundary_and_ends_the_same(db: None) -> None:
    with new_cloud() as undisturbed:
        wanted = sent_by(undisturbed)
    assert undisturbed.accepted == {f"{name}.issued": 1 for name in CUSTOMERS}
    assert set(wanted.values()) == {"delivered"}
    assert len(undisturbed.boundaries) > 20

    for boundary in range(1, len(undisturbed.boundaries) + 1):
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            sent_by(cloud)
            where = f"boundary {boundary}: {cloud.boundaries[boundary - 1]}"
            assert cloud.deaths == 1, where
            settle(cloud)
            assert {name: one for name, one in states().items() if name in wanted} == wanted, where
            assert {name: cloud.accepted[name] for name in wanted} == undisturbed.accepted, where


def settle(cloud: MortalCloud) -> None:
    """What Meta may or may not have is known once it tells of a later message."""
    if "unknown" in states().values():
        keep("later", 99)
        enqueue_drain("messages")
        cloud.run()


BILLS = [f"PLG-{number:05d}-1_2026-12" for number in range(1, 6)]


def billed_by(cloud: MortalCloud) -> tuple[list[str], list[int], dict[str, str], dict[str, int]]:
    """A bill run and its messages, until rest: invoices, balances, states, and how often Meta accepted each."""
    dies_at, cloud.dies_at = cloud.dies_at, lambda _: False
    commit = Commit()
    commit.create(plans, RUMAH_20)
    for owner, line in (subscribed(customer(number)) for number in range(1, len(BILLS) + 1)):
        commit.create(customers, owner)
        commit.create(subscriptions, line)
    commit.commit()
    start_run(date(2026, 12, 1), KAMIL.id)
    cloud.boundaries.clear()
    cloud.dies_at = dies_at
    cloud.run()
    cloud.dies_at = lambda _: False
    cloud.run()
    settle(cloud)
    return (
        sorted(stored.value.id for stored in invoices.find()),
        [stored.value.balance for stored in customers.find()],
        {bill: states()[f"{bill}.issued"] for bill in BILLS},
        {bill: cloud.accepted[f"{bill}.issued"] for bill in BILLS},
    )


ENDED = (BILLS, [165_000] * len(BILLS), dict.fromkeys(BILLS, "delivered"), dict.fromkeys(BILLS, 1))


def test_a_bill_run_dies_at_any_boundary_and_ends_the_same(db: None) -> None:
    """At a few of them here, at every one in the soak."""
    with new_cloud() as undisturbed:
        assert billed_by(undisturbed) == ENDED
        every = range(1, len(undisturbed.boundaries) + 1)
    for boundary in every if os.environ.get("SOAK") else random.sample(every, 4):
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            assert billed_by(cloud) == ENDED, f"boundary {boundary}: {cloud.boundaries[boundary - 1]}"
            assert cloud.deaths == 1


@pytest.mark.parametrize("seed", range(2))
def test_a_bill_run_among_deaths_everywhere_ends_the_same(db: None, seed: int) -> None:
    """One boundary in eight is the end of a process, from the first slice to the last receipt."""
    chance = random.Random(seed)
    with new_cloud(lambda _: chance.random() < 1 / 8) as cloud:
        assert billed_by(cloud) == ENDED
        assert cloud.deaths >= 8


def test_without_any_receipt_what_may_have_gone_is_listed_and_never_goes_twice(db: None) -> None:
    with new_cloud() as undisturbed:
        undisturbed.silent = True
        assert set(sent_by(undisturbed).values()) == {"sent"}
    for boundary, name in enumerate(undisturbed.boundaries, start=1):
        if name not in ("before Meta accepted", "after Meta accepted"):
            continue
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            cloud.silent = True
            ended = sent_by(cloud)
            assert sorted(ended.values()) == ["sent", "unknown"], name
            [unsure] = [one for one, state in ended.items() if state == "unknown"]
            assert cloud.accepted[unsure] == (1 if name.startswith("after") else 0)
            assert max(cloud.accepted.values()) == 1

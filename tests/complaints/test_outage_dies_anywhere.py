"""Complaints become an outage, which is told, ended and given back, among deaths: it ends as if nobody had died.

A boundary is a moment before or after a commit, a task made, or a message Meta accepted.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any, NamedTuple

import pytest

from local.emulators import Emulator
from shared.access.repository import staff
from shared.complaints.add_complaint import add_complaint, complaint_committed
from shared.complaints.credit_outage import decide_credit
from shared.complaints.end_outage import end_outage
from shared.complaints.models import Complaint, MyRecoveryAnswer
from shared.complaints.outage_models import OutageCredit, OutageEnded
from shared.complaints.repository import affected, complaint_events, complaint_settings, complaints, outages
from shared.complaints.rules import ComplaintRules, CreditRule
from shared.complaints.say_more import say_of_recovery
from shared.core.firestore import Commit, attempt
from shared.customers.models import Area, Customer, Network
from shared.customers.repository import areas, customers, plans, subscriptions
from shared.messaging.repository import messages
from tests import conftest
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.complaints.conftest import EKO
from tests.faults.mortal_cloud import Killed, MortalCloud
from tests.faults.test_every_boundary import settle

PROJECTS = count()


class Undisturbed(NamedTuple):
    """How the story ends without deaths, where processes could have died, and how often each message went out."""

    told: dict[str, Any]
    boundaries: list[str]
    sent: set[int]


BOX = [1, 2, 3, 4, 5]
"""Of one pole box; the last of them does not complain. 6 lives elsewhere."""


@contextmanager
def new_cloud(dies_at: Callable[[int], bool] = lambda _: False) -> Iterator[MortalCloud]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-outage-{random.getrandbits(32)}-{next(PROJECTS)}")
        cloud = MortalCloud(patch)
        commit = Commit()
        commit.create(plans, RUMAH_20)
        commit.create(areas, Area(id="utara", name="Griya Asri"))
        commit.create(staff, EKO)
        commit.create(complaint_settings, ComplaintRules(credit=CreditRule(minimum_hours=1)))
        for number in [*BOX, 6]:
            place = {"area_id": "utara", "network": Network(odp="ODP-1" if number in BOX else "ODP-2")}
            owner, line = subscribed(customer(number, area_id="utara"), **place)
            commit.create(customers, owner)
            commit.create(subscriptions, line)
        commit.commit()
        cloud.boundaries.clear()
        cloud.dies_at = dies_at
        yield cloud
    conftest._forget()


def until_done(cloud: MortalCloud, act: Callable[[], Any]) -> Any:
    """Whoever asks asks again until they are answered."""
    for _ in range(30):
        try:
            return act()
        except Killed:
            cloud.deaths += 1
            conftest._forget()
    raise AssertionError("never answered")


def complain(number: int) -> None:
    owner = the_owner(number)

    def decide() -> Complaint:
        commit = Commit()
        told = add_complaint(
            commit,
            owner,
            category="no_connection",
            description="mati",
            source="whatsapp",
            cause=f"m-{number}",
            notify=True,
        )
        if commit.writes:
            commit.commit()
        return told

    complaint_committed(attempt(decide))


def the_owner(number: int) -> Customer:
    stored = customers.get(f"PLG-{number:05d}")
    assert stored
    return stored.value


def story(cloud: MortalCloud) -> None:
    """Four complain, and one elsewhere; it is mended; one of them says no, one who had not complained says no."""
    for number in (6, 1, 2, 3, 4):
        until_done(cloud, partial(complain, number))
    cloud.run()
    (outage,) = outages.find()
    cloud._now += timedelta(hours=2)
    until_done(cloud, lambda: end_outage(outage.value.id, OutageEnded(remedy="disambung"), KAMIL))
    cloud.run()
    for number, works in ((1, False), (2, True), (5, False)):
        said = MyRecoveryAnswer(outage_id=outage.value.id, works=works)
        until_done(cloud, partial(say_of_recovery, the_owner(number), said))
    until_done(cloud, lambda: decide_credit(outage.value.id, OutageCredit(give=True), KAMIL))
    cloud.run()
    cloud.dies_at = lambda _: False
    cloud.run()
    settle(cloud)


def ended(cloud: MortalCloud) -> dict[str, Any]:
    """By customer, as tickets may have other numbers; each message that went out, and how often."""
    (outage,) = outages.find()
    tickets = sorted(
        (one.value.customer_id, one.value.status, one.value.assignee_id or "", bool(one.value.outage_id))
        for one in complaints.find()
    )
    # How long it took, deaths and all, decides whether staff were told of the time.
    told = [one.value for one in complaint_events.find() if not one.value.kind.endswith("_limit")]
    steps = Counter((one.customer_id, one.kind) for one in told)
    mine = [one.value for one in messages.find() if one.value.id != "later.issued"]
    sent = Counter((one.customer_id, one.purpose.partition(".")[0]) for one in mine)
    return {
        "outage": (outage.value.status, outage.value.credit, outage.value.next_step_at),
        "tickets": tickets,
        "steps": sorted(steps.items()),
        "sent": sorted(sent.items()),
        "affected": {one.value.customer_id: (one.value.works, one.value.credits) for one in affected.find()},
        "lines": {one.value.id: [line.amount for line in one.value.pending_lines] for one in subscriptions.find()},
    }


@pytest.fixture(scope="module")
def undisturbed(firestore_emulator: Emulator) -> Undisturbed:
    """The story without deaths, told once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIRESTORE_EMULATOR_HOST", firestore_emulator.host)
        with new_cloud() as cloud:
            story(cloud)
            return Undisturbed(ended(cloud), list(cloud.boundaries), set(cloud.accepted.values()))


def test_a_story_without_deaths_ends_as_it_should(undisturbed: Undisturbed) -> None:
    told = undisturbed.told
    assert told["outage"] == ("ended", "done", None)
    assert [(owner, status) for owner, status, *_ in told["tickets"]] == [
        ("PLG-00001", "assigned"), ("PLG-00002", "closed"), ("PLG-00003", "resolved"), ("PLG-00004", "resolved"),
        ("PLG-00005", "assigned"), ("PLG-00006", "assigned"),
    ]  # fmt: skip
    assert {owner: works for owner, (works, _) in told["affected"].items()} == {
        "PLG-00001": False, "PLG-00002": True, "PLG-00003": None, "PLG-00004": None, "PLG-00005": False,
    }  # fmt: skip
    assert {line: sum(amounts) for line, amounts in told["lines"].items()} == {
        **{f"PLG-{number:05d}-1": -5_500 for number in BOX}, "PLG-00006-1": 0,
    }  # fmt: skip
    assert {purpose for (owner, purpose), _ in told["sent"] if owner == "PLG-00006"} == {"received"}
    assert undisturbed.sent == {1}


@pytest.mark.timeout(1_800)
def test_it_dies_at_every_boundary_and_ends_the_same(db: None, undisturbed: Undisturbed) -> None:
    """At a few of them here, at every one in the soak."""
    every = list(enumerate(undisturbed.boundaries, start=1))
    for boundary, name in every if os.environ.get("SOAK") else random.sample(every, 3):
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            story(cloud)
            assert ended(cloud) == undisturbed.told, f"boundary {boundary}: {name}"
            assert cloud.deaths == 1, name


@pytest.mark.timeout(600)
def test_among_deaths_everywhere_it_ends_the_same(db: None, undisturbed: Undisturbed) -> None:
    chance = random.Random(5)
    with new_cloud(lambda _: chance.random() < 1 / 9) as cloud:
        story(cloud)
        for name, value in ended(cloud).items():
            assert value == undisturbed.told[name], name
        assert cloud.deaths >= 8

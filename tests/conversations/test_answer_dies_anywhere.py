"""What a customer wrote is answered once, and done once, wherever a process dies on the way.

The yes that ends a report is the richest: a complaint, its timeline, the conversation, the event and the reply.
"""

import json
import os
import random

import pytest

from shared.complaints.repository import complaint_events, complaints
from shared.conversations import answer as answering
from shared.conversations.flow.talk import Report, Talk
from shared.conversations.models import Conversation
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.contacts import contact_id_of
from shared.messaging.models import Contact
from shared.messaging.repository import contacts, inbound, messages
from tests.cast import RUMAH_20, customer, subscribed
from tests.faults.mortal_cloud import MortalCloud
from tests.faults.test_every_boundary import new_cloud, settle

ASIH = customer(1, "Asih Lestari")
ME = contact_id_of(str(ASIH.phone))
EVENT = "whatsapp_cloud_wamid.yes"
ASKED = Talk(
    state="trouble_confirm",
    options=["trouble_confirm.submit", "cancel"],
    report=Report(category="slow", words="lemot", line="PLG-00001-1"),
)


def ended(cloud: MortalCloud) -> dict[str, object]:
    """Asih says yes, twice delivered; what there is in the end."""
    dies_at, cloud.dies_at = cloud.dies_at, lambda _: False
    owner, line = subscribed(ASIH)
    now, commit = clock.now(), Commit()
    commit.create(plans, RUMAH_20)
    commit.create(customers, owner)
    commit.create(subscriptions, line)
    commit.create(contacts, Contact(id=ME, phone=ASIH.phone, created_at=now))
    commit.create(conversations, Conversation(id=ME, talk=ASKED, last_at=now, created_at=now))
    commit.commit()
    cloud.boundaries.clear()
    cloud.dies_at = dies_at
    told = {"id": "wamid.yes", "from": str(ASIH.phone)[1:], "timestamp": str(int(now.timestamp())), "type": "text"}
    value = {"messages": [{**told, "text": {"body": "ya kirim"}}]}
    body = json.dumps({"entry": [{"changes": [{"field": "messages", "value": value}]}]}).encode()
    cloud._webhooks += [body, body]
    cloud.run()
    cloud.dies_at = lambda _: False
    cloud.run()
    settle(cloud)
    stored = conversations.get(ME)
    assert stored
    return {
        "complaints": [(one.value.category, one.value.status) for one in complaints.find()],
        "timeline": sorted(one.value.kind for one in complaint_events.find()),
        "events": {one.value.id: one.value.status for one in inbound.find()},
        "state": stored.value.talk.state,
        "answers": {one.value.id: one.value.status for one in messages.find() if one.value.purpose == "answer"},
        "at the phone": cloud.accepted[f"{EVENT}.answer"],
    }


@pytest.fixture(autouse=True)
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "mark_read", lambda *_, **__: None)


def test_a_yes_dies_at_any_boundary_and_ends_the_same(db: None) -> None:
    """At a few of them here, at every one in the soak."""
    with new_cloud() as undisturbed:
        wanted = ended(undisturbed)
    assert wanted["complaints"] == [("slow", "open")]
    assert wanted["events"] == {EVENT: "done"}
    assert wanted["answers"] == {f"{EVENT}.answer": "delivered"}
    assert wanted["at the phone"] == 1
    every = range(1, len(undisturbed.boundaries) + 1)
    answers = next(n for n, name in enumerate(undisturbed.boundaries, 1) if name == "before Meta accepted")
    for boundary in every if os.environ.get("SOAK") else random.sample(range(1, answers), 4):
        with new_cloud(lambda number, at=boundary: number == at) as cloud:  # type: ignore[misc]
            assert ended(cloud) == wanted, f"boundary {boundary}: {undisturbed.boundaries[boundary - 1]}"
            assert cloud.deaths == 1


@pytest.mark.parametrize("seed", range(2))
def test_a_yes_among_deaths_everywhere_ends_the_same(db: None, seed: int) -> None:
    chance = random.Random(seed)
    with new_cloud() as undisturbed:
        wanted = ended(undisturbed)
    with new_cloud(lambda _: chance.random() < 1 / 4) as cloud:
        assert ended(cloud) == wanted
        assert cloud.deaths >= 1

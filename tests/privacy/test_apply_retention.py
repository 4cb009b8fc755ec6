"""What is to be kept for so many months is kept so long and no longer; nothing is removed unless somebody says so."""

from datetime import timedelta
from typing import Any

import pytest

from shared.conversations.models import Conversation
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.firestore import Commit
from shared.core.storage import get_file
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.privacy import apply_retention as retaining
from shared.privacy.apply_retention import apply_retention, begin_retention
from shared.privacy.repository import photos
from tests.access.doors import Doors
from tests.cast import customer, picture
from tests.conftest import Enqueued


def message(number: int, days: int, **more: Any) -> Message:
    at = clock.now() - timedelta(days=days)
    told: dict[str, Any] = {"status": "delivered", **more}
    return Message(
        id=f"m{number:03d}.issued", cause="x", purpose="issued", customer_id="PLG-84001", to="+628111", shard=0,
        template="tagihan_terbit", values={"nama": "Budi"}, send_after=at, created_at=at, cost=330, **told,
    )  # fmt: skip


def keep(*records: Message | Customer) -> None:
    commit = Commit()
    for record in records:
        commit.put(messages if isinstance(record, Message) else customers, record)  # type: ignore[arg-type]
    commit.commit()


def said() -> dict[str, dict[str, str]]:
    return {stored.value.id[:4]: stored.value.values for stored in messages.find()}


def test_without_a_word_of_the_owner_all_is_kept(doors: Doors, enqueued: Enqueued) -> None:
    keep(message(1, 4000))
    begin_retention()
    apply_retention()
    assert enqueued.take("drain") == []
    assert said() == {"m001": {"nama": "Budi"}}


def test_texts_go_when_they_are_old_enough(doors: Doors, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retaining, "PAGE", 2)
    doors.patch("/api/settings", {"privacy": {"messages_months": 3}})
    keep(*(message(number, 200 - number) for number in range(5)), message(5, 92), message(6, 300, status="queued"))
    begin_retention()
    assert [task.queue for task in enqueued.take("drain")] == ["retention"]
    apply_retention(work_for_s=0)
    assert [task.queue for task in enqueued.take("drain")] == ["retention"]
    assert sum(not values for values in said().values()) < 5
    apply_retention()
    assert said() == {**{f"m00{number}": {} for number in range(5)}, "m005": {"nama": "Budi"}, "m006": {"nama": "Budi"}}
    kept = messages.get("m000.issued")
    assert kept
    assert (kept.value.status, kept.value.cost, kept.value.to) == ("delivered", 330, "+628111")
    refused = doors.call("POST", "/api/messages/m000.issued/resend", "demo-owner", json={})
    assert refused.status_code == 409


def test_conversations_go_with_their_texts(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retaining, "PAGE", 2)
    doors.patch("/api/settings", {"privacy": {"messages_months": 3}})
    commit = Commit()
    for number, days in enumerate((10, 100, 110, 120)):
        at = clock.now() - timedelta(days=days)
        commit.put(conversations, Conversation(id=f"talk-{number}", last_text="halo", last_at=at, created_at=at))
    commit.commit()
    apply_retention()
    assert [stored.value.id for stored in conversations.find()] == ["talk-0"]


def test_photos_go_some_months_after_their_customer(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retaining, "PAGE", 2)
    doors.patch("/api/settings", {"privacy": {"photos_months": 6}})
    old, late = clock.now() - timedelta(days=200), clock.now() - timedelta(days=100)
    people = {
        84001: ("stopped", old), 84002: ("archived", old), 84003: ("stopped", late), 84004: ("active", old),
        84005: ("archived", old),
    }  # fmt: skip
    keep(*(customer(number, "X", status=status, updated_at=at) for number, (status, at) in people.items()))
    names = {}
    for number in people:
        told = doors.upload(f"/api/customers/PLG-{number}/photos", picture(), kind="ktp")
        names[number] = f"customers/PLG-{number}/{told['file_id']}"
    apply_retention()
    assert {stored.value.customer_id for stored in photos.find()} == {"PLG-84003", "PLG-84004"}
    assert [number for number, name in names.items() if get_file(name)] == [84003, 84004]
    apply_retention()
    assert len(photos.find()) == 2


@pytest.mark.parametrize("months", [0, -1, 121, "x"])
def test_a_number_of_months_that_is_none_is_refused(doors: Doors, months: object) -> None:
    answer = doors.call("PATCH", "/api/settings", "demo-owner", json={"privacy": {"photos_months": months}})
    assert answer.status_code == 422

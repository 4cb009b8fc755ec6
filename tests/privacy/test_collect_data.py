"""A customer's data comes as one file with all we hold of them and of nobody else; that it was asked for is written."""

from typing import Any

import pytest

from shared.access.audit import entries
from shared.core.firestore import Commit
from shared.customers.models import CustomerPrivate
from shared.customers.repository import customers, customers_private, subscriptions
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.privacy import repository
from tests.access.doors import ASIH, Doors
from tests.cast import NOW, customer, picture, subscribed

NIK = "3374010101900001"
BUDI, LINE = subscribed(customer(83001, "Budi Raharjo", address="Jalan Melati 5"))
PATH = f"/api/customers/{BUDI.id}/data"


def message(number: int, customer_id: str) -> Message:
    return Message(
        id=f"{customer_id}-{number}.issued", cause="x", purpose="issued", customer_id=customer_id, to="+628111",
        template="tagihan_terbit", values={"nama": "Budi"}, send_after=NOW, created_at=NOW, shard=0,
    )  # fmt: skip


@pytest.fixture
def budi(doors: Doors) -> Doors:
    commit = Commit()
    commit.put(customers, BUDI)
    commit.put(customers_private, CustomerPrivate(id=BUDI.id, nik=NIK))
    commit.put(subscriptions, LINE)
    for number in range(5):
        commit.put(messages, message(number, BUDI.id))
        commit.put(messages, message(number, ASIH.id))
    commit.commit()
    doors.upload(f"/api/customers/{BUDI.id}/photos", picture(), kind="house")
    doors.patch(f"/api/customers/{BUDI.id}", {"note": "Baru"})
    return doors


def test_all_of_it_and_nobody_else_s(budi: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "PAGE", 2)
    answer = budi.call("GET", PATH, "demo-owner")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    told: dict[str, Any] = answer.get_json()
    assert told["customer"][0]["address"] == "Jalan Melati 5"
    assert told["private"] == [{"id": BUDI.id, "nik": NIK}]
    assert [line["id"] for line in told["subscriptions"]] == [LINE.id]
    assert [photo["kind"] for photo in told["photos"]] == ["house"]
    assert [one["id"] for one in told["messages"]] == [f"{BUDI.id}-{number}.issued" for number in range(5)]
    assert {one["what"] for one in told["audit"]} == {"changed", "photo_added", "data_collected"}
    assert ASIH.id not in answer.text
    (asked,) = entries.find(("what", "==", "data_collected"))
    assert (asked.value.by, asked.value.subject) == ("demo-owner", f"customer_private/{BUDI.id}")


def test_only_the_owner_gets_it(budi: Doors) -> None:
    for who in ("demo-admin", "demo-cashier", "demo-asih"):
        assert budi.call("GET", PATH, who).status_code == 403
    assert budi.call("GET", "/api/customers/PLG-99999/data", "demo-owner").status_code == 404
    assert entries.find(("what", "==", "data_collected")) == []

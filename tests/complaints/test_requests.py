"""What a customer asks for, another plan, a pause, data put right or erased, is a ticket for the office, once."""

from datetime import timedelta
from typing import Any

import pytest

from shared.complaints.repository import complaints
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Plan
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.repository import messages
from tests.access.doors import ASIH, Doors, open_doors
from tests.cast import RUMAH_20, customer, subscribed
from tests.conftest import Enqueued

OWNER, LINE = subscribed(ASIH)
BUDI, HIS = subscribed(customer(11, "Budi Raharjo"))
FASTER = Plan(id="rumah-50", name="Rumah 50 Mbps", price=250_000, speed_mbps=50)
OLD = Plan(id="rumah-5", name="Rumah 5 Mbps", price=100_000, active=False)
ME = "demo-asih"


@pytest.fixture
def doors(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    opened = open_doors(monkeypatch)
    commit = Commit()
    for who, line in ((OWNER, LINE), (BUDI, HIS)):
        commit.put(customers, who)
        commit.put(subscriptions, line)
    for plan in (RUMAH_20, FASTER, OLD):
        commit.put(plans, plan)
    commit.commit()
    return opened


def ask(doors: Doors, **told: Any) -> Any:
    return doors.call("POST", "/api/me/requests", ME, json={"kind": "change_plan", **told})


def test_another_plan_is_asked_for_once_and_followed(doors: Doors) -> None:
    form = doors.get("/api/me/requests/form", ME)
    assert [plan["id"] for plan in form["plans"]] == ["rumah-20", "rumah-50"]
    assert [(line["subscription_id"], line["may_change"]) for line in form["lines"]] == [(LINE.id, True)]
    wanted = {"id": "r-1", "subscription_id": LINE.id, "plan_id": "rumah-50", "text": "Anak sekolah daring"}
    first, again = ask(doors, **wanted), ask(doors, **wanted)
    assert (first.status_code, again.status_code, first.text) == (201, 200, again.text)
    told = first.get_json()
    assert (told["title"], told["request"]) == ("Minta ganti paket", "change_plan")
    (stored,) = [one.value for one in complaints.find()]
    assert "Rumah 20 Mbps ke Rumah 50 Mbps (Rp250.000 per bulan)" in stored.description
    assert "Anak sekolah daring" in stored.description
    assert (stored.subscription_id, stored.dispatched, stored.assignee_id) == (LINE.id, True, None)
    assert messages.get(f"{stored.id}.received")
    assert [one["number"] for one in doors.get("/api/me/requests/form", ME)["waiting"]] == [stored.id]
    refused = ask(doors, **{**wanted, "id": "r-2"})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "already_asked")
    line = subscriptions.get(LINE.id)
    assert line
    assert line.value.plan_id == "rumah-20"


def test_a_pause_says_from_when_until_when(doors: Doors) -> None:
    today = clock.today()
    days = {"from_on": str(today + timedelta(days=3)), "until": str(today + timedelta(days=33))}
    assert ask(doors, kind="pause", subscription_id=LINE.id, **days).status_code == 201
    (stored,) = [one.value for one in complaints.find()]
    assert stored.description.startswith("Minta cuti dari ")


def test_data_is_put_right_or_erased_by_people(doors: Doors) -> None:
    assert ask(doors, kind="correct_data", text="Nomor saya sekarang 0812-0000-4471").status_code == 201
    assert ask(doors, kind="erase_data").status_code == 201
    assert sorted(str(one.value.request) for one in complaints.find()) == ["correct_data", "erase_data"]
    owner = customers.get(ASIH.id)
    assert owner
    assert owner.value.erased_at is None


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"subscription_id": LINE.id}, "plan_id"),
        ({"subscription_id": LINE.id, "plan_id": "rumah-20"}, "plan_id"),
        ({"subscription_id": LINE.id, "plan_id": "rumah-5"}, "plan_id"),
        ({"plan_id": "rumah-50"}, "subscription_id"),
        ({"subscription_id": HIS.id, "plan_id": "rumah-50"}, "subscription_id"),
        ({"kind": "pause", "subscription_id": LINE.id}, "from_on"),
        ({"kind": "pause", "subscription_id": LINE.id, "from_on": "2020-01-01"}, "from_on"),
        ({"kind": "correct_data"}, "text"),
    ],
)
def test_what_cannot_be_is_refused_by_field(doors: Doors, told: dict[str, str], field: str) -> None:
    answer = ask(doors, **told)
    assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, field)
    assert complaints.find() == []

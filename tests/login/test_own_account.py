"""What a signed-in customer sees and sets of their own: promise, lines, what they want to hear of, their data."""

from datetime import timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.billing.models import Invoice
from shared.billing.repository import invoices
from shared.complaints.repository import complaint_events
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Served, Subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.contacts import contact_at
from shared.network.line_state import LineState
from shared.network.models import Router, RouterLines
from shared.network.my_lines import LineWord, word_for
from shared.network.repository import lines_id, routers, sessions, shard_of_line
from tests.access.doors import ASIH, Doors, open_doors
from tests.cast import NOW, RUMAH_20, customer, subscribed
from tests.conftest import Enqueued

OWNER, LINE = subscribed(ASIH, router_id="rb-1")
ME = "demo-asih"


@pytest.fixture
def doors(db: None, storage: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Asih, signed in as `demo-asih`, has one line and owes a bill."""
    opened = open_doors(monkeypatch)
    commit = Commit()
    commit.put(customers, OWNER.model_copy(update={"balance": 165_000, "note": "suka menawar", "tags": ["cerewet"]}))
    commit.put(subscriptions, LINE)
    commit.put(plans, RUMAH_20)
    commit.put(invoices, open_bill())
    commit.commit()
    return opened


def open_bill() -> Invoice:
    today = clock.today()
    return Invoice(
        id=f"{LINE.id}_2026-11", number="INV-202611-90001-1", kind="period", customer_id=ASIH.id,
        customer_name=ASIH.name, subscription_id=LINE.id, period="2026-11", billed_on=today, issued_on=today,
        issued_at=NOW, due_on=today, lines=[], total=165_000, status="open", area_id="utara", shard=0,
    )  # fmt: skip


def test_a_promise_is_taken_once_and_shown(doors: Doors) -> None:
    home = doors.get("/api/me", ME)
    assert home["promised_until"] is None
    until = home["promise_latest"]
    answers = [doors.call("POST", "/api/me/promises", ME, json={"until": until}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert doors.get("/api/me", ME)["promised_until"] == until
    (written,) = entries.find(("what", "==", "promised"))
    assert (written.value.by, written.value.subject) == ("customer", f"customers/{ASIH.id}")
    too_late = str(clock.today() + timedelta(days=400))
    assert doors.call("POST", "/api/me/promises", ME, json={"until": too_late}).status_code in (409, 422)


@pytest.mark.parametrize(
    ("line", "told", "word"),
    [
        ({}, "on", "on"),
        ({}, "off", "off"),
        ({}, "flapping", "flapping"),
        ({}, "unknown", "unknown"),
        ({}, None, "unknown"),
        ({"service_allowed": False, "status": "suspended"}, "on", "paused"),
        ({"status": "paused", "service_allowed": False}, "off", "none"),
        ({"status": "pending"}, None, "none"),
    ],
)
def test_what_we_decided_comes_before_what_the_router_says(line: dict[str, Any], told: Any, word: LineWord) -> None:
    served = Served(target=str(LINE.network.pppoe_user), by_login=True, allowed=True, plan_id=LINE.plan_id)
    assert word_for(LINE.model_copy(update={"served": served, **line}), told) == word


def test_a_line_that_may_go_on_again_is_waking_until_its_router_has_done_so() -> None:
    cut = Served(target=str(LINE.network.pppoe_user), by_login=True, allowed=False, plan_id=LINE.plan_id)
    assert word_for(LINE.model_copy(update={"served": cut}), "off") == "waking"


def test_home_knows_whether_the_internet_is_on_where_a_router_tells(doors: Doors) -> None:
    (told,) = doors.get("/api/me/lines", ME)["items"]
    assert (told["subscription_id"], told["state"], told["heard_at"]) == (LINE.id, "unknown", None)
    heard(LINE, on=True)
    (told,) = doors.get("/api/me/lines", ME)["items"]
    assert (told["state"], told["since"] is not None) == ("on", True)


def heard(line: Subscription, *, on: bool) -> None:
    target, now = str(line.network.pppoe_user), clock.now()
    kept = RouterLines(
        id=lines_id("rb-1", shard_of_line(target)),
        router_id="rb-1",
        shard=shard_of_line(target),
        lines={target: LineState(on=on, since=now)},
    )
    commit = Commit()
    commit.put(routers, Router(id="rb-1", name="rb", token_hash="x", created_at=now, heard_at=now))
    commit.put(sessions, kept)
    commit.commit()


def test_no_broadcasts_is_one_switch_and_the_same_as_a_word_on_whatsapp(doors: Doors) -> None:
    assert doors.get("/api/me/preferences", ME) == {"broadcasts": True}
    assert doors.patch("/api/me/preferences", {"broadcasts": False}, ME) == {"broadcasts": False}
    known = contact_at(str(ASIH.phone))
    assert known
    assert known.value.no_broadcasts
    assert doors.get("/api/me/preferences", ME) == {"broadcasts": False}
    doors.patch("/api/me/preferences", {"broadcasts": True}, ME)
    assert doors.get("/api/me/preferences", ME) == {"broadcasts": True}


def test_my_data_is_all_of_mine_without_what_staff_noted(doors: Doors) -> None:
    told = {"customer_id": ASIH.id, "category": "slow", "description": "lambat"}
    number = doors.post("/api/complaints", told)["id"]
    doors.post(f"/api/complaints/{number}/events", {"kind": "note", "text": "pelanggan sulit"})
    doors.post(f"/api/complaints/{number}/events", {"kind": "tell", "text": "Kami cek siang ini."})
    answer = doors.call("GET", "/api/me/data", ME)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    mine = answer.get_json()
    assert mine["customer"][0]["name"] == ASIH.name
    assert [one["id"] for one in mine["complaints"]] == [number]
    assert "Kami cek siang ini." in [one["text"] for one in mine["complaint_events"]]
    for hidden in ("suka menawar", "cerewet", "pelanggan sulit", "audit"):
        assert hidden not in answer.text
    assert [stored.value.by for stored in entries.find(("what", "==", "data_collected"))] == ["customer"]
    assert len(complaint_events.find()) > len(mine["complaint_events"])


def test_staff_and_strangers_are_no_customers(doors: Doors) -> None:
    for path in ("lines", "preferences", "data", "payments", "statement?month=2026-11", "requests/form"):
        assert doors.call("GET", f"/api/me/{path}", None).status_code == 401
        assert doors.call("GET", f"/api/me/{path}", "demo-owner").status_code == 403


def test_nobody_elses_number_is_told(doors: Doors) -> None:
    commit = Commit()
    commit.put(customers, customer(91, "Budi", phone="+6281200009191"))
    commit.commit()
    assert doors.get("/api/me", ME)["phones"] == [ASIH.phone]

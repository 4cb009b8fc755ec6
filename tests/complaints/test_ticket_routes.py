"""A ticket by its routes: staff and the customer, from the report to the rating."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from shared.complaints.dispatch_complaint import dispatch_complaint
from shared.complaints.drain_outage import drain_outage
from shared.core.firestore import Commit
from shared.customers.models import Network
from shared.customers.repository import customers, plans, subscriptions
from tests.access.doors import ASIH, Doors, employ, open_doors
from tests.cast import RUMAH_20, picture, subscribed
from tests.conftest import Enqueued

MINE = "/api/me/complaints"
SOON = {"starts_at": "2027-01-05T02:00:00Z", "ends_at": "2027-01-05T04:00:00Z"}


@pytest.fixture
def doors(db: None, storage: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    opened = open_doors(monkeypatch)
    employ("demo-eko", "technician", areas=["utara"])
    owner, line = subscribed(ASIH, area_id="utara", network=Network(odp="ODP-1"))
    commit = Commit()
    commit.put(customers, owner)
    commit.put(subscriptions, line)
    commit.put(plans, RUMAH_20)
    commit.commit()
    return opened


def reported(doors: Doors, **more: Any) -> Any:
    return doors.post(MINE, {"category": "no_connection", "description": "mati dari subuh", **more}, "demo-asih")


def test_a_report_is_handled_to_its_rating(doors: Doors) -> None:
    form = doors.get(f"{MINE}/form", "demo-asih")
    assert (len(form["categories"]), form["outage"], len(form["lines"])) == (6, None, 1)
    mine = reported(doors, id="r-1")
    number = mine["id"]
    assert reported(doors, id="r-1")["id"] == number
    assert (mine["status_text"], mine["headline"]) == ("Baru", "Laporan Anda kami terima")
    photo = doors._done(
        doors.call(
            "POST", f"{MINE}/{number}/photos", "demo-asih", data={"file": (BytesIO(picture()), "a.jpg"), "id": "f"}
        )
    )
    dispatch_complaint(number)
    path = f"/api/complaints/{number}"
    ticket = doors.get(path)
    assert (ticket["status"], ticket["assignee_name"], ticket["priority"]) == ("assigned", "demo-eko", "high")
    assert doors.call("GET", f"{path}/photos/{photo['file_id']}", "demo-eko").mimetype == "image/jpeg"

    def step(kind: str, who: str = "demo-eko", **more: Any) -> Any:
        return doors.post(f"{path}/events", {"kind": kind, **more}, who)

    step("note", text="pelanggan rewel")
    assert step("schedule", visit=SOON)["status"] == "scheduled"
    assert doors.post(f"{MINE}/{number}/events", {"kind": "agree"}, "demo-asih")["status"] == "scheduled"
    assert step("depart")["status"] == "on_the_way"
    assert step("arrive")["status"] == "working"
    assert step("wait", question="foto lampu modem")["sla"]["running"] is False
    answered = doors.post(f"{MINE}/{number}/events", {"kind": "comment", "text": "merah"}, "demo-asih")
    assert answered["status"] == "assigned"
    done = step(
        "resolve", cause_found="kabel putus", action_taken="disambung", location={"latitude": 1, "longitude": 2}
    )
    assert (done["status"], done["closing_location"]["longitude"]) == ("resolved", 2)
    seen = doors.get(f"{MINE}/{number}", "demo-asih")
    assert "pelanggan rewel" not in str(seen)
    assert [one["title"] for one in seen["timeline"]][-2:] == ["Selesai ditangani", "Anda memastikan sudah normal"]
    assert "still_broken" in seen["can"]
    again = doors.post(f"{MINE}/{number}/events", {"kind": "still_broken", "text": "masih"}, "demo-asih")
    assert again["status"] == "reopened"
    step("resolve", action_taken="ganti konektor")
    over = doors.post(f"{MINE}/{number}/events", {"kind": "works"}, "demo-asih")
    assert (over["status"], over["can"]) == ("closed", ["still_broken", "rating"])
    rated = doors.post(f"{MINE}/{number}/events", {"kind": "rating", "rating": 5}, "demo-asih")
    assert (rated["rating"], rated["can"]) == (5, ["still_broken"])
    assert doors.get("/api/complaints?is_open=true")["items"] == []
    assert [one["id"] for one in doors.get("/api/complaints?customer_id=" + ASIH.id)["items"]] == [number]


def test_a_photo_is_kept_once_without_where_it_was_taken(doors: Doors) -> None:
    number = reported(doors)["id"]

    def send(path: str, who: str, photo: bytes, **fields: str) -> Any:
        data = {"file": (BytesIO(photo), "a.jpg"), "id": "f-1", **fields}
        return doors.call("POST", f"{path}/{number}/photos", who, data=data)

    other = BytesIO()
    Image.new("RGB", (9, 9)).save(other, "PNG")
    for path, who in ((MINE, "demo-asih"), ("/api/complaints", "demo-eko")):
        first, again = send(path, who, picture()), send(path, who, picture())
        assert (first.status_code, again.status_code, first.get_json()) == (201, 200, again.get_json())
        assert send(path, who, other.getvalue()).get_json()["code"] == "id_reused"
        assert send(path, who, b"%PDF-1.7").status_code == 415
        kept = doors.call("GET", f"{path}/{number}/photos/{first.get_json()['file_id']}", who).data
        assert b"Melati" in picture()
        assert b"Melati" not in kept
    assert len(doors.get(f"/api/complaints/{number}")["photos"]) == 2
    assert doors.call("GET", f"/api/complaints/{number}/photos/x", "demo-owner").status_code == 404


def test_staff_change_a_ticket_and_hand_it_over(doors: Doors) -> None:
    new = {"customer_id": ASIH.id, "category": "slow", "description": "lemot", "id": "c-1"}
    ticket = doors.post("/api/complaints", new)
    assert doors.post("/api/complaints", new)["id"] == ticket["id"]
    path = f"/api/complaints/{ticket['id']}"
    employ("demo-dedi", "technician")
    assert doors.patch(path, {"priority": "urgent", "assignee_id": "demo-dedi"})["assignee_name"] == "demo-dedi"
    assert doors.get(path)["priority"] == "urgent"
    desk = doors.get("/api/complaints/desk")
    assert {one["id"]: one["open_jobs"] for one in desk["technicians"]} == {
        "demo-dedi": 1,
        "demo-eko": 0,
        "demo-technician": 0,
    }
    assert doors.patch(path, {"status": "working"})["status"] == "working"
    assert doors.call("PATCH", path, "demo-owner", json={"status": "reopened"}).status_code == 409
    assert doors.call("PATCH", path, "demo-dedi", json={"status": "closed"}).status_code == 403
    assert doors.call("GET", path, "demo-collector").status_code == 403


def test_an_outage_by_its_routes(doors: Doors) -> None:
    new = {"area_id": None, "odp": "ODP-1", "cause": "kabel putus"}
    assert doors.call("POST", "/api/outages", "demo-owner", json={"area_id": "tidak-ada"}).status_code == 422
    outage = doors.post("/api/outages", new)
    assert doors.call("POST", "/api/outages", "demo-owner", json=new).status_code == 409
    drain_outage(outage["id"])
    assert doors.patch(f"/api/outages/{outage['id']}", {"cause": "tiang roboh"})["cause"] == "tiang roboh"
    ended = doors.post(f"/api/outages/{outage['id']}/end", {"remedy": "kabel disambung"})
    assert (ended["status"], ended["credit"]) == ("ended", "none")
    assert (
        doors.call("POST", f"/api/outages/{outage['id']}/credit", "demo-owner", json={"give": True}).status_code == 409
    )
    rules = doors.get("/api/settings/complaints")
    assert rules["sla"]["urgent"] == 4
    assert doors.patch("/api/settings/complaints", {"sla": {"urgent": 2}})["sla"]["urgent"] == 2

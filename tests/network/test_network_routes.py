"""What staff do with routers, lines and nodes, and what they see of them."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.core.firestore import Commit
from shared.customers.models import Area, Network
from shared.customers.repository import areas
from shared.network.answer_report import answer_report
from tests.access.doors import Doors, open_doors
from tests.conftest import Enqueued
from tests.network.conftest import ROUTER, Site

NEW = {"name": "RB Barat", "rules": {"profiles": {"rumah-20": "p20"}}}


@pytest.fixture
def staff(site: Site, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    return open_doors(monkeypatch)


def test_a_token_is_shown_once_and_a_new_one_shuts_out_the_old(staff: Doors, site: Site) -> None:
    made = staff.post("/api/routers", NEW)
    first = made["token"]
    assert made["router"]["id"] == "rb-barat"
    assert first in made["install"]
    again = staff.call("POST", "/api/routers", "demo-owner", json=NEW)
    assert (again.status_code, again.get_json()["token"]) == (200, None)
    assert staff.call("POST", "/api/routers", "demo-owner", json={**NEW, "note": "lain"}).status_code == 409
    report = "poll\t0\nkind\tfull\npart\t1\tlast\n"
    assert answer_report(first, report).startswith("next\t")
    second = staff.post("/api/routers/rb-barat/token", {})["token"]
    assert answer_report(second, report).startswith("next\t")
    with pytest.raises(Exception, match="bad_token"):
        answer_report(first, report)
    shown = [staff.get("/api/routers"), staff.get("/api/routers/rb-barat"), *entries.find()]
    assert not re.search(f"{first}|{second}|token_hash", f"{shown}")
    staff.patch("/api/routers/rb-barat", {"active": False})
    with pytest.raises(Exception, match="bad_token"):
        answer_report(second, report)


def test_the_list_says_who_was_heard_and_who_is_silent(staff: Doors, site: Site) -> None:
    def shown() -> Any:
        (item,) = staff.get("/api/routers")["items"]
        since = item["since"] and datetime.fromisoformat(item["since"])
        return item["is_silent"], since, item["sessions"], item["version"]

    site.line(1)
    assert shown() == (True, None, 0, "")
    site.polls(1)
    first = site.now
    site.polls(3)
    assert shown() == (False, first, 1, "6.49.17")
    last = site.now
    site.passes(121)
    assert shown() == (True, last, 1, "6.49.17")
    site.polls(2)
    assert shown() == (False, last + timedelta(seconds=151), 1, "6.49.17")


def test_who_is_on_line_is_a_list_by_state_in_pages(staff: Doors, site: Site) -> None:
    for number in range(1, 6):
        site.line(number)
    site.polls(2)
    site.router.power("plg-00003", up=False)
    site.polls()

    def targets(query: str) -> list[str]:
        return [item["target"] for item in staff.get(f"/api/sessions?router_id={ROUTER}{query}")["items"]]

    assert targets("&state=off") == ["plg-00003"]
    assert len(targets("&state=on")) == 4
    page = staff.get(f"/api/sessions?router_id={ROUTER}&limit=2")
    assert page["items"][0]["customer_name"] == "Pelanggan 1"
    rest = staff.get(f"/api/sessions?router_id={ROUTER}&cursor={page['next_cursor']}")
    assert [item["target"] for item in page["items"] + rest["items"]] == targets("")
    one = staff.get("/api/sessions/PLG-00003-1")
    assert (one["state"], one["subscription_id"]) == ("off", "PLG-00003-1")
    site.passes(121)
    assert targets("&state=on") == []
    assert len(targets("&state=unknown")) == 5
    assert staff.call("GET", "/api/sessions?router_id=nobody", "demo-owner").status_code == 404


def test_paid_but_the_router_not_yet_is_a_list_until_it_is(staff: Doors, site: Site) -> None:
    asih, citra = site.line(1), site.line(3)
    site.polls(2)
    site.decide(asih, allowed=False)
    site.polls(2)
    assert staff.get("/api/routers/drift")["items"] == []
    site.decide(asih, allowed=True)
    site.decide(citra, allowed=False)
    items = {item["subscription_id"]: item for item in staff.get("/api/routers/drift")["items"]}
    assert {line: item["kind"] for line, item in items.items()} == {asih.id: "let_on", citra.id: "shut_out"}
    assert items[asih.id]["customer_name"] == "Pelanggan 1"
    assert items[asih.id]["router_id"] == ROUTER
    site.polls(2)
    assert staff.get("/api/routers/drift")["items"] == []


def test_a_session_staff_end_is_ended_once(staff: Doors, site: Site) -> None:
    line = site.line(1)
    site.polls(2)
    before = site.router.sessions["plg-00001"]
    staff.post(f"/api/sessions/{line.id}/disconnect", {})
    staff.post(f"/api/sessions/{line.id}/disconnect", {})
    site.polls(3)
    assert site.router.sessions["plg-00001"] != before
    assert len(site.router.executed) == 1
    assert site.kept().drops == {}
    site.router.power("plg-00001", up=False)
    site.polls()
    refused = staff.call("POST", f"/api/sessions/{line.id}/disconnect", "demo-technician")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_on_line")


def test_boxes_that_customers_name_become_nodes_with_their_lines(staff: Doors, site: Site) -> None:
    for number in (1, 2, 3):
        box = "ODP Melati 1" if number < 3 else "ODP Melati 2"
        site.line(number, network=Network(pppoe_user=f"plg-{number:05d}", odp=box, port=number))
    assert staff.post("/api/nodes/from-customers", {}) == {"created": 2, "already": 0}
    assert staff.post("/api/nodes/from-customers", {}) == {"created": 0, "already": 2}
    one = staff.get("/api/nodes/odp-melati-1")
    assert [line["port"] for line in one["lines"]] == [1, 2]
    assert (one["ports"], one["free_ports"]) == (8, 6)


def test_a_box_hangs_on_a_cabinet_and_not_the_other_way_round(staff: Doors) -> None:
    commit = Commit()
    commit.create(areas, Area(id="utara", name="Utara"))
    commit.commit()
    staff.post("/api/nodes", {"kind": "olt", "name": "OLT 1", "ports": 16})
    staff.post("/api/nodes", {"kind": "odc", "name": "ODC 1", "parent_id": "olt-1"})
    box = {"kind": "odp", "name": "ODP 1", "parent_id": "odc-1", "area_id": "utara"}
    assert staff.post("/api/nodes", box)["id"] == "odp-1"
    assert staff.call("POST", "/api/nodes", "demo-owner", json=box).status_code == 200
    assert staff.call("POST", "/api/nodes", "demo-owner", json={**box, "ports": 16}).status_code == 409
    for wrong in ("odp-1", "gone"):
        tried = staff.call("PATCH", "/api/nodes/odc-1", "demo-owner", json={"parent_id": wrong})
        assert (tried.status_code, tried.get_json()["fields"][0]["field"]) == (422, "parent_id")
    assert [node["id"] for node in staff.get("/api/nodes?kind=odp")["items"]] == ["odp-1"]
    assert [node["id"] for node in staff.get("/api/nodes?parent_id=olt-1")["items"]] == ["odc-1"]
    assert staff.patch("/api/nodes/odp-1", {"ports": 16, "location": {"latitude": -7, "longitude": 110}})["ports"] == 16

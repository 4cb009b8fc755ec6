"""Staff limited to areas: lists hold only what lies there, anything else is as if it were not there."""

import itertools

import pytest

from local.openapi import merged
from shared.access.matrix import MATRIX
from shared.access.models import Caller
from shared.access.own_areas import area_filters, sees
from shared.billing.models import Invoice
from shared.billing.repository import invoices
from shared.complaints.models import Complaint, SlaClock
from shared.complaints.outage_models import Outage
from shared.complaints.repository import complaints, outages
from shared.conversations.models import Conversation
from shared.conversations.repository import conversations
from shared.core.firestore import Commit
from shared.customers.models import Area
from shared.customers.repository import areas, customers, plans, subscriptions
from shared.customers.search_tokens import findable
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.network.models import Node, Router
from shared.network.repository import nodes, routers
from shared.payments.models import Payment
from shared.payments.repository import payments
from tests.access.doors import Doors, employ
from tests.cast import NOW, RUMAH_20, TODAY, customer, subscribed

NORTH, SOUTH = ("PLG-00011", "utara"), ("PLG-00012", "selatan")


@pytest.fixture
def two_areas(doors: Doors) -> Doors:
    """One customer with a line, a bill and a message in each of two areas; `demo-north` heads the northern one."""
    employ("demo-north", "admin", areas=["utara"])
    employ("demo-both", "admin", areas=["selatan", "utara"])
    commit = Commit()
    commit.put(plans, RUMAH_20)
    for number, (customer_id, area_id) in ((11, NORTH), (12, SOUTH)):
        commit.put(areas, Area(id=area_id, name=area_id.title()))
        here = {"area_id": area_id, "router_id": f"rb-{customer_id}"}
        owner, line = subscribed(customer(number, f"Warga {area_id}", area_id=area_id), **here)
        commit.put(customers, findable(owner))
        commit.put(subscriptions, line)
        commit.put(messages, message(customer_id, area_id))
        commit.put(invoices, bill(customer_id, area_id))
        commit.put(payments, paid(customer_id, area_id))
        commit.put(complaints, complaint(customer_id, area_id))
        commit.put(outages, outage(customer_id, area_id))
        commit.put(conversations, talk(customer_id, area_id))
        commit.put(routers, router(customer_id, area_id))
        commit.put(nodes, node(customer_id, area_id))
    commit.commit()
    return doors


def message(customer_id: str, area_id: str) -> Message:
    return Message(
        id=f"{customer_id}.issued", cause=customer_id, purpose="issued", customer_id=customer_id, to="+6281200000011",
        template="tagihan_terbit", values={}, status="failed", area_id=area_id, send_after=NOW, created_at=NOW, shard=0,
    )  # fmt: skip


def bill(customer_id: str, area_id: str) -> Invoice:
    return Invoice(
        id=f"{customer_id}-1_2026-12", number="INV-202612-1", kind="period", customer_id=customer_id,
        customer_name=area_id, subscription_id=f"{customer_id}-1", period="2026-12", billed_on=TODAY, issued_on=TODAY,
        issued_at=NOW, due_on=TODAY, lines=[], total=165_000, status="open", area_id=area_id, shard=0,
    )  # fmt: skip


def paid(customer_id: str, area_id: str) -> Payment:
    return Payment(
        id=f"c_{customer_id}", number="BYR-1", customer_id=customer_id, customer_name=area_id, amount=1, method="cash",
        allocations=[], credit=1, balance_after=-1, paid_at=NOW, recorded_at=NOW, recorded_on=TODAY, taken_by="x",
        taken_by_name="X", in_hand=True, area_id=area_id, shard=0,
    )  # fmt: skip


def complaint(customer_id: str, area_id: str) -> Complaint:
    return Complaint(
        id=f"TKT-{customer_id}", customer_id=customer_id, customer_name=area_id, category="slow", priority="normal",
        source="staff", sla=SlaClock(allowed_s=3600), created_at=NOW, updated_at=NOW, area_id=area_id, shard=0,
    )  # fmt: skip


def talk(customer_id: str, area_id: str) -> Conversation:
    return Conversation(
        id=f"wa-{customer_id}", customer_id=customer_id, name=area_id, area_id=area_id, last_at=NOW, created_at=NOW
    )


def outage(customer_id: str, area_id: str) -> Outage:
    return Outage(
        id=f"x-{customer_id}", scope_key=f"area:{area_id}", place=area_id, status="open", started_at=NOW,
        opened_at=NOW, opened_by="system", area_id=area_id,
    )  # fmt: skip


def router(customer_id: str, area_id: str) -> Router:
    return Router(id=f"rb-{customer_id}", name=area_id, area_id=area_id, token_hash="x", created_at=NOW)


def node(customer_id: str, area_id: str) -> Node:
    name = f"odp-{customer_id}"
    return Node(id=name, kind="odp", name=name, area_id=area_id, created_at=NOW)


LISTS = [
    "/api/routers/drift",
    "/api/complaints",
    "/api/conversations",
    "/api/conversations?status=bot",
    "/api/complaints?is_open=true",
    "/api/payments",
    "/api/customers",
    "/api/invoices",
    "/api/messages",
    "/api/customers?q=warga",
    "/api/invoices?status=open",
]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_holds_only_own_areas(two_areas: Doors, path: str) -> None:
    def numbers(who: str) -> set[str]:
        items = two_areas.get(path, who)["items"]
        return {item.get("customer_id") or item["id"] for item in items} - {"PLG-90001"}

    assert numbers("demo-owner") == {NORTH[0], SOUTH[0]}
    assert numbers("demo-both") == {NORTH[0], SOUTH[0]}
    assert numbers("demo-north") == {NORTH[0]}


@pytest.mark.parametrize("filters", ["area_id=selatan", "q=selatan", "q=PLG-00012"])
def test_asking_for_another_area_finds_nobody(two_areas: Doors, filters: str) -> None:
    assert two_areas.get(f"/api/customers?{filters}", "demo-north")["items"] == []


def test_another_area_s_customer_hands_out_nothing_by_any_list(two_areas: Doors) -> None:
    for path in ("/api/invoices", "/api/messages"):
        assert two_areas.get(f"{path}?customer_id={SOUTH[0]}", "demo-north")["items"] == []
    assert two_areas.call("GET", f"/api/subscriptions?customer_id={SOUTH[0]}", "demo-north").status_code == 404
    assert b"selatan" not in two_areas.call("GET", "/api/customers/export", "demo-north").data
    assert b"selatan" in two_areas.call("GET", "/api/customers/export", "demo-owner").data


THINGS = {
    "customers": "{0}",
    "subscriptions": "{0}-1",
    "invoices": "{0}-1_2026-12",
    "messages": "{0}.issued",
    "payments": "c_{0}",
    "complaints": "TKT-{0}",
    "outages": "x-{0}",
    "conversations": "wa-{0}",
    "routers": "rb-{0}",
    "sessions": "{0}-1",
    "nodes": "odp-{0}",
}
SINGLE = [
    (method, path)
    for path, methods in merged()["paths"].items()
    for method, operation in methods.items()
    if "{id}" in path and operation["x-may"] != "anyone" and MATRIX[operation["x-may"]].reach == "own_areas"
]


def at(path: str, customer_id: str) -> str:
    noun = path.split("/")[2]
    named = path.replace("{id}", THINGS[noun].format(customer_id))
    return named.replace("{step}", "suspend").replace("{charge_id}", "x").replace("{file_id}", "x")


@pytest.mark.parametrize(("method", "path"), SINGLE, ids=[f"{method} {path}" for method, path in SINGLE])
def test_another_area_s_thing_is_not_there_whatever_is_sent(two_areas: Doors, method: str, path: str) -> None:
    for body in ({}, {"reason": "x", "name": "Lain"}):
        answer = two_areas.call(method, at(path, SOUTH[0]), "demo-north", json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")
    own = two_areas.call(method, at(path, NORTH[0]), "demo-north", json={})
    assert own.status_code not in (401, 403)
    assert own.status_code < 500


def test_nobody_puts_a_customer_where_they_cannot_see_them(two_areas: Doors) -> None:
    new = {"name": "Baru", "phone": "081200000099", "address": "Jl. Baru"}
    for area in ({}, {"area_id": None}, {"area_id": "selatan"}):
        assert two_areas.call("POST", "/api/customers", "demo-north", json=new | area).status_code == 422
    assert two_areas.call("POST", "/api/customers", "demo-north", json=new | {"area_id": "utara"}).status_code == 201
    for area in ("selatan", None):
        moved = two_areas.call("PATCH", f"/api/customers/{NORTH[0]}", "demo-north", json={"area_id": area})
        assert moved.status_code == 422


def test_who_moves_takes_their_line_and_bills_along(two_areas: Doors) -> None:
    two_areas.patch(f"/api/customers/{SOUTH[0]}", {"area_id": "utara"})
    for noun, name in THINGS.items():
        if noun not in ("messages", "outages", "routers", "sessions", "nodes"):
            two_areas.get(f"/api/{noun}/{name.format(SOUTH[0])}", "demo-north")
    assert two_areas.get(f"/api/invoices?customer_id={SOUTH[0]}", "demo-north")["items"]
    stored = subscriptions.get(f"{SOUTH[0]}-1")
    assert stored
    assert stored.value.area_id == "utara"


def test_a_double_in_another_area_is_not_named(two_areas: Doors) -> None:
    theirs = two_areas.get(f"/api/customers/{SOUTH[0]}")["phone"]
    new = {"name": "Baru", "phone": theirs, "address": "Jl. Baru", "area_id": "utara"}
    assert two_areas.post("/api/customers", new, "demo-north")["warnings"] == []
    assert two_areas.post("/api/customers", new | {"name": "Lagi"})["warnings"]


def test_what_acts_on_everybody_is_closed_to_the_limited(two_areas: Doors) -> None:
    whole = [name for name, grant in MATRIX.items() if grant.reach == "whole"]
    told = two_areas.get("/api/access", "demo-north")
    assert told["areas"] == ["utara"]
    assert not set(told["permissions"]) & set(whole)
    assert two_areas.call("POST", "/api/billing/runs", "demo-north", json={"on": "2026-12-01"}).status_code == 403


def test_limits_as_filters() -> None:
    for limit, asked in itertools.product([(), ("u",), ("b", "u")], [None, "u", "s"]):
        told = area_filters(limit, asked)
        seen = {one for one in ("u", "s", "b") if sees(Caller("x", "admin", areas=limit), one) and asked in (None, one)}
        if told is None:
            assert seen == set()
        elif told:
            ((field, operator, value),) = told
            assert field == "area_id"
            assert seen == ({value} if operator == "==" else set(value))
        else:
            assert (limit, asked) == ((), None)

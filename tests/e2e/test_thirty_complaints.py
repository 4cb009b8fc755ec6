"""Thirty complaints of one pole box and three of elsewhere, on the whole: one outage, thirty answers within seconds."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from local.stack import Stack
from tests.owner import Owner, wait_for_rest

AREA, BOX, ELSEWHERE = "cilongok-timur", "ODP-CLT-07", "ODP-CLT-08"
WITHIN_S = 10


def settle(owner: Owner, number: int, odp: str) -> Any:
    """A new customer on that box, who is not told of it here."""
    line = {"plan_id": "tiga-puluh", "billing_day": 1, "starts_on": owner.today(), "network": {"odp": odp}}
    return owner.post(
        "/api/customers",
        name=f"Warga {number}",
        phone=f"0812777{number:05d}",
        address=f"Jalan Kenanga {number}",
        area_id=AREA,
        subscription=line,
    )


def texts(stack: Stack, phone: str) -> list[str]:
    answer = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=30).json()
    return [item["text"] for item in answer["items"]]


def test_thirty_of_one_box_are_answered_within_ten_seconds_of_their_outage(stack: Stack) -> None:
    owner = Owner(stack)
    owner.post("/api/areas", id=AREA, name="Cilongok Timur")
    owner.post("/api/plans", id="tiga-puluh", name="Tiga Puluh", price=165_000)
    people = [settle(owner, number, BOX if number <= 30 else ELSEWHERE) for number in range(1, 34)]

    def complain(person: Any) -> Any:
        return Owner.post(owner, "/api/complaints", customer_id=person["id"], category="no_connection")

    with ThreadPoolExecutor(4) as pool:
        tickets = list(pool.map(complain, people))
    end = time.monotonic() + WITHIN_S
    left = {person["phone"] for person in people[:30]}
    while left:
        left = {phone for phone in left if not any("gangguan jaringan" in text for text in texts(stack, phone))}
        assert time.monotonic() < end, f"{len(left)} wait for an answer"
    wait_for_rest(stack)
    outages = [one for one in owner.get("/api/outages")["items"] if one["area_id"] == AREA]
    assert [(one["status"], one["odp"], one["complaints"], one["affected"]) for one in outages] == [
        ("open", BOX, 30, 30)
    ]
    known = {one["id"]: one["outage_id"] for one in owner.all(f"/api/complaints?area_id={AREA}")}
    assert [known[ticket["id"]] for ticket in tickets] == [outages[0]["id"]] * 30 + [None] * 3
    for person in people:
        told = [text for text in texts(stack, person["phone"]) if "gangguan jaringan" in text]
        assert len(told) == (1 if person in people[:30] else 0)

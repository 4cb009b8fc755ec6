"""Somebody writes on WhatsApp and waits for the answer, for tests on the whole stack."""

import time
from typing import Any

import requests

from local.stack import Stack
from tests.owner import Owner

PLAN = "empat-puluh"


def settle(owner: Owner, phone: str, name: str) -> None:
    plans = [plan["id"] for plan in owner.get("/api/plans")["items"]]
    if PLAN not in plans:
        owner.post("/api/plans", id=PLAN, name="Empat Puluh", price=200_000)
    # No month is missed: the next run would bill all of them, at one message in six seconds for each person.
    line = {"plan_id": PLAN, "billing_day": 1, "starts_on": owner.today()}
    owner.post("/api/customers", name=name, phone=phone, address="Jalan Mawar 4", subscription=line)


def at(stack: Stack, phone: str) -> list[dict[str, Any]]:
    answer = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=30)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def says(stack: Stack, phone: str, **doing: Any) -> None:
    assert requests.post(f"{stack.url}/sandbox/whatsapp/{phone}/send", json=doing, timeout=30).ok


def answered(stack: Stack, phone: str, known: int, within_s: float = 60) -> list[dict[str, Any]]:
    """What came beyond the first `known` messages, once something did."""
    end = time.monotonic() + within_s
    while len(items := at(stack, phone)) <= known:
        assert time.monotonic() < end, "no answer"
        time.sleep(0.02)
    return items[known:]

"""A day on which everybody writes while everything goes wrong: nobody is left without an answer, none gets one twice.

30 customers here; `make soak` takes 500 (SOAK is how many bills, half of them talk).
"""

import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import requests

from local.stack import Stack
from tests.faults.storm import kills, settle, switch
from tests.faults.test_storm import bring_in
from tests.owner import Owner, wait_for_rest

PEOPLE = int(os.environ.get("SOAK") or 60) // 2
SEED = int(os.environ.get("SEED_OF_STORM") or random.randrange(10_000))
WEATHER: tuple[dict[str, Any], ...] = (
    {"duplicate": 0.5, "batch": 0.3, "tasks_twice": 0.3},
    {"reorder": 0.3, "delay_ms": 300, "skip_delivered": 0.5, "tasks_reorder": 0.3},
    {"accept_then_timeout": 0.1, "hang_up_ms": 500, "http_500": 0.1, "pair_rate": 0.03, "bsuid_only": 0.2},
    {"token_expired": 1},
    {"duplicate": 0.3, "reorder": 0.3, "batch": 0.3, "http_500": 0.1, "window_24h": True, "paused_template": 1},
)
"""One after the other over a day; the last is all together, with every template paused."""
WORDS = ("cek tagihan", "wifi mati min", "menu", "udh bayar ko blm nyala", "status pengaduan", "lemot bgt", "bayar")
"""What a bot answers; who asks for a person is answered by one."""
BILLS = 1
"""Each has one at the phone before the day begins."""
REST_S = 300 + 2 * PEOPLE
pytestmark = pytest.mark.timeout(3 * REST_S)


def alerts(stack: Stack) -> Counter[str]:
    """How often staff were told that sending stands still, by what does."""
    told: Counter[str] = Counter()
    for log in (stack.local_dir / "logs").glob("*.log"):
        for line in log.read_text(errors="replace").splitlines():
            if '"outbox_held"' in line:
                told[json.loads(line)["what"]] += 1
    return told


def at_phone(stack: Stack, phone: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=60).json()[
        "items"
    ]
    return items


def test_whoever_writes_is_answered_once_in_any_weather(own_stack: Stack, tmp_path: Path) -> None:
    stack, api, chance = own_stack, Owner(own_stack), random.Random(SEED)
    bring_in(api, tmp_path, 1, PEOPLE)
    api.run(f"{api.next_month()}-01")
    wait_for_rest(stack, REST_S)
    phones = [one["phone"] for one in api.all("/api/customers")]
    wrote: Counter[str] = Counter()
    with kills(stack, SEED) as killed:
        for faults in WEATHER:
            switch(stack, **faults)
            for phone in chance.sample(phones, max(1, len(phones) // 3)):
                text = chance.choice(WORDS)
                answer = requests.post(f"{stack.url}/sandbox/whatsapp/{phone}/send", json={"text": text}, timeout=60)
                answer.raise_for_status()
                wrote[phone] += 1
            if faults != {"token_expired": 1}:
                wait_for_rest(stack, REST_S)
    switch(stack)
    settle(stack, api, REST_S)

    print(f"day {SEED}: {wrote.total()} texts by {len(wrote)} people, killed {dict(killed)}")  # noqa: T201 - soak
    there = {phone: at_phone(stack, phone) for phone in phones}
    silent = [phone for phone in phones if wrote[phone] and len(there[phone]) == BILLS]
    assert silent == []
    assert [phone for phone in phones if not wrote[phone] and len(there[phone]) != BILLS] == []
    assert sum(map(len, there.values())) == len(api.all("/api/messages"))
    assert {one["status"] for one in api.all("/api/messages")} <= {"delivered", "read"}
    assert set(alerts(stack).values()) <= {1}, alerts(stack)

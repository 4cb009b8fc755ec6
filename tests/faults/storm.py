"""A storm over the running stack: every fault of the simulators, and kill -9 of its processes at random."""

import contextlib
import itertools
import json
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import requests

from local.stack import Stack
from tests.owner import Owner, wait_for_rest

MORTAL = ("drain", "send_message", "whatsapp_webhook", "sweep", "tasks")
PAUSE_S = (0.2, 0.8)
ABATES = 1.5
ALL_FAULTS: dict[str, Any] = {
    "duplicate": 0.3,
    "reorder": 0.3,
    "batch": 0.3,
    "delay_ms": 300,
    "skip_delivered": 0.3,
    "accept_then_timeout": 0.04,
    "hang_up_ms": 500,
    "http_500": 0.1,
    "http_429": 0.05,
    "token_expired": 0.003,
    "bsuid_only": 0.3,
    "window_24h": True,
    "pair_rate": 0.03,
    "paused_template": 0.003,
    "latency_ms": 20,
    "read_rate": 0.3,
    "tasks_twice": 0.3,
    "tasks_reorder": 0.3,
    "tasks_delay_ms": 20,
}
"""All but `drop`, under which nobody can know what arrived."""
STANDSTILLS = ("token_expired", "paused_template")
"""After one of these everything stands still for a while, which only the soak has time for."""


def switch(stack: Stack, **faults: Any) -> None:
    """These faults, and no others."""
    requests.put(f"{stack.url}/sandbox/faults", json=faults, timeout=10).raise_for_status()


@contextmanager
def kills(stack: Stack, seed: int, mortal: Sequence[str] = MORTAL, rounds: int | None = None) -> Iterator[Counter[str]]:
    """Kills one process after the other while the block lasts, each kind as often, ever more seldom; how often.

    At most so many `rounds`.
    """
    chance, calm, killed = random.Random(seed), threading.Event(), Counter[str]()

    def strike() -> None:
        longer = 1.0
        for _ in itertools.count() if rounds is None else range(rounds):
            for name in chance.sample(mortal, len(mortal)):
                if calm.wait(chance.uniform(*PAUSE_S) * longer):
                    return
                killed[name] += kill(stack, name)
            longer *= ABATES

    thread = threading.Thread(target=strike, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        calm.set()
        thread.join()


def kill(stack: Stack, name: str) -> bool:
    """kill -9 of a process of this stack and all its workers; False if it is just being started again."""
    pid = random.choice(json.loads((stack.local_dir / "pids.json").read_text())[name])
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
        return True
    return False


def messages_in(api: Owner, status: str) -> list[dict[str, Any]]:
    """All messages in one state, as staff list them."""
    items: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {"cursor": cursor} if cursor else {}
        page = api.get("/api/messages", status=status, limit=200, **query)
        items += page["items"]
        cursor = page["next_cursor"]
    return items


def settle(stack: Stack, api: Owner, within_s: float) -> None:
    """Rest; then news of a later message, from which follows what became of those in doubt; then rest again."""
    wait_for_rest(stack, within_s)
    for number in range(4):
        waiting = [one for status in ("queued", "released", "sending", "unknown") for one in messages_in(api, status)]
        if not waiting:
            return
        later_message(api, number)
        wait_for_rest(stack, within_s)
        # The sweep comes, and looks at what is in doubt.
        requests.post(f"{stack.url}/sandbox/clock", json={"advance_minutes": 16}, timeout=300).raise_for_status()
        wait_for_rest(stack, within_s)


def later_message(api: Owner, number: int) -> None:
    """One more customer gets a bill."""
    on = f"{api.next_month()}-01"
    line = {"plan_id": api.get("/api/plans")["items"][0]["id"], "billing_day": 1, "starts_on": on}
    newcomer = {"name": f"Kemudian {number}", "phone": f"+62813900000{number:02d}", "address": "Jl. Melati"}
    api.post("/api/customers", **newcomer, subscription=line)
    api.run(on)

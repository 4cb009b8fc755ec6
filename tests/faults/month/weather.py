"""What goes wrong: all the time a little of everything, on some days one thing thoroughly; and processes that die."""

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import requests

from local.addresses import Addresses
from local.stack import Stack
from tests.faults.storm import kill

EVERY_DAY: dict[str, Any] = {
    "duplicate": 0.2,
    "reorder": 0.15,
    "batch": 0.3,
    "delay_ms": 100,
    "skip_delivered": 0.2,
    "accept_then_timeout": 0.004,
    "hang_up_ms": 500,
    "http_500": 0.03,
    "http_429": 0.003,
    "bsuid_only": 0.2,
    "window_24h": True,
    "pair_rate": 0.01,
    "latency_ms": 10,
    "read_rate": 0.3,
    "tasks_twice": 0.15,
    "tasks_reorder": 0.1,
    "tasks_delay_ms": 5,
}
MORTAL = (
    "drain",
    "send_message",
    "whatsapp_webhook",
    "payment_webhook",
    "converse",
    "sweep",
    "daily_billing",
    "router_agent",
    "billing",
    "portal",
    "messages",
    "complaints",
    "tasks",
)


@contextmanager
def deaths(
    stack: Stack, seed: int, every_s: tuple[float, float], mortal: Sequence[str], killed: Counter[str]
) -> Iterator[None]:
    """kill -9 of one process after the other while the block lasts, each kind as often; counts them."""
    chance, over = random.Random(seed), threading.Event()

    def strike() -> None:
        while True:
            for name in chance.sample(mortal, len(mortal)):
                if over.wait(chance.uniform(*every_s)):
                    return
                killed[name] += kill(stack, name)

    thread = threading.Thread(target=strike, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def sweeps(stack: Stack, every_s: float = 15.0) -> Iterator[None]:
    """The sweep comes so often in real time: what a dead process left would else be waited for, up to five minutes."""
    over, addresses = threading.Event(), Addresses(stack.local_dir / "ports.json")

    def sweep() -> None:
        while not over.wait(every_s):
            with contextlib.suppress(requests.RequestException):
                requests.post(f"http://127.0.0.1:{addresses.port('scheduler')}/catch-up", timeout=60)

    thread = threading.Thread(target=sweep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()

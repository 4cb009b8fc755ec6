"""Two days on which everybody writes while everything goes wrong: nobody is left without an answer, none has one twice.

20 customers and all faults at once here; `make soak` takes 500 (SOAK is how many bills, half of them talk), and each
fault by itself before.
"""

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from local.clock import Clock
from local.stack import Stack
from tests.faults.storm import MORTAL, kills, messages_in, settle, switch
from tests.faults.test_storm import bring_in
from tests.owner import Owner, wait_for_rest

LONG = "SOAK" in os.environ
PEOPLE = int(os.environ.get("SOAK") or 40) // 2
SEED = int(told) if (told := os.environ.get("SEED", "")).isdigit() else random.randrange(10_000)
ONE_BY_ONE: tuple[dict[str, Any], ...] = (
    {"duplicate": 0.5, "batch": 0.3, "tasks_twice": 0.3},
    {"reorder": 0.3, "delay_ms": 300, "skip_delivered": 0.5, "tasks_reorder": 0.3},
    {"accept_then_timeout": 0.1, "hang_up_ms": 500, "http_500": 0.1, "pair_rate": 0.03, "bsuid_only": 0.2},
    {"http_429": 0.3, "duplicate": 0.3},
)
ALL_TOGETHER: dict[str, Any] = {
    "duplicate": 0.3,
    "reorder": 0.3,
    "batch": 0.3,
    "http_500": 0.1,
    "http_429": 0.1,
    "pair_rate": 0.03,
    "accept_then_timeout": 0.04,
    "hang_up_ms": 500,
    "bsuid_only": 0.2,
    "window_24h": True,
    "tasks_twice": 0.3,
    "tasks_reorder": 0.3,
}
FIRST_DAY = (*ONE_BY_ONE, ALL_TOGETHER) if LONG else (ALL_TOGETHER,)
STANDSTILL: dict[str, Any] = {"token_expired": 1, "window_24h": True}
"""Its last hour; it ends when their windows have closed."""
WORDS = ("cek tagihan", "wifi mati min", "menu", "udh bayar ko blm nyala", "status pengaduan", "lemot bgt", "bayar")
"""What a bot answers; who asks for a person is answered by one."""
READ_ON = "Baca jawaban"
BILLS = 1
"""Each has one at the phone before the day begins."""
REST_S = 300 + 2 * PEOPLE
pytestmark = pytest.mark.timeout(4 * REST_S)


class Town:
    """The customers, what they wrote, and what is at their phones."""

    def __init__(self, stack: Stack, folder: Path) -> None:
        self.stack, self.api, self.chance = stack, Owner(stack), random.Random(SEED)
        bring_in(self.api, folder, 1, PEOPLE)
        self.api.run(f"{self.api.next_month()}-01")
        wait_for_rest(stack, REST_S)
        self.phones: list[str] = [one["phone"] for one in self.api.all("/api/customers")]
        self.wrote: Counter[str] = Counter()
        self.began = time.monotonic()

    def writes(self) -> list[str]:
        """A third of them write; who did."""
        people = self.chance.sample(self.phones, max(1, len(self.phones) // 3))
        for phone in people:
            self._does(phone, text=self.chance.choice(WORDS))
            self.wrote[phone] += 1
        return people

    def reads_on(self, people: list[str]) -> None:
        """They tap the button under the notice that an answer waits."""
        for phone in people:
            self._does(phone, button_id=READ_ON)

    def at(self, phone: str) -> list[dict[str, Any]]:
        url = f"{self.stack.url}/sandbox/whatsapp/{phone}/messages"
        items: list[dict[str, Any]] = requests.get(url, timeout=60).json()["items"]
        return items

    def answers_waiting(self) -> int:
        """How many answers were decided on and have not gone out."""
        return sum(
            one["purpose"] == "answer" for state in ("queued", "released") for one in messages_in(self.api, state)
        )

    def notices(self, phone: str) -> int:
        return sum(READ_ON in str(item["buttons"]) for item in self.at(phone))

    def closes_windows(self) -> None:
        """The time it takes while nothing can be sent, which the sandbox's own way would wait for."""
        clock = Clock(Path(self.stack.env["CLOCK_OFFSET_FILE"]))
        clock.move_to(clock.now() + timedelta(hours=25))

    def with_staff(self) -> set[str]:
        """Whose conversation a person has on the list."""
        return {one["phone"] for one in self.api.all("/api/conversations") if one["status"] != "bot"}

    def _does(self, phone: str, **act: str) -> None:
        url = f"{self.stack.url}/sandbox/whatsapp/{phone}/send"
        requests.post(url, json=act, timeout=60).raise_for_status()


def alerts(stack: Stack) -> Counter[str]:
    """How often staff were told that sending stands still, by what does and why."""
    told: Counter[str] = Counter()
    for log in (stack.local_dir / "logs").glob("*.log"):
        for line in log.read_text(errors="replace").splitlines():
            if '"outbox_held"' in line:
                event = json.loads(line)
                told[f"{event['what']}: {event.get('code') or event.get('reason')}"] += 1
    return told


def until(it_is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + REST_S
    while not it_is_so():
        assert time.monotonic() < end


def test_whoever_writes_is_answered_once_in_any_weather(own_stack: Stack, tmp_path: Path) -> None:
    stack, town = own_stack, Town(own_stack, tmp_path)
    with kills(stack, SEED, (*MORTAL, "converse"), rounds=None if LONG else 1) as killed:
        for faults in FIRST_DAY:
            switch(stack, **faults)
            town.writes()
            wait_for_rest(stack, REST_S)

        switch(stack, **STANDSTILL)
        shut = town.writes()
        until(lambda: town.answers_waiting() >= len(shut) and bool(alerts(stack)))
        town.closes_windows()
        if LONG:  # the notice cannot go either, for a minute
            switch(stack, paused_template=1, window_24h=True)
            until(lambda: any("template." in what for what in alerts(stack)))
        switch(stack, window_24h=True, duplicate=0.3)
        if not LONG:  # who has renewed the token does not wait for the next try; it may have come just now
            town.api.session.post(f"{stack.url}/api/messages/holds/all/retry", timeout=60)
        wait_for_rest(stack, REST_S)
        told = {phone: town.notices(phone) for phone in town.phones}
        town.reads_on([phone for phone in shut if told[phone]])
        if LONG:
            wait_for_rest(stack, REST_S)
            switch(stack, **ALL_TOGETHER)
            town.writes()
        wait_for_rest(stack, REST_S)
    switch(stack)
    settle(stack, town.api, REST_S)

    there = {phone: len(town.at(phone)) - BILLS - town.notices(phone) for phone in town.phones}
    seconds = time.monotonic() - town.began
    print(  # noqa: T201 - what the soak tells
        f"day {SEED}: {town.wrote.total()} texts by {len(town.wrote)} of {PEOPLE} people, "
        f"{sum(there.values())} answers, {sum(told.values())} told that one waits, "
        f"killed {dict(killed)}, alerts {dict(alerts(stack))}, {seconds:.0f} s"
    )
    assert {phone for phone in town.phones if told[phone]} == set(shut)
    assert set(told.values()) == {0, 1}
    by_staff = town.with_staff()
    assert {phone: there[phone] for phone in there if there[phone] != town.wrote[phone] and phone not in by_staff} == {}
    assert [phone for phone in by_staff if not 1 <= there[phone] <= town.wrote[phone]] == []
    messages = town.api.all("/api/messages")
    gone = [one for one in messages if not one["resent_as"]]
    assert {one["status"] for one in gone} <= {"delivered", "read"}
    assert {one["status"] for one in messages} <= {"delivered", "read", "failed"}
    assert set(alerts(stack).values()) <= {1}, alerts(stack)

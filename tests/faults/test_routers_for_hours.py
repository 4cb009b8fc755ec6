"""Twenty routers with 20,000 sessions for two hours: what is written is what changed, and no change is lost.

Whole in `make soak`; without SOAK a short form. Reports never come, come twice, or their answer gets lost.
"""

import os
import random
import statistics
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from local.routers.router import Router, Secret
from shared.core import clock
from shared.core.firestore import Commit, operations
from shared.customers.models import Network
from shared.customers.repository import subscriptions
from shared.network import models
from shared.network.answer_report import answer_report
from shared.network.line_state import LineState
from shared.network.look_for_outages import look_for_outages
from shared.network.repository import lines_id, routers, sessions, shard_of_line
from shared.network.show_token import new_token
from tests.cast import NOW, customer, subscribed
from tests.conftest import Enqueued

FULL = bool(os.environ.get("SOAK"))
COUNT, LINES, ROUNDS = (20, 1_000, 240) if FULL else (2, 40, 12)
SMALL, LARGE = (100, 2_000) if FULL else (5, 60)
TIMED = 100 if FULL else 5
OF_CUSTOMERS = 2
"""Routers whose lines are customers'; the others' are nobody's, as the emulator reads all there are for each query."""
ON_A_BOX = 5
MOST_OFF = 12
AT_ONCE = 240
WAYS = ("heard", "heard", "heard", "heard", "twice", "answer lost", "never came")

pytestmark = pytest.mark.timeout(3600)


@dataclass
class Simulated:
    """One router with what changed of its lines: since it last spoke, and in what it is just saying."""

    token: str
    router: Router
    changed: set[str] = field(default_factory=set)
    in_report: set[str] = field(default_factory=set)
    taken_in: bool = True


@dataclass
class Hours:
    """The clock, the dice, and what was counted."""

    enqueued: Enqueued
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    now: datetime = NOW
    counted: Counter[str] = field(default_factory=Counter)

    def plug_in(self, name: str, lines: int, first: int, *, of_customers: bool) -> Simulated:
        """A router as it stands some days after it was installed: whose each login is has been looked up."""
        token, token_hash = new_token(name)
        one = Simulated(token, Router(name, profiles={"default", "isolir"}))
        put_all(routers, [models.Router(id=name, name=name, token_hash=token_hash, created_at=NOW)])
        served, known = [], defaultdict[int, dict[str, LineState]](dict)
        for number in range(first, first + lines):
            network = Network(pppoe_user=f"u{number:06d}", odp=f"ODP-{number // ON_A_BOX}")
            line = subscribed(customer(number), network=network, router_id=name)[1]
            served.append(line.model_copy(update={"served": line.shall_be}))
            one.router.secrets[f"u{number:06d}"] = Secret()
        one.router.passes(30)
        for line in served:
            assert line.served
            user = line.served.target
            known[shard_of_line(user)][user] = LineState(
                on=True,
                since=NOW,
                address="10.0.0.1",
                session=one.router.sessions[user],
                caller="AA:BB",
                profile="default",
                home="default",
                subscription_id=line.id if of_customers else "",
                box=line.served.box,
            )
        put_all(subscriptions, served if of_customers else [])
        shards = [
            models.RouterLines(id=lines_id(name, shard), router_id=name, shard=shard, lines=some)
            for shard, some in known.items()
        ]
        put_all(sessions, shards)
        for _ in range(3):
            self.poll(one, "heard")
        stored = routers.get(name)
        assert stored
        assert (stored.value.sessions, stored.value.to_look_up) == (lines, False)
        self.counted.clear()
        return one

    def toggle(self, one: Simulated, many: int) -> None:
        """Modems are switched off, and on again after a while; none twice before it was told."""
        off = sorted(user for user, secret in one.router.secrets.items() if not secret.up)
        among = off if len(off) > MOST_OFF else sorted(one.router.secrets)
        for user in self.chance.sample(among, many):
            if user not in one.changed | one.in_report:
                one.router.power(user, not one.router.secrets[user].up)
                one.changed.add(user)

    def poll(self, one: Simulated, way: str) -> float:
        """The script runs once, and `way` becomes of its report; seconds until it was answered."""
        took = 0.0

        def post(text: str) -> str | None:
            nonlocal took
            if way == "never came":
                return None
            for _ in range(2 if way == "twice" else 1):
                before, started = (operations.reads, operations.writes), time.perf_counter()
                answer = answer_report(one.token, text)
                took += time.perf_counter() - started
                self.counted["read"] += operations.reads - before[0]
                self.counted["written"] += operations.writes - before[1]
                self.counted["posts"] += 1
            if not one.taken_in:
                one.taken_in = True
                self.counted["polls"] += 1
                self.counted["changes"] += len(one.in_report)
                self.counted["documents of changes"] += len({shard_of_line(user) for user in one.in_report})
                one.in_report = set()
            return None if way == "answer lost" else answer

        one.router.passes(30)
        if not one.router.memory.parts:
            one.in_report, one.changed, one.taken_in = one.in_report | one.changed, set(), False
        one.router.poll(post)
        return took

    def look(self) -> None:
        """As Cloud Tasks would have it done."""
        before = operations.reads, operations.writes
        for task in self.enqueued.take("drain"):
            if task.queue == "outages":
                look_for_outages(task.job)
                self.counted["looks"] += 1
        self.counted["read by looks"] += operations.reads - before[0]
        self.counted["written by looks"] += operations.writes - before[1]


@pytest.fixture
def hours(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Hours:
    made = Hours(enqueued)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


def put_all(collection: Any, records: list[Any]) -> None:
    for start in range(0, len(records), AT_ONCE):
        commit = Commit()
        for record in records[start : start + AT_ONCE]:
            commit.put(collection, record)
        commit.commit()


def test_what_is_written_in_two_hours_is_what_changed(hours: Hours) -> None:
    fleet = [
        hours.plug_in(f"rb-{number:02d}", LINES, 1 + number * LINES, of_customers=number < OF_CUSTOMERS)
        for number in range(COUNT)
    ]
    started = time.monotonic()
    for _ in range(ROUNDS):
        hours.now += timedelta(seconds=30)
        for one in fleet:
            if hours.chance.random() < 0.5:
                hours.toggle(one, hours.chance.randint(1, 3))
            hours.poll(one, hours.chance.choice(WAYS))
        hours.look()
    for one in fleet:
        for _ in range(2):
            hours.poll(one, "heard")
    counted = hours.counted
    print(  # noqa: T201 - what the soak tells
        f"\n{COUNT} routers, {COUNT * LINES} sessions, {ROUNDS} rounds in {time.monotonic() - started:.0f} s: {counted}"
    )
    assert counted["written"] == counted["polls"] + counted["documents of changes"]
    assert counted["documents of changes"] <= counted["changes"]
    assert counted["changes"] > ROUNDS * COUNT // 4
    for one in fleet:
        kept = [stored.value.lines for stored in sessions.find(("router_id", "==", one.router.name))]
        lines = {user: line for some in kept for user, line in some.items()}
        assert {user: line.session for user, line in lines.items() if line.on} == one.router.sessions
        assert len(lines) == LINES


def test_a_report_takes_as_long_with_many_sessions_as_with_few(hours: Hours) -> None:
    few = hours.plug_in("rb-few", SMALL, 1, of_customers=True)
    many = hours.plug_in("rb-many", LARGE, 1 + SMALL, of_customers=True)
    took: dict[str, list[float]] = {"few": [], "many": []}
    for _ in range(TIMED):
        hours.now += timedelta(seconds=30)
        took["few"].append(hours.poll(few, "heard"))
        took["many"].append(hours.poll(many, "heard"))
    assert hours.counted["written"] == hours.counted["polls"] == 2 * TIMED
    assert hours.counted["read"] == 2 * hours.counted["polls"]
    quiet = {name: statistics.median(times) * 1000 for name, times in took.items()}
    print(  # noqa: T201 - what the soak tells
        f"\na quiet report is answered in {quiet['few']:.1f} ms with {SMALL} sessions, {quiet['many']:.1f} with {LARGE}"
    )
    if FULL:
        assert quiet["many"] < 1.5 * quiet["few"]

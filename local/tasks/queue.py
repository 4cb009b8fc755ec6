"""One queue: hands out what is due, no faster than its rate, no more at once than it may, and tries again."""

import asyncio
import heapq
import json
import random
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from time import time

from local.manifests import QueueRules
from local.tasks.deliver import Outcome
from local.tasks.faults import LATER_S, TaskFaults, happens
from local.tasks.limits import NAME_KEPT_S
from local.tasks.store import Entry, Store

LONGEST_TIMER_S = 3600.0


@dataclass
class Counts:
    """What the idle detection wants to know of a queue; `next_at` in epoch seconds."""

    waiting_due: int = 0
    retrying: int = 0
    running: int = 0
    scheduled_later: int = 0
    next_at: float | None = None


class Queue:
    """Tasks of one queue in memory; the store has them too."""

    def __init__(
        self,
        name: str,
        rules: QueueRules,
        store: Store,
        attempt: Callable[[Entry], Awaitable[Outcome]],
        faults: Callable[[], TaskFaults],
    ) -> None:
        self.name = name
        self.rules = rules
        self.paused = False
        self.tasks: dict[str, Entry] = {}
        self.running = 0
        self._store = store
        self._attempt = attempt
        self._faults = faults
        self._waiting: list[tuple[float, int, Entry]] = []
        self._order = count()
        # The cloud derives the burst from the rate too; the exact figure is its own.
        self._burst = max(1.0, min(100.0, rules.per_second / 5))
        self._tokens = self._burst
        self._filled_at = time()
        self._timer: asyncio.TimerHandle | None = None
        self._attempts: set[asyncio.Task[None]] = set()

    def add(self, entry: Entry) -> None:
        """Take a task that the store already has."""
        self.tasks[entry.name] = entry
        self._wait(entry, self._faults().held_back_s())
        self.pump()

    def delete(self, entry: Entry) -> None:
        """Forget a task; an attempt that is under way ends, and is not repeated."""
        del self.tasks[entry.name]
        self._store.remove(entry, time() + NAME_KEPT_S)

    def purge(self) -> None:
        """Forget all tasks."""
        for entry in list(self.tasks.values()):
            self.delete(entry)

    def pump(self) -> None:
        """Start all that may start now, and come back when the next one may."""
        now = time()
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self.rules.per_second)
        self._filled_at = now
        while self._waiting and not self.paused and self.running < self.rules.concurrent:
            due, _, entry = self._waiting[0]
            if entry.name not in self.tasks:
                heapq.heappop(self._waiting)
                continue
            wait = due - now if due > now else (1.0 - self._tokens) / self.rules.per_second
            if wait > 0:
                self._come_back_in(wait)
                return
            heapq.heappop(self._waiting)
            self._tokens -= 1.0
            self._start(entry)

    def counts(self) -> Counts:
        """How many wait, run, and lie in the future."""
        told, now = Counts(running=self.running), time()
        for entry in self.tasks.values():
            if entry.running:
                continue
            if entry.due <= now:
                told.waiting_due += 1
            elif entry.dispatches:
                told.retrying += 1
            else:
                told.scheduled_later += 1
            told.next_at = entry.due if told.next_at is None else min(told.next_at, entry.due)
        return told

    def _come_back_in(self, wait_s: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(min(wait_s, LONGEST_TIMER_S), self.pump)

    def _start(self, entry: Entry) -> None:
        entry.running = True
        self.running += 1
        attempt = asyncio.create_task(self._run(entry))
        self._attempts.add(attempt)
        attempt.add_done_callback(self._attempts.discard)

    async def _run(self, entry: Entry) -> None:
        twice = not entry.repeated and happens(self._faults().tasks_twice)
        side_by_side = twice and happens(0.5)
        try:
            outcomes = await asyncio.gather(*(self._attempt(entry) for _ in range(2 if side_by_side else 1)))
        finally:
            entry.running = False
            self.running -= 1
        if self.tasks.get(entry.name) is entry:
            self._settle(entry, outcomes[0], again_later=twice and not side_by_side)
        self.pump()

    def _settle(self, entry: Entry, outcome: Outcome, *, again_later: bool) -> None:
        entry.dispatches += 1
        entry.responses += outcome.answered
        gives_up = entry.repeated or 0 < self.rules.max_attempts <= entry.dispatches
        if outcome.done and again_later:
            entry.repeated = True
            self._reschedule(entry, random.uniform(*LATER_S))
        elif outcome.done or gives_up:
            self.delete(entry)
        else:
            self._reschedule(entry, max(backoff_s(self.rules, entry.dispatches), outcome.retry_after_s))
        if not outcome.done:
            _log("task_given_up" if gives_up and not entry.repeated else "task_failed", entry, outcome)

    def _reschedule(self, entry: Entry, wait_s: float) -> None:
        entry.due = time() + wait_s
        self._store.reschedule(entry)
        self._wait(entry)

    def _wait(self, entry: Entry, longer_s: float = 0.0) -> None:
        heapq.heappush(self._waiting, (entry.due + longer_s, next(self._order), entry))


def _log(event: str, entry: Entry, outcome: Outcome) -> None:
    line = {"event": event, "task": entry.name, "status": outcome.status, "dispatches": entry.dispatches}
    print(json.dumps(line), file=sys.stderr)


def backoff_s(rules: QueueRules, dispatches: int) -> float:
    """Seconds to wait after `dispatches` failed attempts: doubled, then in equal steps, up to the most."""
    doublings = min(dispatches - 1, rules.max_doublings)
    wait = rules.min_backoff_s * float(2**doublings)
    wait += wait * max(0, dispatches - 1 - rules.max_doublings)
    return min(wait, rules.max_backoff_s)

"""Webhooks that wait to be sent: on disk until the business answered 200, with the faults applied."""

import heapq
import json
import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local.whatsapp.faults import Faults, happens
from local.whatsapp.store import Store

LANES = 8
LONGEST_RETRY_S = 30.0
SOON_S = 5.0
GIVE_UP_AFTER_S = 7 * 86_400.0


def _nobody_listens(_: int) -> None:
    """Before the senders run, what is planned only waits."""


@dataclass(order=True)
class Webhook:
    due_at: float
    seq: int
    lane: int = field(compare=False)
    field_name: str = field(compare=False)
    value: dict[str, Any] = field(compare=False)
    made_at: float = field(compare=False)
    attempts: int = field(compare=False, default=0)


class WebhookQueue:
    """One lane per slice of the phones: a lane sends in order, one POST at a time."""

    def __init__(self, store: Store, faults: Callable[[], Faults]) -> None:
        self._store = store
        self._faults = faults
        self._lanes: list[list[Webhook]] = [[] for _ in range(LANES)]
        self.wake: Callable[[int], None] = _nobody_listens
        for row in store.all("SELECT * FROM webhooks"):
            self._push(
                Webhook(
                    row["due_at"],
                    row["seq"],
                    row["lane"] % LANES,
                    row["field"],
                    json.loads(row["value"]),
                    row["made_at"],
                    row["attempts"],
                )
            )

    def plan(self, phone: str, field_name: str, value: dict[str, Any], after_s: float = 0.0) -> None:
        """Queues one element of a webhook. Call inside a transaction."""
        faults = self._faults()
        if happens(faults.drop):
            return
        lane = zlib.crc32(phone.encode()) % LANES
        due_at = time.time() + after_s + faults.delay_ms / 1000
        if happens(faults.reorder):
            due_at += random.uniform(0.2, 3.0)
        self._add(lane, field_name, value, due_at)
        if happens(faults.duplicate):
            self._add((lane + 1) % LANES, field_name, value, due_at + random.choice((0.0, 0.0, 2.0)))

    def take(self, lane: int, most: int) -> list[Webhook]:
        """Takes what is due, oldest first; it stays on disk until `done`."""
        now, waiting = time.time(), self._lanes[lane]
        taken: list[Webhook] = []
        while waiting and len(taken) < most and waiting[0].due_at <= now:
            taken.append(heapq.heappop(waiting))
        return taken

    def next_due_in(self, lane: int) -> float | None:
        waiting = self._lanes[lane]
        return max(0.0, waiting[0].due_at - time.time()) if waiting else None

    def done(self, webhooks: list[Webhook]) -> None:
        marks = ",".join("?" * len(webhooks))
        self._store.run(f"DELETE FROM webhooks WHERE seq IN ({marks})", *(one.seq for one in webhooks))

    def again(self, webhooks: list[Webhook]) -> None:
        """Puts refused webhooks back, each later than the time before, until Meta's seven days are over."""
        now = time.time()
        expired = [one for one in webhooks if now - one.made_at > GIVE_UP_AFTER_S]
        if expired:
            self.done(expired)
        with self._store.transaction():
            for one in webhooks:
                if one in expired:
                    continue
                one.attempts += 1
                one.due_at = now + min(LONGEST_RETRY_S, 0.5 * 2**one.attempts)
                self._store.run(
                    "UPDATE webhooks SET due_at = ?, attempts = ? WHERE seq = ?",
                    one.due_at,
                    one.attempts,
                    one.seq,
                )
                self._push(one)

    def waiting(self) -> int:
        """How many are due or being tried again; what a fault holds back for long is not at work."""
        soon = time.time() + SOON_S
        row = self._store.one("SELECT count(*) AS n FROM webhooks WHERE due_at <= ? OR attempts > 0", soon)
        return int(row["n"]) if row else 0

    def _add(self, lane: int, field_name: str, value: dict[str, Any], due_at: float) -> None:
        now = time.time()
        seq = self._store.run(
            "INSERT INTO webhooks (lane, field, value, made_at, due_at) VALUES (?, ?, ?, ?, ?)",
            lane,
            field_name,
            json.dumps(value),
            now,
            due_at,
        )
        self._push(Webhook(due_at, seq, lane, field_name, value, now))
        self.wake(lane)

    def _push(self, webhook: Webhook) -> None:
        heapq.heappush(self._lanes[webhook.lane], webhook)

"""What staff do every day: proofs, people who wait for one of us, complaints, what may not have arrived."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.faults.month.facts import Known
from tests.faults.month.town import Town

RESOLVED_A_DAY = 0.5
"""The others wait until their time is over, and longer."""


@dataclass
class Staff:
    """An owner who does it all."""

    town: Town
    known: Known
    chance: random.Random
    did: Counter[str]

    def work(self, now: datetime) -> None:
        for proof in self._all("/api/payments/proofs", status="waiting"):
            self._decide(proof)
        for one in self._all("/api/conversations", status="waiting"):
            self._answer(one["id"])
        for one in self._all("/api/complaints", is_open=True):
            is_old = now - datetime.fromisoformat(one["created_at"]) > timedelta(hours=20)
            if one["status"] not in ("resolved", "closed") and is_old and self.chance.random() < RESOLVED_A_DAY:
                self._resolve(one["id"])
        for one in self._all("/api/messages", status="unknown"):
            if now - datetime.fromisoformat(one["created_at"]) > timedelta(hours=20) and not one["resent_as"]:
                self.town.api.post(f"/api/messages/{one['id']}/resend")
                self.did["sent again"] += 1
        for one in self._all("/api/outages", status="ended"):
            if one["credit"] == "offered":
                self.town.api.post(f"/api/outages/{one['id']}/credit", give=True)
                self.did["credits"] += 1

    def renew(self, hold: str) -> None:
        """What stood still is tried at once; it may have been tried just now."""
        self.town.api.session.post(f"{self.town.stack.url}/api/messages/holds/{hold}/retry", timeout=60)

    def _decide(self, proof: dict[str, Any]) -> None:
        customer, owed = proof["customer_id"], proof["amount_due"]
        self.town.api.post(f"/api/payments/proofs/{proof['id']}/approve", amount=owed)
        self.known.paid[customer, owed] += 1
        self.did["proof"] += 1
        self.did["Rp"] += owed

    def _answer(self, conversation: str) -> None:
        """In writing; who may not be written to any more is called by telephone."""
        path, words = f"/api/conversations/{conversation}", "Baik, kami bantu. Sudah kami periksa dan catat."
        by_writing = self.town.api.try_to_post(f"{path}/reply", "window_closed", text=words)
        self.town.api.post(f"{path}/hand-back")
        self.did["answered by staff" if by_writing else "called by staff"] += 1

    def _resolve(self, complaint: str) -> None:
        done = {"cause_found": "konektor longgar", "action_taken": "konektor diganti"}
        self.town.api.post(f"/api/complaints/{complaint}/events", kind="resolve", **done)
        self.did["resolved"] += 1

    def _all(self, path: str, **query: Any) -> list[Any]:
        items: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            page = self.town.api.get(path, limit=200, **query, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            cursor = page["next_cursor"]
        return items

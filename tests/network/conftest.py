"""A router with its simulated twin at the other end, in an empty Firestore."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from local.routers.router import Router, Secret
from shared.core import clock
from shared.core.firestore import Commit, operations
from shared.customers.models import Network, Subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.network import models
from shared.network.answer_report import answer_report
from shared.network.line_state import LineState
from shared.network.repository import lines_id, routers, sessions, shard_of_line
from shared.network.show_token import new_token
from tests.cast import NOW, RUMAH_20, customer, subscribed

ROUTER = "rb-utara"


@dataclass
class Site:
    """One router, what is kept of it, and its customers' lines."""

    token: str
    router: Router = field(default_factory=lambda: Router(profiles={"default", "isolir", "p20"}))
    now: datetime = NOW

    def line(self, number: int, **more: object) -> Subscription:
        """A customer with a secret at the router."""
        owner, line = subscribed(customer(number, f"Pelanggan {number}"), **more)
        self.router.secrets[line.network.pppoe_user or ""] = Secret("p20")
        commit = Commit()
        commit.create(customers, owner)
        commit.create(subscriptions, line)
        commit.commit()
        return line

    def fixed(self, number: int, address: str) -> Subscription:
        """A customer with a fixed address and no login."""
        owner, line = subscribed(customer(number, f"Pelanggan {number}"), network=Network(address=address))
        self.router.watched[address] = True
        commit = Commit()
        commit.create(customers, owner)
        commit.create(subscriptions, line)
        commit.commit()
        return line

    def polls(self, times: int = 1, seconds: int = 30) -> None:
        for _ in range(times):
            self.passes(seconds)
            self.router.poll(self.post)

    def passes(self, seconds: int = 30) -> None:
        self.now += timedelta(seconds=seconds)
        self.router.passes(seconds)

    def post(self, text: str) -> str:
        return answer_report(self.token, text)

    def decide(self, line: Subscription, *, allowed: bool) -> None:
        """As billing does: the subscription as it shall be, with its moment."""
        stored = subscriptions.get(line.id)
        assert stored
        status = "active" if allowed else "suspended"
        update = {"service_allowed": allowed, "status": status, "updated_at": self.now}
        commit = Commit()
        commit.update(subscriptions, stored, stored.value.model_copy(update=update))
        commit.commit()

    def stored(self, line: Subscription) -> Subscription:
        found = subscriptions.get(line.id)
        assert found
        return found.value

    def kept(self) -> models.Router:
        found = routers.get(ROUTER)
        assert found
        return found.value

    def state(self, target: str) -> LineState:
        found = sessions.get(lines_id(ROUTER, shard_of_line(target)))
        assert found
        return found.value.lines[target]

    def costs(self, times: int = 1) -> tuple[int, int]:
        """(documents read, documents written) by so many reports."""
        before = operations.reads, operations.writes
        self.polls(times)
        return operations.reads - before[0], operations.writes - before[1]


@pytest.fixture
def site(db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    token, token_hash = new_token(ROUTER)
    made = Site(token)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(routers, models.Router(id=ROUTER, name=ROUTER, token_hash=token_hash, created_at=NOW))
    commit.commit()
    return made

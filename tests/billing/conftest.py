"""A little provider in November 2026, kept in the real Firestore."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shared.billing.issue_invoices import issue_slice
from shared.billing.models import SLICES, Invoice, LedgerEntry, RunView
from shared.billing.read_run import read_run
from shared.billing.repository import invoices, ledger
from shared.billing.start_run import start_run
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.models import Message
from shared.messaging.repository import messages
from tests.billing.dunning_stand import owing  # noqa: F401
from tests.cast import KAMIL, NOW, RUMAH_20, TODAY, customer, subscribed
from tests.check_ledger import check_ledger
from tests.conftest import Enqueued

HEMAT_10 = Plan(id="hemat-10", name="Hemat 10 Mbps", price=110_000)


class Provider:
    """What tests do with it: keep people, run bills, look at the books."""

    def __init__(self) -> None:
        self.today = TODAY

    def keep(self, owner: Customer, *lines: Subscription) -> None:
        """A customer and their lines, as stored; what they have or owe already stands in the ledger."""
        commit = Commit()
        commit.create(customers, owner)
        for line in lines:
            commit.create(subscriptions, line)
        if owner.balance:
            entry = LedgerEntry(
                id=f"{owner.id}.opening",
                customer_id=owner.id,
                kind="opening",
                amount=owner.balance,
                cause=owner.id,
                on=TODAY,
                at=NOW,
                by=KAMIL.id,
            )
            commit.create(ledger, entry)
        commit.commit()

    def person(self, number: int = 1, credit: int = 0, **more: Any) -> Subscription:
        """A customer with one line, billed on the first of each month."""
        owner, line = subscribed(customer(number, credit=credit, balance=-credit), **more)
        self.keep(owner, line)
        return line

    def run(self, on: date) -> RunView:
        """All that is due by `on`, on the day itself if that is later than today."""
        self.today = max(self.today, on)
        started = start_run(on, KAMIL.id)
        for number in range(SLICES):
            issue_slice(started.id, number)
        return read_run(started.id)

    def line(self, line_id: str = "PLG-00001-1") -> Subscription:
        stored = subscriptions.get(line_id)
        assert stored is not None
        return stored.value

    def owner(self, customer_id: str = "PLG-00001") -> Customer:
        stored = customers.get(customer_id)
        assert stored is not None
        return stored.value

    def invoice(self, invoice_id: str) -> Invoice:
        stored = invoices.get(invoice_id)
        assert stored is not None, invoice_id
        return stored.value

    def message(self, message_id: str) -> Message:
        stored = messages.get(message_id)
        assert stored is not None, message_id
        return stored.value


@pytest.fixture
def provider(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Its books are proved at the end of every test."""
    made = Provider()
    monkeypatch.setattr(clock, "today", lambda: made.today)
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(plans, HEMAT_10)
    commit.commit()
    yield made
    assert check_ledger() == []


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Calls made at the same time; what each answered or raised, in order."""
    from concurrent.futures import ThreadPoolExecutor

    def call(*calls: Callable[[], Any]) -> list[Any]:
        def outcome(one: Callable[[], Any]) -> Any:
            try:
                return one()
            except Exception as error:
                return error

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(outcome, calls))

    return call

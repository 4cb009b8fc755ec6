"""What tests of dunning share: bills as they stand, a day of steps, and what was said."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.billing.dunning_dates import begins, follow_up
from shared.billing.models import SLICES, Invoice, InvoiceLine, LedgerEntry
from shared.billing.repository import dunning_slices, invoices, ledger
from shared.billing.start_dunning import start_dunning
from shared.billing.take_dunning_steps import dun_slice
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Customer, Subscription
from shared.customers.repository import customers, subscriptions
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.settings import repository as settings_repository
from shared.settings.models import BillingRules, SuspensionPolicy
from shared.settings.repository import billing_settings
from tests.cast import KAMIL, NOW, customer, subscribed
from tests.check_ledger import check_ledger
from tests.conftest import Enqueued

DUE = date(2026, 12, 11)
"""A Friday."""
PRICE = 165_000
ANY_HOUR = SuspensionPolicy(no_cut_weekdays=[], no_cut_holidays=False, cut_from=None, cut_until=None)


def rules(**more: Any) -> BillingRules:
    """The owner's rules; a service may be cut at any hour unless said otherwise."""
    return BillingRules(**{"suspension": ANY_HOUR, **more})


def bill(line: str = "PLG-00001-1", month: str = "2026-12", due_on: date = DUE, **more: Any) -> Invoice:
    """An open bill of Budi's, issued ten days before it is due."""
    owner = line[:9]
    issued = due_on - timedelta(days=10)
    defaults: dict[str, Any] = {
        "id": f"{line}_{month}",
        "number": f"INV-{month.replace('-', '')}-{line[4:]}",
        "kind": "period",
        "customer_id": owner,
        "customer_name": "Budi Raharjo",
        "subscription_id": line,
        "period": month,
        "billed_on": issued,
        "issued_on": issued,
        "issued_at": datetime.combine(issued, datetime.min.time(), UTC),
        "due_on": due_on,
        "lines": [InvoiceLine(kind="plan", description="Rumah 20 Mbps", amount=PRICE)],
        "total": PRICE,
        "status": "open",
        "shard": customer(int(owner[4:])).shard,
    }
    dates = follow_up(rules(), due_on, issued)
    return Invoice(**{**defaults, **dates, **more})


class Collections:
    """A provider whose customers owe, on a clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = begins(DUE - timedelta(days=4))

    def owe(self, number: int = 1, *bills: Invoice, **more: Any) -> Customer:
        """A customer with one line in service, and these bills (one if none is named)."""
        owner, line = subscribed(customer(number, **more))
        found = bills or (bill(line.id),)
        owed = sum(one.total - one.paid for one in found)
        commit = Commit()
        commit.create(customers, owner.model_copy(update={"balance": owed}))
        commit.create(subscriptions, line)
        for one in found:
            commit.create(invoices, one)
            commit.create(ledger, LedgerEntry(
                id=f"{one.id}.issued", customer_id=owner.id, kind="invoice", amount=one.total - one.paid,
                cause=one.id, on=one.issued_on, at=NOW, by=KAMIL.id,
            ))  # fmt: skip
        commit.commit()
        return owner

    def set(self, **more: Any) -> BillingRules:
        """The owner's rules from now on."""
        chosen = rules(**more)
        commit = Commit()
        commit.put(billing_settings, chosen)
        commit.commit()
        settings_repository.forget()
        return chosen

    def day(self, on: date, hour: int = 5) -> list[str]:
        """The morning of a day: what was said by its steps, by message id."""
        self.now = datetime.combine(on, datetime.min.time().replace(hour=hour), clock.zone()).astimezone(UTC)
        return self.steps()

    def steps(self) -> list[str]:
        """All that is due now."""
        before = set(self.said())
        start_dunning()
        for number in range(SLICES):
            dun_slice(f"{clock.today()}", number)
        return sorted(set(self.said()) - before)

    def said(self) -> dict[str, Message]:
        return {stored.value.id: stored.value for stored in messages.find()}

    def counted(self) -> dict[str, int]:
        """What all slices have counted so far."""
        counts: dict[str, int] = {}
        for stored in dunning_slices.find():
            for name, number in stored.value.counts.items():
                counts[name] = counts.get(name, 0) + number
        return counts

    def bill(self, bill_id: str = "PLG-00001-1_2026-12") -> Invoice:
        stored = invoices.get(bill_id)
        assert stored is not None
        return stored.value

    def owner(self, customer_id: str = "PLG-00001") -> Customer:
        stored = customers.get(customer_id)
        assert stored is not None
        return stored.value

    def line(self, line_id: str = "PLG-00001-1") -> Subscription:
        stored = subscriptions.get(line_id)
        assert stored is not None
        return stored.value


@pytest.fixture
def owing(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collections]:
    """Its clock stands still at what a test says; quiet hours are off. Its books are proved at the end."""
    made = Collections()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    yield made
    assert check_ledger() == []

"""Billing knows nothing of routers, and what it decides is at the router with its next report."""

from datetime import timedelta

import pytest

from shared.billing.models import Invoice, InvoiceLine
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.firestore import Commit, operations
from shared.customers.customer_status import with_subscription
from shared.customers.models import Subscription
from shared.customers.repository import customers, subscriptions
from shared.payments.models import NewPayment
from shared.payments.record_payment import record_payment
from tests.cast import KAMIL, TODAY
from tests.conftest import Enqueued
from tests.network.conftest import Site

PRICE = 165_000


def cut_for_arrears(site: Site, line: Subscription) -> None:
    """Budi owes last month's bill and is cut for it."""
    owner, stored = customers.get(line.customer_id), subscriptions.get(line.id)
    assert owner
    assert stored
    was = {"status": "suspended", "suspended_for": "arrears", "service_allowed": False, "updated_at": site.now}
    cut = stored.value.model_copy(update=was)
    bill = Invoice(
        id=f"{line.id}_2026-10", number="INV-1", kind="period", customer_id=line.customer_id, customer_name="Budi",
        subscription_id=line.id, period="2026-10", billed_on=TODAY - timedelta(days=40),
        issued_on=TODAY - timedelta(days=40), issued_at=site.now, due_on=TODAY - timedelta(days=30),
        lines=[InvoiceLine(kind="plan", description="Rumah 20", amount=PRICE)], total=PRICE, status="open", shard=0,
    )  # fmt: skip
    commit = Commit()
    commit.create(invoices, bill)
    commit.update(subscriptions, stored, cut)
    owing = with_subscription(owner.value, cut).model_copy(update={"balance": PRICE})
    commit.update(customers, owner, owing)
    commit.commit()


@pytest.fixture
def budi(site: Site, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Subscription:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    line = site.line(2)
    site.polls(2)
    cut_for_arrears(site, line)
    return line


def pay(line: Subscription, number: int = 1) -> int:
    """Documents written by taking the money."""
    before = operations.writes
    record_payment(NewPayment(id=f"p-{number}", customer_id=line.customer_id, amount=PRICE, method="cash"), KAMIL)
    return operations.writes - before


def test_who_pays_is_on_line_again_at_the_next_report(site: Site, budi: Subscription) -> None:
    site.polls(2)
    assert site.router.secrets["plg-00002"].profile == "isolir"
    assert not site.stored(budi).router_due
    pay(budi)
    assert site.stored(budi).router_due
    site.polls()
    assert site.router.secrets["plg-00002"].profile == "p20"
    site.polls()
    assert not site.stored(budi).router_due
    assert site.state("plg-00002").on


def test_who_pays_before_the_router_hears_of_the_cut_is_never_cut(site: Site, budi: Subscription) -> None:
    pay(budi)
    site.polls(3)
    assert site.router.executed == []
    assert site.stored(budi).status == "active"


def test_a_payment_costs_no_document_more_for_having_a_router(site: Site, budi: Subscription) -> None:
    site.polls(2)
    with_router = pay(budi)
    other = site.line(3)
    cut_for_arrears(site, other)  # no router has told of this one
    assert site.stored(other).router_id is None
    assert pay(other, 2) == with_router

"""A collector's round: in the order in which one walks, and nobody is asked before the day they promised."""

from datetime import timedelta

import pytest

from shared.billing.models import Invoice
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Area, Customer, Location, PromiseToPay
from shared.customers.repository import areas, customers
from shared.payments.plan_route import Around, address_key, plan_route
from tests.access.doors import employ, open_doors
from tests.billing.dunning_stand import bill
from tests.cast import TODAY, customer
from tests.conftest import Enqueued

PRICE = 165_000


def owing(number: int, name: str, address: str, promised_in: int | None = None, area: str = "utara") -> Customer:
    promise = None
    if promised_in is not None:
        promise = PromiseToPay(until=TODAY + timedelta(days=promised_in), given_on=TODAY, by="demo-cashier")
    place = Location(latitude=-7.4, longitude=109.2)
    return customer(number, name, address=address, area_id=area, promise=promise, location=place)


def bill_of(owner: Customer, days: int = 5, period: str = "2026-11", paid: int = 0) -> Invoice:
    due_on = TODAY - timedelta(days=days)
    made = bill(f"{owner.id}-1", due_on=due_on, customer_id=owner.id, area_id=owner.area_id, period=period)
    return made.model_copy(update={"id": f"{owner.id}-1_{period}", "paid": paid})


def test_houses_come_as_one_walks() -> None:
    streets = ["RT 10 no. 2", "RT 2 no. 14", "rt 2, No 9", "Gang Mawar 1"]
    assert sorted(streets, key=address_key) == ["Gang Mawar 1", "rt 2, No 9", "RT 2 no. 14", "RT 10 no. 2"]


def test_whoever_promised_a_later_day_is_left_in_peace_and_comes_up_on_it() -> None:
    people = [owing(1, "Budi", "RT 10"), owing(2, "Citra", "RT 2", promised_in=1), owing(3, "Dewi", "RT 3", 0)]
    bills = [bill_of(one) for one in people]
    told = plan_route(bills, {one.id: one for one in people}, Around(TODAY, {"utara": "Utara"}))
    assert [(one.customer_name, one.promised_today) for one in told] == [("Dewi", True), ("Budi", False)]


def test_several_bills_are_one_visit_and_the_oldest_says_how_late() -> None:
    budi = owing(1, "Budi", "RT 1")
    bills = [bill_of(budi, 35, "2026-10", paid=65_000), bill_of(budi, 5)]
    (visit,) = plan_route(bills, {budi.id: budi}, Around(TODAY, {}, frozenset({budi.id})))
    assert (visit.owed, visit.bills, visit.oldest_due_on) == (2 * PRICE - 65_000, 2, TODAY - timedelta(days=35))
    assert (visit.partly_paid, visit.proof_waiting) == (True, True)


def test_a_collector_sees_their_own_areas_and_what_they_carry(
    db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    doors = open_doors(monkeypatch)
    employ("demo-gilang", "collector", areas=["utara"])
    commit = Commit()
    commit.create(areas, Area(id="utara", name="Utara"))
    for owner in (owing(11, "Budi", "RT 1"), owing(12, "Citra", "RT 2", area="selatan"), owing(13, "Dewi", "RT 3", 3)):
        made = bill_of(owner)
        commit.create(customers, owner.model_copy(update={"balance": made.total}))
        commit.create(invoices, made)
    commit.commit()
    doors.patch("/api/settings/payments", {"cash_limit": 200_000})
    cash = {"id": "p-1", "customer_id": "PLG-00011", "amount": 65_000, "method": "cash"}
    doors.post("/api/payments", cash, "demo-gilang")
    told = doors.get("/api/collections/route", "demo-gilang")
    assert [(one["customer_name"], one["area_name"], one["owed"]) for one in told["items"]] == [
        ("Budi", "Utara", 100_000)
    ]
    assert (told["promised_later"], told["in_hand"], told["receipts"], told["cash_limit"]) == (1, 65_000, 1, 200_000)
    assert doors.get("/api/collections/route?area_id=selatan", "demo-gilang")["items"] == []
    assert len(doors.get("/api/collections/route", "demo-cashier")["items"]) == 2
    assert doors.call("GET", "/api/collections/route", "demo-technician").status_code == 403
    assert doors.get("/api/collections", "demo-gilang")["cash_limit"] == 200_000
    doors.patch("/api/settings/payments", {"cash_limit": 0})
    assert doors.get("/api/settings/payments")["cash_limit"] is None

"""Reports say what the books say, and read as much among many customers as among few."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.firestore import Commit, operations
from shared.customers.models import Area
from shared.customers.repository import areas, customers, plans, subscriptions
from shared.messaging.repository import messages
from shared.payments.models import NewPayment
from shared.payments.record_payment import record_payment
from shared.reports.ages import AGES, age_of, due_in_age
from shared.reports.models import UnpaidQuery
from shared.reports.read_ageing import list_unpaid, read_ageing
from shared.reports.read_dashboard import read_dashboard
from shared.reports.read_revenue import read_revenue
from shared.reports.read_whatsapp_cost import read_whatsapp_cost
from shared.reports.repository import report_days
from tests.billing.dunning_stand import bill
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.messaging.test_message_states import message

TODAY = date(2026, 12, 20)
PRICE = 165_000


@pytest.fixture
def books(db: None, enqueued: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Keeps customers who each have one open bill, due so many days ago."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(areas, Area(id="utara", name="Utara"))
    commit.commit()

    def keep(overdue: list[int], first: int = 1, **more: Any) -> None:
        for number, days in enumerate(overdue, first):
            owner, line = subscribed(customer(number, f"Budi {number}", area_id="utara"), area_id="utara", **more)
            due_on = TODAY - timedelta(days=days)
            one = bill(line.id, due_on=due_on, customer_id=owner.id, area_id="utara", period="2026-12")
            commit = Commit()
            commit.create(customers, owner.model_copy(update={"balance": PRICE}))
            commit.create(subscriptions, line)
            commit.create(invoices, one)
            commit.commit()

    return keep


def pay(customer_id: str, amount: int, number: int = 1) -> None:
    new = NewPayment(id=f"p-{customer_id}-{number}", customer_id=customer_id, amount=amount, method="cash")
    record_payment(new, KAMIL)


@pytest.mark.parametrize("days", range(-3, 70))
def test_every_day_has_one_age(days: int) -> None:
    due_on = TODAY - timedelta(days=days)
    tests: dict[str, Callable[[date, date], bool]] = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b}
    fits = [age for age in AGES if all(tests[how](due_on, day) for _, how, day in due_in_age(age, TODAY))]
    assert fits == [age_of(due_on, TODAY)]


def test_debt_by_age_adds_up_to_what_is_left_of_all_open_bills(books: Callable[..., None]) -> None:
    books([-5, 0, 1, 7, 8, 30, 31, 60, 61, 400])
    pay("PLG-00003", 65_000)
    told = read_ageing()
    assert [one.invoices for one in told.buckets] == [2, 2, 2, 2, 2]
    left = sum(left_to_pay(stored.value) for stored in invoices.find())
    assert told.amount == left == 10 * PRICE - 65_000
    late = list_unpaid(UnpaidQuery(age="1-7")).items
    assert [(one.days_overdue, one.left) for one in late] == [(7, PRICE), (1, PRICE - 65_000)]
    assert list_unpaid(UnpaidQuery(limit=3)).items[0].days_overdue == 400
    assert list_unpaid(UnpaidQuery(), ("selatan",)).items == []


def test_the_dashboard_tells_the_money_of_today_and_of_the_month(books: Callable[..., None]) -> None:
    books([3, 3, 3])
    pay("PLG-00001", PRICE)
    pay("PLG-00002", 50_000)
    told = read_dashboard()
    assert (told.today.received, told.today.payments) == (PRICE + 50_000, 2)
    assert told.month.received == PRICE + 50_000
    assert told.curve[-1].received == PRICE + 50_000
    assert (told.collection.billed, told.collection.collected) == (3 * PRICE, PRICE + 50_000)
    assert told.collection.rate_percent == 43.4
    assert (told.unpaid.invoices, told.unpaid.amount) == (2, 2 * PRICE - 50_000)
    assert told.customers.active == 3


def test_a_day_that_is_over_is_summed_up_once_and_today_each_time(books: Callable[..., None]) -> None:
    books([3])
    pay("PLG-00001", 1_000)
    read_dashboard()
    kept = {stored.value.id for stored in report_days.find()}
    assert TODAY.isoformat() not in kept
    assert len(kept) == 19 + 30  # of December before today, and all of November
    pay("PLG-00001", 2_000, 2)
    assert read_dashboard().today.received == 3_000


def test_as_many_documents_are_read_among_many_as_among_few(books: Callable[..., None]) -> None:
    reads = []
    books([5])
    read_dashboard()
    for first, many in ((2, 4), (6, 60)):
        books([5] * many, first)
        before = operations.reads
        read_dashboard()
        read_ageing()
        read_revenue(None)
        read_whatsapp_cost(None)
        reads.append(operations.reads - before)
    assert reads[0] == reads[1]


def test_revenue_counts_own_prices_and_who_came_and_went(books: Callable[..., None]) -> None:
    books([5, 5], starts_on=date(2026, 12, 3))
    books([5], 3, price_override=100_000)
    books([5], 4, status="stopped", stopped_on=date(2026, 12, 10))
    told = read_revenue("2026-12")
    assert (told.monthly_recurring, told.subscriptions) == (2 * PRICE + 100_000, 3)
    assert (told.new, told.stopped, told.churn_percent) == (2, 1, 50.0)
    (north,) = told.by_area
    assert (north.customers, north.open) == (3, 4 * PRICE)


def test_whatsapp_costs_what_the_provider_said_a_customer(books: Callable[..., None]) -> None:
    books([5, 5])
    sent = {"sent_on": TODAY, "status": "delivered"}
    commit = Commit()
    for name, category, cost in (("a", "utility", 330), ("b", "utility", 330), ("c", "marketing", 678)):
        commit.create(
            messages, message("sent").model_copy(update={"id": name, "category": category, "cost": cost, **sent})
        )
    commit.commit()
    told = read_whatsapp_cost("2026-12")
    assert (told.messages, told.cost, told.per_customer) == (3, 1_338, 669.0)
    assert read_whatsapp_cost("2026-11").cost == 0

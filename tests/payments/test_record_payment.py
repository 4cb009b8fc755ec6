"""Payments through the real Firestore: what they pay, what follows, and that each counts once."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.access.models import Caller
from shared.billing.repository import ledger
from shared.core.errors import Conflict, Invalid, NotFound
from shared.core.firestore import Commit
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.payments.record_payment import record_payment
from shared.payments.repository import payments
from tests.billing.conftest import Provider
from tests.cast import KAMIL, NOW, customer, subscribed
from tests.conftest import Enqueued
from tests.payments.conftest import DEC, JAN, LINE, PRICE, cut, money

DECEMBER, JANUARY, FEBRUARY = date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
GILANG = Caller(id="gilang", role="collector", name="Gilang", areas=("utara",))


def reminder(invoice_id: str, purpose: str, status: str = "queued") -> None:
    commit = Commit()
    commit.create(messages, Message(
        id=f"{invoice_id}.{purpose}", cause=invoice_id, purpose=purpose, customer_id="PLG-00001", to="+6281200000001",
        template="pengingat_hari_jatuh_tempo", values={}, status=status, send_after=NOW, created_at=NOW, shard=0,
    ))  # fmt: skip
    commit.commit()


def state(message_id: str) -> str:
    stored = messages.get(message_id)
    assert stored, message_id
    return stored.value.status


def test_a_payment_closes_the_bill_and_thanks_with_a_receipt(provider: Provider, enqueued: Enqueued) -> None:
    provider.person()
    provider.run(DECEMBER)
    answer = record_payment(money(invoice_id=DEC), KAMIL)
    assert (answer.status, answer.body.id, answer.body.balance_after) == (201, "c_p-1", 0)
    december = provider.invoice(DEC)
    assert (december.status, december.paid, december.paid_on, december.next_dunning_on) == (
        "paid", PRICE, provider.today, None,
    )  # fmt: skip
    assert [(part.payment_id, part.amount) for part in december.payments] == [("c_p-1", PRICE)]
    assert (provider.owner().balance, provider.owner().credit) == (0, 0)
    entry = ledger.get("c_p-1.payment")
    assert entry
    assert (entry.value.kind, entry.value.amount) == ("payment", -PRICE)
    receipt = messages.get("c_p-1.receipt")
    assert receipt
    assert (receipt.value.lane, receipt.value.priority, receipt.value.purpose) == ("now", 3, "receipt")
    assert receipt.value.values["invoice_number"] == december.number
    assert [task.message_id for task in enqueued.take("send_message")] == ["c_p-1.receipt"]


def test_the_same_payment_a_hundred_times_at_once_counts_once(
    provider: Provider, at_once: Callable[..., list[Any]], enqueued: Enqueued
) -> None:
    cut(provider.person())
    provider.today = DECEMBER
    answers = at_once(*[lambda: record_payment(money(), KAMIL)] * 100)
    assert Counter(answer.status for answer in answers) == {201: 1, 200: 99}
    assert len({answer.body.model_dump_json() for answer in answers}) == 1
    assert provider.owner().balance == -PRICE
    assert len(payments.find()) == 1
    assert Counter(task.message_id for task in enqueued.take("send_message")) == {
        "c_p-1.receipt": 1,
        "c_p-1.resumed": 1,
    }
    assert provider.line().status == "active"


@pytest.mark.parametrize("other", [{"customer_id": "PLG-00002"}, {"amount": 1}, {"method": "transfer"}])
def test_the_same_id_for_something_else_is_refused(provider: Provider, other: dict[str, Any]) -> None:
    provider.person()
    provider.person(2)
    record_payment(money(), KAMIL)
    with pytest.raises(Conflict) as refused:
        record_payment(money(**other), KAMIL)
    assert refused.value.code == "payment_differs"
    assert len(payments.find()) == 1


@pytest.mark.parametrize(
    ("amount", "first", "paid", "credit"),
    [
        (100_000, None, [100_000, 0], 0),
        (PRICE, None, [PRICE, 0], 0),
        (PRICE + 1, None, [PRICE, 1], 0),
        (2 * PRICE, None, [PRICE, PRICE], 0),
        (500_000, None, [PRICE, PRICE], 170_000),
        (100_000, JAN, [0, 100_000], 0),
        (200_000, JAN, [35_000, PRICE], 0),
        (1, DEC, [1, 0], 0),
    ],
)
def test_the_named_bill_first_then_the_oldest_and_the_rest_is_credit(
    provider: Provider, amount: int, first: str | None, paid: list[int], credit: int
) -> None:
    provider.person()
    provider.run(JANUARY)
    view = record_payment(money(amount=amount, invoice_id=first), KAMIL).body
    assert [provider.invoice(DEC).paid, provider.invoice(JAN).paid] == paid
    assert (provider.owner().credit, view.credit) == (credit, credit)
    assert provider.owner().balance == 2 * PRICE - amount
    assert sum(one.amount for one in view.allocations) + view.credit == amount


def test_months_in_advance_are_credit_that_pays_the_bills_as_they_come(provider: Provider) -> None:
    provider.person()
    record_payment(money(amount=2 * PRICE), KAMIL)
    provider.run(FEBRUARY)
    found = [provider.invoice(f"{LINE}_{month}") for month in ("2026-12", "2027-01", "2027-02")]
    assert [(one.status, one.paid, one.from_credit) for one in found] == [
        ("paid", PRICE, PRICE), ("paid", PRICE, PRICE), ("open", 0, 0),
    ]  # fmt: skip
    assert (provider.owner().balance, provider.owner().credit) == (PRICE, 0)


def test_paying_takes_back_the_reminders_of_what_it_closes_and_no_others(provider: Provider) -> None:
    provider.person()
    provider.run(JANUARY)
    for invoice_id, purpose, status in [
        (DEC, "remind+3", "queued"), (DEC, "warn+9", "released"), (DEC, "remind+0", "sent"),
        (JAN, "remind-3", "queued"),
    ]:  # fmt: skip
        reminder(invoice_id, purpose, status)
    record_payment(money(), KAMIL)
    told = [f"{DEC}.remind+3", f"{DEC}.warn+9", f"{DEC}.remind+0", f"{JAN}.remind-3"]
    assert [state(one) for one in told] == ["cancelled", "cancelled", "sent", "queued"]
    record_payment(money("p-2", 5), KAMIL)
    assert [state(one) for one in told] == ["cancelled", "cancelled", "sent", "cancelled"], "its amount is wrong now"
    assert state(f"{DEC}.issued") == "queued"


def test_service_is_back_when_nothing_overdue_is_left_though_next_month_is_open(provider: Provider) -> None:
    line = provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 20)
    cut(line)
    provider.run(JANUARY)
    assert record_payment(money("part", 1_000), KAMIL).body.resumed == []
    assert provider.line().status == "suspended"
    view = record_payment(money("rest", PRICE - 1_000), KAMIL).body
    assert (view.resumed, provider.line().status, provider.owner().status) == ([LINE], "active", "active")
    assert (provider.line().service_allowed, provider.line().suspended_for) == (True, None)
    back = messages.get("c_rest.resumed")
    assert back
    assert back.value.template == "layanan_aktif_kembali"


def test_what_staff_cut_stays_cut(provider: Provider) -> None:
    line = provider.person()
    provider.run(DECEMBER)
    cut(line, "staff")
    assert record_payment(money(), KAMIL).body.resumed == []
    assert provider.line().status == "suspended"


def test_two_payments_at_once_that_each_close_the_last_overdue_bill_bring_service_back(
    provider: Provider, at_once: Callable[..., list[Any]]
) -> None:
    owner, first = subscribed(customer())
    owner, second = subscribed(owner)
    provider.keep(owner, first, second)
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 20)
    cut(first)
    cut(second)
    pay = [money(f"p-{n}", invoice_id=f"{owner.id}-{n}_2026-12") for n in (1, 2)]
    answers = at_once(*[lambda new=new: record_payment(new, KAMIL) for new in pay])
    assert [answer.status for answer in answers] == [201, 201]
    assert sorted(len(answer.body.resumed) for answer in answers) == [0, 2]
    assert {provider.line(f"{owner.id}-{n}").status for n in (1, 2)} == {"active"}
    assert provider.owner().balance == 0


def test_many_different_payments_at_once_all_count(provider: Provider, at_once: Callable[..., list[Any]]) -> None:
    provider.person()
    provider.run(JANUARY)
    answers = at_once(*[lambda n=n: record_payment(money(f"p-{n}", 100_000), KAMIL) for n in range(5)])
    assert [answer.status for answer in answers] == [201] * 5
    assert (provider.owner().balance, provider.owner().credit) == (2 * PRICE - 500_000, 500_000 - 2 * PRICE)


def test_a_collector_takes_cash_in_their_own_areas_only(provider: Provider) -> None:
    owner, line = subscribed(customer(area_id="utara"))
    provider.keep(owner, line)
    provider.person(2)
    assert record_payment(money(), GILANG).body.in_hand
    with pytest.raises(NotFound):
        record_payment(money("x", customer_id="PLG-00002"), GILANG)
    with pytest.raises(NotFound):
        record_payment(money("p-1", customer_id="PLG-00002"), GILANG)
    with pytest.raises(Invalid):
        record_payment(money("y", method="transfer"), GILANG)


def test_what_cannot_be_is_refused(provider: Provider) -> None:
    provider.person()
    provider.person(2)
    provider.run(DECEMBER)
    now = datetime.now(UTC)
    with pytest.raises(NotFound):
        record_payment(money(customer_id="PLG-99999"), KAMIL)
    for wrong in (
        {"invoice_id": "PLG-00002-1_2026-12"}, {"invoice_id": "x/y"},
        {"paid_at": now + timedelta(days=1)}, {"paid_at": now - timedelta(days=500)},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            record_payment(money(**wrong), KAMIL)
    assert payments.find() == []


def test_nobody_without_a_number_is_written_to(provider: Provider, enqueued: Enqueued) -> None:
    owner, line = subscribed(customer(phone=None))
    provider.keep(owner, line)
    record_payment(money(), KAMIL)
    assert enqueued.take("send_message") == []

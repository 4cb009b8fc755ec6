"""Void and reissue: a month taken back is billed again once, corrected, and no money is lost or given twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shared.access.audit import entries as audit
from shared.billing.add_charge import add_charge
from shared.billing.issue_invoices import issue_slice
from shared.billing.models import SLICES
from shared.billing.read_run import read_run
from shared.billing.reissue_invoice import following_id, reissue_invoice
from shared.billing.repository import invoices, ledger
from shared.billing.start_run import start_run
from shared.billing.step_subscription import step_subscription
from shared.billing.void_invoice import void_invoice
from shared.core.errors import Conflict
from shared.customers.change_subscription import change_subscription
from shared.customers.models import LifeCycleStep, NewCharge, SubscriptionChanges
from shared.customers.terms import Discount
from shared.messaging.repository import messages
from tests.billing.conftest import Provider
from tests.cast import KAMIL, customer, subscribed
from tests.conftest import Enqueued

LINE = "PLG-00001-1"
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
MONTH = f"{LINE}_2026-12"
MODEM = NewCharge(id="modem-1", description="Modem", amount=250_000)


def void(invoice_id: str = MONTH) -> None:
    void_invoice(invoice_id, "salah harga", KAMIL)


def test_a_month_is_billed_again_at_the_terms_that_hold_now(provider: Provider, enqueued: Enqueued) -> None:
    provider.person()
    provider.run(DECEMBER)
    void()
    half = SubscriptionChanges(discounts=[Discount(name="Promo", percent=50)])
    change_subscription(LINE, half, KAMIL)
    enqueued.take("drain")
    answer = reissue_invoice(MONTH, KAMIL)
    assert (answer.status, answer.body.id, answer.body.number) == (201, f"{MONTH}.r2", "INV-202612-00001-1-R2")
    assert (answer.body.total, answer.body.period, answer.body.status) == (82_500, "2026-12", "open")
    assert provider.owner().balance == 82_500
    assert messages.get(f"{MONTH}.r2.issued") is not None
    assert ledger.get(f"{MONTH}.r2.issued") is not None
    assert audit.get(f"{MONTH}.r2.reissued") is not None
    assert [task.queue for task in enqueued.take("drain")] == ["messages"]


def test_asked_again_or_at_the_same_time_it_is_one_invoice(
    provider: Provider, at_once: Callable[..., list[Any]]
) -> None:
    provider.person()
    provider.run(DECEMBER)
    void()
    answers = at_once(*[lambda: reissue_invoice(MONTH, KAMIL)] * 5)
    assert sorted(answer.status for answer in answers) == [200] * 4 + [201]
    assert len({answer.body.id for answer in answers}) == 1
    assert provider.owner().balance == 165_000


def test_each_time_has_its_own_number(provider: Provider) -> None:
    assert [following_id(one) for one in ("x_2026-11", "x_2026-11.r2", "x_2026-11.r9")] == [
        "x_2026-11.r2",
        "x_2026-11.r3",
        "x_2026-11.r10",
    ]
    provider.person()
    provider.run(DECEMBER)
    for invoice_id in (MONTH, f"{MONTH}.r2"):
        void(invoice_id)
        assert reissue_invoice(invoice_id, KAMIL).body.total == 165_000
    assert provider.invoice(f"{MONTH}.r3").number == "INV-202612-00001-1-R3"


def test_only_a_voided_invoice_is_issued_again(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    with pytest.raises(Conflict):
        reissue_invoice(MONTH, KAMIL)


def test_a_voided_month_is_done(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    void()
    again = provider.run(date(2026, 12, 15))
    assert again.created == 0
    provider.run(JANUARY)
    assert sorted(stored.value.total for stored in invoices.find(("status", "==", "open"))) == [165_000]


def test_what_had_waited_for_a_voided_invoice_waits_again(provider: Provider) -> None:
    provider.person()
    add_charge(LINE, MODEM, KAMIL, None)
    provider.run(DECEMBER)
    void()
    assert [line.id for line in provider.line().pending_lines] == ["modem-1"]
    assert reissue_invoice(MONTH, KAMIL).body.total == 415_000
    assert provider.line().pending_lines == []


def test_nothing_is_given_back_for_days_of_a_voided_month(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    void()
    provider.today = date(2026, 12, 11)
    step_subscription(LINE, "stop", LifeCycleStep(), KAMIL)
    assert provider.owner().balance == 0
    assert reissue_invoice(MONTH, KAMIL).body.total == 53_226  # ten days of thirty-one


def test_what_was_given_back_before_the_void_is_not_given_twice(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 11)
    step_subscription(LINE, "pause", LifeCycleStep(), KAMIL)
    void()
    assert sum(line.amount for line in provider.line().pending_lines) == 0
    provider.today = date(2026, 12, 21)
    step_subscription(LINE, "stop", LifeCycleStep(), KAMIL)
    assert provider.owner().balance == 0


def test_credit_freed_by_a_void_pays_the_next_oldest(provider: Provider) -> None:
    provider.person(credit=100_000)
    provider.run(JANUARY)
    void()
    assert provider.invoice(f"{LINE}_2027-01").paid == 100_000
    assert (provider.owner().balance, provider.owner().credit) == (65_000, 0)


def test_an_old_month_is_reissued_for_all_its_days(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    void()
    provider.run(date(2027, 4, 1))
    assert reissue_invoice(MONTH, KAMIL).body.total == 165_000


def test_a_void_in_the_middle_of_a_run_leaves_the_books_right(provider: Provider) -> None:
    for number in range(1, 31):
        provider.keep(*subscribed(customer(number)))
    provider.run(DECEMBER)
    provider.today = JANUARY
    started = start_run(JANUARY, KAMIL.id)
    for number in range(SLICES):
        if number % 4 == 0:
            void(f"PLG-{number + 1:05d}-1_2026-12")
        issue_slice(started.id, number)
        if number % 4 == 1:
            void(f"PLG-{number + 1:05d}-1_2026-12")
    assert read_run(started.id).created == 30
    balances = [provider.owner(f"PLG-{number:05d}").balance for number in range(1, 31)]
    assert sorted(balances) == [165_000] * 8 + [330_000] * 22


def test_a_void_while_the_page_of_its_customer_is_written(
    provider: Provider, at_once: Callable[..., list[Any]]
) -> None:
    for number in range(1, 21):
        provider.keep(*subscribed(customer(number)))
    provider.run(DECEMBER)
    provider.today = JANUARY
    started = start_run(JANUARY, KAMIL.id)
    outcomes = at_once(
        *[lambda number=number: issue_slice(started.id, number) for number in range(SLICES)],
        *[lambda number=number: void(f"PLG-{number:05d}-1_2026-12") for number in range(1, 21)],
    )
    assert [outcome for outcome in outcomes if outcome is not None] == []
    assert read_run(started.id).created == 20
    assert {provider.owner(f"PLG-{number:05d}").balance for number in range(1, 21)} == {165_000}


def test_two_runs_and_a_second_delivery_at_once_bill_each_month_once(
    provider: Provider, at_once: Callable[..., list[Any]]
) -> None:
    for number in range(1, 25):
        owner, first = subscribed(customer(number))
        owner, second = subscribed(owner, billing_day=15, next_invoice_on=date(2026, 11, 15))
        provider.keep(owner, first, second)
    provider.today = JANUARY
    runs = [start_run(date(2026, 12, 31), KAMIL.id), start_run(JANUARY, KAMIL.id)]
    slices = [(run.id, number) for number in range(SLICES) for run in runs]
    at_once(*[lambda one=one: issue_slice(*one) for one in slices * 2])
    for run_id, number in slices:
        issue_slice(run_id, number)
    ids = sorted(stored.value.id for stored in invoices.find())
    months = {1: ["2026-12", "2027-01"], 2: ["2026-11", "2026-12"]}
    assert ids == sorted(
        f"PLG-{number:05d}-{line}_{month}" for number in range(1, 25) for line in (1, 2) for month in months[line]
    )
    assert len(ledger.find()) == len(messages.find()) == 96
    assert sum(read_run(run.id).created for run in runs) == 96

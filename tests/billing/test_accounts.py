"""What life-cycle steps, charges, credit and further lines do to a customer's account, through the real Firestore."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from shared.billing.add_charge import add_charge, remove_charge
from shared.billing.archive_customer import archive_customer
from shared.billing.models import SubscriptionPreviewRequest
from shared.billing.preview_subscription import preview_subscription
from shared.billing.repository import invoices, ledger
from shared.billing.step_subscription import step_subscription
from shared.core.errors import Conflict, Invalid, NotFound
from shared.customers.add_subscription import add_subscription
from shared.customers.change_subscription import change_subscription
from shared.customers.models import FurtherSubscription, LifeCycleStep, NewCharge, SubscriptionChanges
from shared.customers.repository import subscriptions
from shared.customers.terms import AddOn, Discount
from tests.billing.conftest import Provider
from tests.cast import KAMIL, customer, subscribed

LINE = "PLG-00001-1"
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
MODEM = NewCharge(id="modem-1", description="Modem", amount=250_000, reason="diganti petir")


def step(what: Any, line: str = LINE, **more: Any) -> None:
    step_subscription(line, what, LifeCycleStep(**more), KAMIL)


def test_a_stop_gives_back_into_credit_and_the_credit_pays_what_is_open(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 12)
    step("stop")
    december = provider.invoice(f"{LINE}_2026-12")
    given_back = 165_000 - 58_548
    assert (december.status, december.paid) == ("open", given_back)
    assert (provider.owner().balance, provider.owner().credit) == (58_548, 0)
    assert (provider.line().pending_lines, provider.line().next_invoice_on) == ([], None)
    (entry,) = [one.value for one in ledger.find(("kind", "==", "credit"))]
    assert (entry.id, entry.amount) == (f"{LINE}_final.credit", -given_back)


def test_stopping_on_the_billing_day_leaves_nothing_owed(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    step("stop")
    assert provider.owner().balance == 0
    assert provider.invoice(f"{LINE}_2026-12").status == "paid"


def test_what_was_given_back_before_a_stop_is_not_stranded(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 11)
    step("pause")
    provider.run(JANUARY)
    provider.today = date(2027, 1, 10)
    step("stop")
    assert provider.owner().balance == 165_000 - 111_774


def test_a_stop_that_leaves_something_owed_is_billed_by_the_next_run_once(provider: Provider) -> None:
    provider.person(billed_to=date(2026, 11, 12))
    step("stop")
    provider.run(date(2026, 11, 24))
    provider.run(date(2026, 11, 25))
    assert provider.invoice(f"{LINE}_final").total == 55_000
    assert provider.owner().balance == 55_000


def test_archiving_ends_every_line_with_its_credit(provider: Provider) -> None:
    owner, first = subscribed(customer())
    owner, second = subscribed(owner)
    provider.keep(owner, first, second)
    provider.run(DECEMBER)
    archive_customer(owner.id, KAMIL, force=True)
    assert {stored.value.status for stored in subscriptions.find()} == {"stopped"}
    assert {stored.value.status for stored in invoices.find()} == {"paid"}
    assert (provider.owner().balance, provider.owner().status) == (0, "archived")


def test_a_charge_is_billed_once_however_often_it_is_sent(
    provider: Provider, at_once: Callable[..., list[Any]]
) -> None:
    provider.person()
    answers = at_once(*[lambda: add_charge(LINE, MODEM, KAMIL, None)] * 6)
    assert sorted(answer.status for answer in answers) == [200] * 5 + [201]
    provider.run(DECEMBER)
    assert add_charge(LINE, MODEM, KAMIL, None).status == 200
    provider.run(JANUARY)
    lines = [line.kind for stored in invoices.find() for line in stored.value.lines]
    assert sorted(lines) == ["charge", "plan", "plan"]
    with pytest.raises(Conflict):
        add_charge(LINE, MODEM.model_copy(update={"amount": 1}), KAMIL, None)


def test_a_waiting_charge_can_be_taken_away_until_it_is_billed(provider: Provider) -> None:
    provider.person()
    add_charge(LINE, MODEM, KAMIL, None)
    off = NewCharge(description="Ganti rugi gangguan", amount=-20_000, reason="mati dua hari")
    view = add_charge(LINE, off, KAMIL, "off-1").body
    assert [(line.id, line.kind) for line in view.pending_lines] == [("modem-1", "charge"), ("off-1", "discount")]
    remove_charge(LINE, "modem-1", KAMIL)
    provider.run(DECEMBER)
    assert [line.amount for line in provider.invoice(f"{LINE}_2026-12").lines] == [165_000, -20_000]
    with pytest.raises(NotFound):
        remove_charge(LINE, "off-1", KAMIL)


def test_days_that_wait_cannot_be_taken_away_like_a_charge(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 11)
    step("pause")
    with pytest.raises(NotFound):
        remove_charge(LINE, "None", KAMIL)


def test_credit_pays_two_lines_in_one_page_the_older_first(provider: Provider) -> None:
    owner, first = subscribed(customer(credit=200_000, balance=-200_000))
    owner, second = subscribed(owner)
    provider.keep(owner, first, second)
    provider.run(DECEMBER)
    paid = {stored.value.id: stored.value.paid for stored in invoices.find()}
    assert paid == {f"{owner.id}-1_2026-12": 165_000, f"{owner.id}-2_2026-12": 35_000}
    assert (provider.owner().balance, provider.owner().credit) == (130_000, 0)


def test_credit_is_shared_across_billing_days(provider: Provider) -> None:
    owner, first = subscribed(
        customer(credit=200_000, balance=-200_000), billing_day=20, next_invoice_on=date(2026, 12, 20)
    )
    owner, second = subscribed(owner, billing_day=5, next_invoice_on=date(2026, 12, 5))
    provider.keep(owner, first, second)
    provider.run(date(2026, 12, 25))
    paid = {stored.value.billed_on.day: stored.value.paid for stored in invoices.find()}
    assert paid == {5: 165_000, 20: 35_000}


def test_a_second_line_is_added_once_and_decides_the_status_with_the_first(provider: Provider) -> None:
    provider.person()
    more = FurtherSubscription(id="second", plan_id="hemat-10", billing_day=10, starts_on=date(2026, 11, 20))
    first, again = (add_subscription("PLG-00001", more, KAMIL, None) for _ in range(2))
    assert (first.status, again.status, first.body.id, again.body) == (201, 200, "PLG-00001-2", first.body)
    step("suspend")
    assert provider.owner().status == "active"
    step("suspend", "PLG-00001-2")
    assert provider.owner().status == "suspended"
    step("stop", "PLG-00001-2")
    assert provider.owner().status == "suspended"
    assert provider.owner().plan_ids == ["hemat-10", "rumah-20"]
    with pytest.raises(Invalid):
        add_subscription("PLG-00001", more.model_copy(update={"id": "x", "plan_id": "tidak-ada"}), KAMIL, None)


def test_what_is_billed_stays_billed_when_terms_change(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    terms = SubscriptionChanges(
        discounts=[Discount(name="Loyal", percent=10, until=JANUARY + timedelta(days=30))],
        add_ons=[AddOn(name="IP publik", price=50_000)],
    )
    change_subscription(LINE, terms, KAMIL)
    assert provider.line().pending_lines == []
    provider.run(JANUARY)
    january = provider.invoice(f"{LINE}_2027-01")
    assert [(line.description, line.amount, line.detail) for line in january.lines] == [
        ("Rumah 20 Mbps", 165_000, "1–31 Januari 2027, 31 hari"),
        ("IP publik", 50_000, "1–31 Januari 2027, 31 hari"),
        (
            "Loyal",
            -21_500,
            "10% dari Rp215.000, 1–31 Januari 2027, 31 hari, berlaku sampai 31 Januari 2027",
        ),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x"},
        {"name": "x", "percent": 10, "amount": 5},
        {"name": "x", "percent": 0},
        {"name": "x", "percent": 101},
        {"name": "x", "amount": -1},
        {"name": "", "amount": 1},
        {"name": "x", "amount": 1, "starts_on": "2026-12-02", "until": "2026-12-01"},
    ],
)
def test_a_discount_that_says_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SubscriptionChanges.model_validate({"discounts": [wrong]})


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ({"step": "pause"}, lambda: step("pause")),
        ({"step": "stop"}, lambda: step("stop")),
        ({"step": "change-plan", "plan_id": "hemat-10"}, lambda: step("change-plan", plan_id="hemat-10")),
        ({"charge": MODEM}, lambda: add_charge(LINE, MODEM, KAMIL, None)),
        (
            {"changes": SubscriptionChanges(discounts=[Discount(name="Loyal", amount=15_000)])},
            lambda: change_subscription(
                LINE, SubscriptionChanges(discounts=[Discount(name="Loyal", amount=15_000)]), KAMIL
            ),
        ),
    ],
)
def test_the_preview_is_what_then_happens(provider: Provider, asked: dict[str, Any], then: Callable[[], None]) -> None:
    provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 11)
    owed = provider.owner().balance
    said = preview_subscription(LINE, SubscriptionPreviewRequest(**asked), KAMIL)
    then()
    assert owed - provider.owner().balance == said.credit
    if said.subscription.status != "stopped":
        assert sum(line.amount for line in provider.line().pending_lines) == said.amount
    provider.run(JANUARY)
    made = invoices.get(f"{LINE}_2027-01")
    if made is None or said.next_invoice is None:
        assert (made, said.next_invoice) == (None, None)
    else:
        assert (made.value.total, made.value.lines) == (said.next_invoice.total, said.next_invoice.lines)


def test_a_step_is_effective_from_62_days_ago_until_today(provider: Provider) -> None:
    provider.person()
    for day in (provider.today + timedelta(days=1), provider.today - timedelta(days=63)):
        with pytest.raises(Invalid):
            step("pause", on=day)

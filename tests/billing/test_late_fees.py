"""Denda: once a bill, never on itself, never while promised, and waived by giving it back."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from shared.billing.late_fee import late_fee_on
from shared.billing.reissue_invoice import reissue_invoice
from shared.billing.repository import ledger
from shared.billing.void_invoice import void_invoice
from shared.core.fields import PageQuery
from shared.payments.models import NewPayment, ReasonGiven
from shared.payments.prove_accounts import wrong_of
from shared.payments.read_ledger import list_ledger
from shared.payments.record_payment import record_payment
from shared.payments.reverse_payment import reverse_payment
from shared.payments.waive_late_fee import waive_late_fee
from shared.settings.models import LateFee
from tests.billing.dunning_stand import DUE, PRICE, Collections, bill
from tests.cast import KAMIL

DEC = "PLG-00001-1_2026-12"
FIVE = LateFee(after_days=5, amount=5_000)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def pay(amount: int, payment_id: str = "p-1") -> None:
    record_payment(NewPayment(id=payment_id, customer_id="PLG-00001", amount=amount, method="cash"), KAMIL)


def proved(owing: Collections) -> None:
    assert wrong_of(owing.owner()) == []


@pytest.mark.parametrize(
    ("fee", "paid", "amount"),
    [
        (LateFee(amount=5_000), 0, 5_000),
        (LateFee(percent=2.0), 0, 3_300),
        (LateFee(percent=2.0), 65_000, 2_000),
        (LateFee(percent=0.25), 0, 413),  # 412.5, half up
        (LateFee(percent=10.0, most=10_000), 0, 10_000),
        (LateFee(amount=5_000, most=0), 0, 0),
    ],
)
def test_a_fee_is_rupiah_or_percent_of_what_is_left_up_to_a_most(fee: LateFee, paid: int, amount: int) -> None:
    assert late_fee_on(bill(paid=paid), fee) == amount


@pytest.mark.parametrize("settled", [{"status": "paid", "paid": PRICE}, {"late_fee_on": after(1)}])
def test_what_is_paid_or_was_charged_before_costs_no_more(settled: dict[str, Any]) -> None:
    assert late_fee_on(bill(**settled), FIVE) == 0


@pytest.mark.parametrize("both", [{"amount": 1, "percent": 1.0}, {}])
def test_a_fee_is_of_one_kind(both: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LateFee(**both)


def test_it_is_charged_once_however_often_the_day_comes_again(owing: Collections) -> None:
    owing.set(late_fee=FIVE)
    owing.owe()
    said = {days: owing.day(after(days)) for days in range(-4, 12)}
    assert said[5] == [f"{DEC}.late_fee"]
    assert owing.said()[f"{DEC}.late_fee"].values["total"] == "Rp170.000"
    assert owing.said()[f"{DEC}.warn+9"].values["amount"] == "Rp170.000"
    december = owing.bill()
    assert (december.total, december.late_fee, [line.kind for line in december.lines]) == (
        PRICE + 5_000, 5_000, ["plan", "late_fee"],
    )  # fmt: skip
    assert [(one.value.id, one.value.amount) for one in ledger.find() if one.value.kind == "late_fee"] == [
        (f"{DEC}.late_fee", 5_000)
    ]
    assert owing.owner().balance == PRICE + 5_000
    assert "Denda keterlambatan" in list_ledger("PLG-00001", PageQuery()).model_dump_json()
    proved(owing)


def test_paid_in_full_and_taken_back_it_is_not_charged_again(owing: Collections) -> None:
    owing.set(late_fee=FIVE)
    owing.owe()
    owing.day(after(5))
    pay(PRICE + 5_000)
    reverse_payment("c_p-1", "salah", KAMIL)
    for days in range(6, 14):
        owing.day(after(days))
    assert (owing.bill().late_fee, owing.bill().total) == (5_000, PRICE + 5_000)
    proved(owing)


def test_who_is_exempt_or_has_promised_is_not_charged(owing: Collections) -> None:
    owing.set(late_fee=FIVE)
    owing.owe(1, exempt=True)
    for days in range(12):
        owing.day(after(days))
    assert owing.bill().late_fee == 0
    assert owing.line().status == "active"


def test_waived_it_is_given_back_once(owing: Collections) -> None:
    owing.set(late_fee=FIVE)
    owing.owe()
    owing.day(after(5))
    answers = [waive_late_fee(DEC, ReasonGiven(reason="banjir"), KAMIL) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 200, 200]
    assert owing.owner().balance == PRICE
    assert owing.bill().total - owing.bill().paid == PRICE
    proved(owing)
    for days in range(6, 12):
        owing.day(after(days))
    assert owing.bill().late_fee_on == after(5), "waived is not charged anew"


def test_voided_and_issued_again_a_bill_is_without_it(owing: Collections) -> None:
    owing.set(late_fee=FIVE)
    owing.owe(1, bill(kind="single", subscription_id=None))
    owing.day(after(5))
    void_invoice(DEC, "salah", KAMIL)
    assert owing.owner().balance == 0
    again = reissue_invoice(DEC, KAMIL).body
    assert (again.total, again.late_fee, [line.kind for line in again.lines]) == (PRICE, 0, ["plan"])
    proved(owing)

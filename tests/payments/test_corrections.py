"""What is taken back, given back, corrected or given up: new entries only, and the account agrees after each."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shared.billing.models import InvoiceView
from shared.billing.repository import invoices, ledger
from shared.billing.void_invoice import void_invoice
from shared.core.errors import Conflict, Invalid
from shared.messaging.repository import messages
from shared.payments.correct_account import adjust_account, credit_invoice, refund_credit, write_off_invoice
from shared.payments.models import NewAdjustment, NewCreditNote, NewRefund
from shared.payments.record_payment import record_payment
from shared.payments.repository import payments, payouts
from shared.payments.reverse_payment import reverse_payment
from tests.billing.conftest import Provider
from tests.cast import KAMIL
from tests.payments.conftest import DEC, JAN, PRICE, cut, money

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
OWNER = "PLG-00001"


def entries() -> dict[str, int]:
    return {stored.value.id: stored.value.amount for stored in ledger.find()}


def reverse(payment_id: str = "c_p-1") -> None:
    assert reverse_payment(payment_id, "salah catat", KAMIL).status == "reversed"


def refund(amount: int, refund_id: str = "r-1") -> int:
    return refund_credit(OWNER, NewRefund(id=refund_id, amount=amount, reason="pindah"), KAMIL, None).status


def adjust(amount: int, adjustment_id: str = "a-1") -> int:
    new = NewAdjustment(id=adjustment_id, amount=amount, reason="salah hitung")
    return adjust_account(OWNER, new, KAMIL, None).status


def credit(amount: int, note_id: str = "n-1", invoice_id: str = DEC) -> int:
    new = NewCreditNote(id=note_id, amount=amount, reason="gangguan")
    return credit_invoice(invoice_id, new, KAMIL, None).status


def write_off(invoice_id: str = DEC) -> InvoiceView:
    return write_off_invoice(invoice_id, "pindah tanpa kabar", KAMIL)


def test_a_reversed_payment_opens_its_bills_again_and_they_are_followed_up(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    provider.run(JANUARY)
    record_payment(money(amount=200_000), KAMIL)
    reverse()
    reverse()
    found = [provider.invoice(one) for one in (DEC, JAN)]
    assert [(one.status, one.paid, one.payments, one.paid_on) for one in found] == [("open", 0, [], None)] * 2
    assert found[0].next_dunning_on == date(2027, 1, 2), "its day of suspension has passed: it falls tomorrow"
    assert found[1].next_dunning_on == date(2027, 1, 8)
    assert provider.owner().balance == 2 * PRICE
    assert (entries()["c_p-1.payment"], entries()["c_p-1.reversal"]) == (-200_000, 200_000)
    assert record_payment(money(amount=200_000), KAMIL).status == 200


def test_what_became_credit_is_taken_from_the_credit(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    record_payment(money(amount=PRICE + 50_000), KAMIL)
    record_payment(money("p-2", 20_000), KAMIL)
    reverse()
    assert (provider.owner().balance, provider.owner().credit) == (PRICE - 20_000, 0)
    assert (provider.invoice(DEC).paid, provider.invoice(DEC).from_credit) == (20_000, 20_000)


def test_credit_that_has_paid_later_bills_is_taken_back_from_the_newest(provider: Provider) -> None:
    provider.person()
    record_payment(money(amount=PRICE + 100_000), KAMIL)
    record_payment(money("p-2", 30_000), KAMIL)
    provider.run(JANUARY)
    assert provider.invoice(JAN).paid == 130_000
    reverse()
    assert [provider.invoice(one).paid for one in (DEC, JAN)] == [30_000, 0]
    assert (provider.invoice(DEC).status, provider.owner().balance) == ("open", 2 * PRICE - 30_000)


def test_money_that_was_refunded_is_owed_when_its_payment_falls_through(provider: Provider) -> None:
    provider.person()
    record_payment(money(amount=100_000), KAMIL)
    refund(100_000)
    reverse()
    (bill,) = [stored.value for stored in invoices.find()]
    assert (bill.id, bill.kind, bill.total, bill.status) == (f"{OWNER}_c_p-1.reversed", "single", 100_000, "open")
    assert (provider.owner().balance, provider.owner().credit) == (100_000, 0)
    assert messages.get(f"{bill.id}.issued")


def test_a_reversal_waits_for_no_voided_bill(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    record_payment(money(amount=60_000), KAMIL)
    void_invoice(DEC, "salah", KAMIL)
    assert provider.owner().credit == 60_000
    reverse()
    assert (provider.owner().balance, provider.owner().credit, provider.invoice(DEC).status) == (0, 0, "void")


def test_a_receipt_of_a_reversed_payment_is_not_sent(provider: Provider) -> None:
    provider.person()
    record_payment(money(), KAMIL)
    receipt = messages.get("c_p-1.receipt")
    assert receipt
    assert receipt.value.only_while
    reverse()
    stored = payments.get("c_p-1")
    assert stored
    assert stored.value.status not in receipt.value.only_while.values


def test_reverse_and_pay_at_once_agree(provider: Provider, at_once: Callable[..., list[Any]]) -> None:
    provider.person()
    provider.run(DECEMBER)
    record_payment(money(), KAMIL)
    done = at_once(*[reverse] * 5, lambda: record_payment(money("p-2"), KAMIL))
    assert not [one for one in done if isinstance(one, Exception)]
    assert (provider.owner().balance, provider.invoice(DEC).status) == (0, "paid")


def test_a_refund_gives_back_credit_once_and_no_more_than_there_is(
    provider: Provider, at_once: Callable[..., list[Any]]
) -> None:
    provider.person()
    record_payment(money(amount=100_000), KAMIL)
    statuses = at_once(*[lambda: refund(60_000)] * 5)
    assert sorted(statuses) == [200] * 4 + [201]
    outcomes = at_once(*[lambda n=n: refund(30_000, f"r-{n}") for n in (2, 3)])
    assert sorted(getattr(one, "code", one) == 201 for one in outcomes) == [False, True]
    assert next(one for one in outcomes if isinstance(one, Conflict)).code == "not_enough_credit"
    assert (provider.owner().balance, provider.owner().credit) == (-10_000, 10_000)
    assert {stored.value.amount for stored in payouts.find()} == {60_000, 30_000}
    with pytest.raises(Conflict):
        refund(1)


def test_an_adjustment_is_a_bill_or_credit(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    assert (adjust(-40_000), adjust(-40_000)) == (201, 200)
    assert (provider.invoice(DEC).paid, provider.owner().balance) == (40_000, PRICE - 40_000)
    assert adjust(25_000, "a-2") == 201
    bill = provider.invoice(f"{OWNER}_a_a-2")
    assert (bill.kind, bill.total, bill.status, bill.lines[0].detail) == ("single", 25_000, "open", "salah hitung")
    assert provider.owner().balance == PRICE - 15_000
    with pytest.raises(Invalid):
        adjust(0)
    with pytest.raises(Conflict):
        adjust(7)


def test_credit_pays_an_adjustment_at_once(provider: Provider) -> None:
    provider.person()
    record_payment(money(amount=30_000), KAMIL)
    adjust(25_000)
    assert provider.invoice(f"{OWNER}_a_a-1").status == "paid"
    assert (provider.owner().balance, provider.owner().credit) == (-5_000, 5_000)


def test_a_credit_note_pays_what_is_open_of_its_bill_and_the_rest_is_credit(provider: Provider) -> None:
    provider.person()
    provider.run(JANUARY)
    record_payment(money(amount=PRICE - 10_000), KAMIL)
    assert (credit(30_000), credit(30_000)) == (201, 200)
    assert (provider.invoice(DEC).status, provider.invoice(DEC).credited) == ("paid", 30_000)
    assert (provider.invoice(JAN).paid, provider.invoice(JAN).from_credit) == (20_000, 20_000)
    with pytest.raises(Conflict) as refused:
        credit(PRICE - 29_999, "n-2")
    assert refused.value.code == "not_creditable"


def test_a_voided_bill_gives_no_credit_note_twice(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    credit(30_000)
    void_invoice(DEC, "salah", KAMIL)
    assert (provider.owner().balance, provider.owner().credit) == (0, 0)


def test_what_is_written_off_is_owed_no_more_until_somebody_pays_it(provider: Provider) -> None:
    line = provider.person()
    provider.run(DECEMBER)
    record_payment(money("p-0", 65_000), KAMIL)
    provider.today = date(2026, 12, 20)
    cut(line)
    assert (write_off().status, write_off().status) == ("written_off", "written_off")
    assert (provider.owner().balance, provider.line().status) == (0, "active")
    record_payment(money(amount=40_000, invoice_id=DEC), KAMIL)
    assert (provider.invoice(DEC).status, provider.invoice(DEC).paid) == ("open", 105_000)
    assert provider.owner().balance == 60_000
    write_off()
    assert (provider.owner().balance, provider.invoice(DEC).write_offs) == (0, 2)
    reverse("c_p-0")
    assert (provider.invoice(DEC).status, provider.owner().balance) == ("open", PRICE - 40_000)
    provider.run(JANUARY)


def test_only_what_is_open_is_written_off(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    record_payment(money(), KAMIL)
    with pytest.raises(Conflict):
        write_off()

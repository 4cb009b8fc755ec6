"""The message that brings a bill says what is to be paid, and only while it is."""

from datetime import date

import pytest

from shared.billing.invoice_message import issued_message
from shared.messaging.send_message import send_message
from shared.messaging.templates import render_text, templates
from shared.payments.models import NewPayment
from shared.payments.record_payment import record_payment
from tests.billing.conftest import Provider
from tests.billing.dunning_stand import PRICE, bill
from tests.cast import KAMIL, customer

DEC = "PLG-00001-1_2026-12"


@pytest.mark.parametrize(
    ("paid", "status", "template", "amount"),
    [
        (0, "open", "tagihan_terbit", "Rp165.000"),
        (65_000, "open", "tagihan_terbit", "Rp165.000, dipotong saldo, sisa Rp100.000"),
        (PRICE, "paid", "tagihan_terbit_lunas", "Rp165.000"),
    ],
)
def test_it_asks_for_what_credit_has_left(paid: int, status: str, template: str, amount: str) -> None:
    message = issued_message(bill(paid=paid, from_credit=paid, status=status), customer())
    assert message
    assert (message.template, message.values["amount"]) == (template, amount)
    assert message.only_while
    assert message.only_while.values == [status]
    text = render_text(templates()[template], message.values)
    assert ("Bayar paling lambat" in text) == (status == "open")


def test_who_pays_before_it_goes_out_is_not_asked_to_pay(provider: Provider) -> None:
    provider.person()
    provider.run(date(2026, 12, 1))
    record_payment(NewPayment(id="p-1", customer_id="PLG-00001", amount=PRICE, method="cash"), KAMIL)
    send_message(f"{DEC}.issued")
    assert provider.message(f"{DEC}.issued").status == "cancelled"


def test_a_bill_paid_out_of_credit_says_so(provider: Provider) -> None:
    provider.person(credit=2 * PRICE)
    provider.run(date(2026, 12, 1))
    told = provider.message(f"{DEC}.issued")
    assert (told.template, told.status) == ("tagihan_terbit_lunas", "queued")

"""Charges asked for at a gateway: one open per bill and channel, found again after whatever happened."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from shared.billing.models import Invoice
from shared.billing.pay_link import pay_token
from shared.core import clock
from shared.core.errors import Conflict, Problem
from shared.core.firestore import Commit
from shared.payments import open_charge as opening
from shared.payments.charge_models import ChannelRule, ChargeRequest, ChargeView
from shared.payments.charge_states import ANSWER_LOST_AFTER
from shared.payments.check_charge import check_charge, check_silent_charges
from shared.payments.models import PaymentRules
from shared.payments.open_charge import open_charge, order_id_of
from shared.payments.qris import read_objects, with_checksum
from shared.payments.record_payment import record_payment
from shared.payments.repository import charges, payment_settings
from tests.billing.conftest import Provider
from tests.cast import KAMIL
from tests.conftest import Enqueued
from tests.payments.conftest import DEC, PRICE, money
from tests.payments.gateway_stand import Stand, stand_up

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    return stand_up(monkeypatch)


@pytest.fixture
def bill(provider: Provider, stand: Stand) -> Invoice:
    """Asih's bill of December."""
    provider.person()
    provider.run(DECEMBER)
    return provider.invoice(DEC)


def ask(bill: Invoice, gateway: str = "midtrans", channel: str = "qris") -> ChargeView:
    return answer(bill, gateway, channel).body


def answer(bill: Invoice, gateway: str = "midtrans", channel: str = "qris") -> Any:
    return open_charge(bill, ChargeRequest.model_validate({"gateway": gateway, "channel": channel}))


def states(bill: Invoice) -> dict[str, str]:
    return {one.value.id.removeprefix(f"{bill.id}-"): one.value.status for one in charges.find()}


def test_qris_is_answered_with_the_amount_inside_and_a_picture(bill: Invoice, provider: Provider) -> None:
    for gateway in ("midtrans", "xendit", "tripay"):
        view = ask(bill, gateway)
        assert (view.status, view.amount, view.fee) == ("pending", PRICE, 0)
        assert view.qr_string
        objects = read_objects(view.qr_string)
        assert (objects["01"], objects["54"], objects["53"]) == ("12", str(PRICE), "360")
        assert with_checksum(view.qr_string[:-8]) == view.qr_string
        assert view.qr_svg
        assert view.qr_svg.startswith("<svg")
        assert timedelta(minutes=50) < view.expires_at - clock.now() <= timedelta(hours=1)
    assert states(bill) == {"1": "expired", "2": "expired", "3": "pending"}, "one open per bill and channel"
    assert provider.invoice(DEC).charges == 3


@pytest.mark.parametrize(
    ("gateway", "channel", "has"),
    [
        ("midtrans", "page", "redirect_url"),
        ("midtrans", "snap", "redirect_url"),
        ("midtrans", "va_bca", "va_number"),
        ("midtrans", "va_permata", "va_number"),
        ("xendit", "page", "redirect_url"),
        ("xendit", "invoice", "redirect_url"),
        ("tripay", "va_bri", "va_number"),
        ("tripay", "alfamart", "va_number"),
    ],
)
def test_every_channel_says_how_to_pay(bill: Invoice, gateway: str, channel: str, has: str) -> None:
    view = ask(bill, gateway, channel)
    assert view.status == "pending"
    assert getattr(view, has)
    assert view.qr_string is None


def test_asked_again_it_is_the_same_charge(bill: Invoice, stand: Stand) -> None:
    first, again = answer(bill), answer(bill)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert len(stand.heard) == 1


def test_twenty_at_once_are_one_charge_and_one_request(
    bill: Invoice, stand: Stand, at_once: Callable[..., list[Any]]
) -> None:
    answers = at_once(*[lambda: answer(bill)] * 20)
    assert Counter(one.status for one in answers) == {201: 1, 200: 19}
    assert {(one.body.charge_id, one.body.qr_string) for one in answers} == {(f"{DEC}-1", answers[0].body.qr_string)}
    assert stand.heard == [("midtrans", "POST", "/v2/charge")]


def test_channels_stand_beside_each_other(bill: Invoice) -> None:
    ask(bill, "midtrans", "qris")
    ask(bill, "midtrans", "va_bca")
    ask(bill, "tripay", "va_bri")
    assert states(bill) == {"1": "pending", "2": "pending", "3": "pending"}


def test_a_part_paid_in_cash_makes_the_next_charge_smaller(bill: Invoice, provider: Provider) -> None:
    ask(bill)
    record_payment(money(amount=65_000), KAMIL)
    assert states(bill) == {"1": "expired"}
    assert ask(bill).amount == PRICE - 65_000


def test_a_paid_bill_is_not_asked_for(bill: Invoice) -> None:
    record_payment(money(), KAMIL)
    with pytest.raises(Conflict) as refused:
        ask(bill)
    assert refused.value.code == "nothing_to_pay"


def test_fees_are_the_owners_and_never_on_qris(bill: Invoice) -> None:
    rules = PaymentRules(channels=[
        ChannelRule(gateway="tripay", channel="va_bri", fee=4_000, fee_percent=1),
        ChannelRule(gateway="midtrans", channel="qris"),
    ])  # fmt: skip
    commit = Commit()
    commit.put(payment_settings, rules)
    commit.commit()
    view = ask(bill, "tripay", "va_bri")
    assert (view.fee, view.amount) == (5_650, PRICE + 5_650)
    assert ask(bill).fee == 0
    with pytest.raises(Conflict) as refused:
        ask(bill, "xendit", "page")
    assert refused.value.code == "not_offered"
    with pytest.raises(ValueError, match="QRIS"):
        ChannelRule(gateway="midtrans", channel="qris", fee=1)


def test_a_gateway_without_keys_is_not_offered(
    bill: Invoice, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    from shared.core import config

    monkeypatch.setenv("TRIPAY_API_KEY", "-")
    config.settings.cache_clear()
    with pytest.raises(Conflict) as refused:
        ask(bill, "tripay")
    assert refused.value.code == "not_offered"


@pytest.mark.parametrize("gateway", ["midtrans", "xendit", "tripay"])
def test_a_gateway_that_is_down_says_so_and_the_others_go_on(bill: Invoice, stand: Stand, gateway: str) -> None:
    stand.down = {gateway}
    with pytest.raises(Problem) as down:
        ask(bill, gateway)
    assert (down.value.status, down.value.code) == (503, "gateway_down")
    assert down.value.message_id != down.value.message_en
    assert states(bill) == {"1": "created"}
    other = "xendit" if gateway != "xendit" else "tripay"
    assert ask(bill, other).status == "pending"
    stand.down = set()
    assert ask(bill, gateway).status == "pending"


@pytest.mark.parametrize(("gateway", "channel"), [
    ("midtrans", "qris"), ("midtrans", "page"), ("xendit", "qris"), ("xendit", "page"), ("tripay", "qris"),
])  # fmt: skip
def test_an_answer_that_was_lost_is_found_again_under_the_same_id(
    bill: Invoice, stand: Stand, gateway: str, channel: str
) -> None:
    stand.loses_answers = True
    with pytest.raises(Problem):
        ask(bill, gateway, channel)
    stand.loses_answers = False
    view = ask(bill, gateway, channel)
    assert (view.charge_id, view.status) == (f"{DEC}-1", "pending")
    assert view.qr_string or view.redirect_url
    assert len(stand.desk.orders.latest()) == 1


def test_a_charge_whose_answer_was_lost_is_given_up_by_the_sweep(
    bill: Invoice, stand: Stand, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.loses_answers = True
    with pytest.raises(Problem):
        ask(bill)
    stand.loses_answers = False
    enqueued.take("drain")
    check_silent_charges()
    assert enqueued.take("drain") == [], "not yet"
    later = clock.now() + ANSWER_LOST_AFTER + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    check_silent_charges()
    (task,) = enqueued.take("drain")
    assert (task.queue, task.job) == ("charges", f"{DEC}-1")
    check_charge(task.job)
    stored = charges.get(f"{DEC}-1")
    assert stored
    assert (stored.value.status, stored.value.error, stored.value.next_check_at) == ("failed", "answer_lost", None)
    order = stand.desk.orders.of_any(f"{DEC}-1")
    assert order
    assert order.status == "expire"
    assert ask(bill).charge_id == f"{DEC}-2"


def test_a_refusal_is_the_end_of_that_charge(bill: Invoice, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    from shared.core import config

    monkeypatch.setenv("MIDTRANS_SERVER_KEY", "another-key")
    config.settings.cache_clear()
    with pytest.raises(Problem):
        ask(bill)
    assert states(bill) == {"1": "failed"}
    monkeypatch.setenv("MIDTRANS_SERVER_KEY", "SB-Mid-server-tests")
    config.settings.cache_clear()
    assert ask(bill).charge_id == f"{DEC}-2"


def test_one_bill_has_a_limited_number_of_charges(bill: Invoice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_AN_INVOICE", 2)
    ask(bill, "midtrans")
    ask(bill, "xendit")
    with pytest.raises(Conflict) as refused:
        ask(bill, "tripay")
    assert refused.value.code == "too_many_charges"


def test_an_id_too_long_for_midtrans_is_shortened_and_stays_its_own() -> None:
    long = f"PLG-00123_{'x' * 64}-1"
    assert len(order_id_of(long)) <= 50
    assert order_id_of(long) != order_id_of(f"{long[:-1]}2")
    assert order_id_of(f"{DEC}-1") == f"{DEC}-1"


def test_the_link_names_no_more_than_it_must(bill: Invoice, stand: Stand) -> None:
    assert pay_token(bill)
    view = ask(bill, "midtrans", "page")
    assert view.redirect_url
    order = stand.desk.orders.of_any(view.charge_id)
    assert order
    assert "/t/" in order.told["finish"]

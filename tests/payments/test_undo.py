"""Ten seconds to take back what was done at the desk: as if it had never been, and nobody hears of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.access.models import Caller
from shared.billing.dunning_models import NewPromise
from shared.billing.take_promise import take_promise
from shared.core import clock, tasks
from shared.core.errors import Conflict, Forbidden
from shared.core.firestore import Commit
from shared.messaging.models import MessagingRules
from shared.messaging.repository import messages, messaging_settings
from shared.messaging.send_message import send_message
from shared.payments.correct_account import refund_credit
from shared.payments.models import NewRefund
from shared.payments.record_payment import record_payment
from shared.payments.repository import payments
from shared.payments.reverse_payment import reverse_payment
from shared.payments.take_back_payment import take_back_payment
from tests.billing.conftest import Provider
from tests.cast import KAMIL
from tests.messaging.test_send_message import Provider as Meta
from tests.messaging.test_send_message import provider as meta
from tests.payments.conftest import DEC, JAN, PRICE, cut, money

__all__ = ["meta"]
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
FITRI = Caller(id="fitri", role="cashier", name="Fitri")


def pays(payment_id: str = "p-1", **more: Any) -> None:
    record_payment(money(payment_id, undoable=True, **more), FITRI)


def undo(by: Caller = FITRI) -> str:
    return take_back_payment("c_p-1", by).status


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises((Conflict, Forbidden)) as told:
        act()
    return told.value.code


def waits(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    later = clock.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(clock, "now", lambda: later)


def set_seconds(seconds: int) -> None:
    commit = Commit()
    commit.put(messaging_settings, MessagingRules(undo_s=seconds))
    commit.commit()


def test_an_undone_payment_leaves_all_as_it_was_and_nobody_hears(provider: Provider, meta: Meta) -> None:
    line = provider.person()
    provider.run(DECEMBER)
    provider.today = date(2026, 12, 20)
    promised(date(2026, 12, 24))
    cut(line)
    pays()
    assert (provider.invoice(DEC).status, provider.line().status, provider.owner().promise) == ("paid", "active", None)
    for _ in range(3):
        assert undo() == "reversed"
    owner = provider.owner()
    assert (owner.balance, owner.credit, owner.status) == (PRICE, 0, "suspended")
    assert owner.promise
    assert owner.promise.until == date(2026, 12, 24)
    assert (provider.invoice(DEC).status, provider.line().suspended_for) == ("open", "arrears")
    for told in ("c_p-1.receipt", "c_p-1.resumed"):
        send_message(told)
        kept = provider.message(told)
        assert (kept.status, kept.failure and kept.failure.title) == ("cancelled", "undone")
    assert meta.accepted == []
    (entry,) = entries.find(("what", "==", "undone"))
    assert (entry.value.by, entry.value.after["balance"]) == ("fitri", PRICE)


def promised(until: date) -> None:
    take_promise(NewPromise(customer_id="PLG-00001", until=until), KAMIL)


def test_the_receipt_is_asked_for_once_the_time_is_over(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, meta: Meta
) -> None:
    provider.person()
    provider.run(DECEMBER)
    asked: list[tuple[str, datetime | None]] = []
    monkeypatch.setattr(
        tasks, "enqueue_all", lambda _queue, function, _bodies, *, at=None: asked.append((function, at))
    )
    now = clock.real()
    pays()
    ((function, at),) = asked
    assert function == "send_message"
    assert at
    assert timedelta(seconds=9) < at - now < timedelta(seconds=12)
    receipt = provider.message("c_p-1.receipt")
    assert receipt.send_after == payments_undo_until()
    waits(monkeypatch, 10)
    send_message("c_p-1.receipt")
    assert meta.accepted == ["c_p-1.receipt"]
    assert refused(undo) == "undo_over"


def payments_undo_until() -> datetime:
    stored = payments.get("c_p-1")
    assert stored
    assert stored.value.undo_until
    return stored.value.undo_until


def test_too_late_it_is_refused_and_reversed_with_a_reason(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    provider.person()
    provider.run(DECEMBER)
    pays()
    waits(monkeypatch, 10.1)
    assert refused(undo) == "undo_over"
    assert provider.invoice(DEC).status == "paid"
    assert reverse_payment("c_p-1", "salah orang", KAMIL).status == "reversed"
    assert undo() == "reversed"


def test_only_who_took_it_undoes_it(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    pays()
    assert refused(lambda: undo(KAMIL)) == "not_yours"
    assert provider.invoice(DEC).status == "paid"


@pytest.mark.parametrize(("seconds", "asked"), [(0, True), (10, False)])
def test_switched_off_or_not_asked_for_the_receipt_goes_at_once(provider: Provider, seconds: int, asked: bool) -> None:
    set_seconds(seconds)
    provider.person()
    provider.run(DECEMBER)
    view = record_payment(money(undoable=asked), FITRI).body
    assert view.undo_until is None
    assert provider.message("c_p-1.receipt").send_after == view.recorded_at
    assert refused(undo) == "undo_over"


def test_undone_while_its_receipt_is_leased_exactly_one_of_them_wins(
    provider: Provider, meta: Meta, at_once: Callable[..., list[Any]]
) -> None:
    provider.person()
    provider.run(DECEMBER)
    pays()
    outcome, _ = at_once(undo, lambda: send_message("c_p-1.receipt"))
    if outcome == "reversed":
        assert (meta.accepted, provider.message("c_p-1.receipt").status) == ([], "cancelled")
        assert provider.invoice(DEC).status == "open"
    else:
        assert outcome.code == "undo_over"
        assert (meta.accepted, provider.invoice(DEC).status) == (["c_p-1.receipt"], "paid")


def test_once_it_is_being_sent_it_is_too_late(provider: Provider, meta: Meta) -> None:
    provider.person()
    provider.run(DECEMBER)
    pays()
    meta.script.append(lambda _: None if refused(undo) == "undo_over" else pytest.fail("undone while it was sent"))
    send_message("c_p-1.receipt")
    assert provider.message("c_p-1.receipt").status == "sent"
    assert refused(undo) == "undo_over"


def test_credit_that_another_bill_has_used_is_taken_from_it_again(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    pays(amount=2 * PRICE)
    provider.run(JANUARY)
    assert provider.invoice(JAN).status == "paid"
    undo()
    assert [provider.invoice(one).status for one in (DEC, JAN)] == ["open", "open"]
    assert (provider.owner().balance, provider.owner().credit) == (2 * PRICE, 0)


def test_a_second_payment_stands_when_the_first_is_undone(provider: Provider) -> None:
    provider.person()
    provider.run(DECEMBER)
    pays()
    pays("p-2", amount=50_000)
    undo()
    assert (provider.owner().balance, provider.owner().credit, provider.invoice(DEC).paid) == (
        PRICE - 50_000,
        0,
        50_000,
    )


def test_money_that_was_given_back_meanwhile_is_not_undone(provider: Provider) -> None:
    provider.person()
    pays()
    refund_credit("PLG-00001", NewRefund(id="r-1", amount=PRICE, reason="diambil lagi"), KAMIL, None)
    assert refused(undo) == "undo_over"
    assert messages.get("c_p-1.receipt")
    assert provider.owner().balance == 0

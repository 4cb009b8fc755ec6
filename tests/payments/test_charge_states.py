"""What a charge becomes by what is told of it, in tables: no database."""

from datetime import timedelta
from typing import Any

import pytest

from shared.clients.gateway import State, Told
from shared.payments.charge_models import Charge
from shared.payments.charge_states import (
    FIRST_CHECK_AFTER,
    LONGEST_SILENCE,
    after_asking,
    ended_by_word,
    moved,
    next_check,
    not_answered,
    over,
    put_aside,
    settled,
)
from tests.cast import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def charge(**more: Any) -> Charge:
    told: dict[str, Any] = {"status": "pending", "next_check_at": NOW, "channel": "qris", **more}
    return Charge(
        id="PLG-00001-1_2026-12-1", invoice_id="PLG-00001-1_2026-12", number="INV-1", customer_id="PLG-00001",
        gateway="midtrans", order_id="x", amount=165_000, created_at=NOW, expires_at=NOW + DAY, shard=0, **told,
    )  # fmt: skip


def told(state: State, ref: str = "r") -> Told:
    return Told("x", ref, state, 165_000, "IDR")


@pytest.mark.parametrize(
    ("was", "state", "becomes"),
    [
        ("created", "pending", "pending"),
        ("pending", "pending", "pending"),
        ("pending", "expired", "expired"),
        ("created", "denied", "denied"),
        ("pending", "failed", "failed"),
        ("pending", "unknown", "pending"),
        ("settled", "pending", "settled"),
        ("settled", "expired", "settled"),
        ("settled", "denied", "settled"),
        ("expired", "pending", "expired"),
        ("failed", "pending", "failed"),
        ("denied", "expired", "denied"),
    ],
)
def test_nothing_goes_backwards(was: Any, state: State, becomes: str) -> None:
    assert moved(charge(status=was), told(state)).status == becomes


@pytest.mark.parametrize("state", ["denied", "failed"])
def test_on_a_page_one_may_try_again(state: State) -> None:
    assert moved(charge(channel="page"), told(state)).status == "pending"
    assert moved(charge(channel="page"), told("expired")).status == "expired"


def test_the_end_of_an_earlier_try_is_not_this_ones() -> None:
    mine = charge(ref="second")
    assert moved(mine, told("expired", "first")) == mine
    assert moved(mine, told("expired", "second")).status == "expired"


def test_paid_is_paid_by_the_first_payment() -> None:
    once = settled(charge(), "g_midtrans_a", "a")
    assert (once.status, once.payment_id, once.ref, once.next_check_at) == ("settled", "g_midtrans_a", "a", None)
    assert settled(once, "g_midtrans_b", "b") == once


@pytest.mark.parametrize(("waited", "wait"), [
    (MINUTE, FIRST_CHECK_AFTER), (20 * MINUTE, 20 * MINUTE), (3 * HOUR, 3 * HOUR), (12 * HOUR, LONGEST_SILENCE),
    (23 * HOUR, HOUR + 5 * MINUTE), (25 * HOUR, FIRST_CHECK_AFTER),
])  # fmt: skip
def test_a_silent_gateway_is_asked_ever_more_seldom_and_once_at_the_end(waited: timedelta, wait: timedelta) -> None:
    assert next_check(charge(), NOW + waited) == NOW + waited + wait


def test_what_was_put_aside_is_asked_about_once_more_at_its_end() -> None:
    aside = put_aside(charge(), NOW)
    assert (aside.status, aside.closing, aside.next_check_at) == ("expired", True, NOW)
    closed = after_asking(aside, None, NOW, closed=True, lost=False)
    assert (closed.closing, closed.next_check_at) == (False, NOW + DAY + 5 * MINUTE)
    end = after_asking(closed, None, NOW + DAY + 6 * MINUTE, closed=False, lost=False)
    assert (end.status, end.next_check_at) == ("expired", None)


def test_an_end_that_was_only_notified_is_asked_about_once_more() -> None:
    before = charge()
    after = ended_by_word(before, moved(before, told("expired")), NOW)
    assert (after.status, after.next_check_at) == ("expired", NOW + DAY + 5 * MINUTE)
    late = ended_by_word(before, moved(before, told("denied")), NOW + 2 * DAY)
    assert (late.status, late.next_check_at) == ("denied", NOW + 2 * DAY + 2 * MINUTE)
    paid = settled(before, "g_midtrans_a", "a")
    assert ended_by_word(before, paid, NOW) == paid
    assert ended_by_word(before, before, NOW) == before


def test_a_gateway_that_says_it_is_over_is_not_asked_again() -> None:
    ended = after_asking(put_aside(charge(), NOW), told("expired"), NOW, closed=True, lost=False)
    assert (ended.closing, ended.next_check_at) == (False, None)


def test_an_answer_that_was_lost_ends_as_failed_and_a_bill_that_changed_as_expired() -> None:
    lost = after_asking(charge(status="created"), None, NOW, closed=True, lost=True)
    assert (lost.status, lost.error, lost.next_check_at) == ("failed", "answer_lost", None)
    assert after_asking(charge(), told("pending"), NOW, closed=True, lost=False).status == "expired"


@pytest.mark.parametrize(("said", "after", "status"), [
    (None, DAY, "pending"), (None, DAY + 5 * MINUTE, "expired"),
    ("pending", DAY + 59 * MINUTE, "pending"), ("pending", DAY + HOUR, "expired"),
])  # fmt: skip
def test_what_is_forgotten_at_the_gateway_ends_here(said: Any, after: timedelta, status: str) -> None:
    answer = told(said) if said else None
    assert after_asking(charge(), answer, NOW + after, closed=False, lost=False).status == status


def test_a_gateway_that_never_answers_is_given_up_after_a_week() -> None:
    assert not_answered(charge(), NOW).next_check_at == NOW + 2 * MINUTE
    assert not_answered(charge(), NOW + 4 * HOUR).next_check_at == NOW + 5 * HOUR
    given_up = not_answered(charge(), NOW + 9 * DAY)
    assert (given_up.status, given_up.error, given_up.next_check_at) == ("expired", "never_answered", None)
    assert over(charge(), "failed", "x").next_check_at is None

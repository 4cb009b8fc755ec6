"""Janji bayar: until its day nothing is asked for; kept it is gone, broken the ladder goes on the day after."""

from datetime import date, timedelta

import pytest

from shared.access.models import Caller
from shared.billing.dunning_models import NewPromise
from shared.billing.promise_until import latest_promise_day, promise_until
from shared.billing.take_promise import list_promises, take_promise
from shared.core.errors import Conflict, Invalid, NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Commit, LostRace
from shared.customers.read_customers import stored_customer
from shared.payments.models import NewPayment
from shared.payments.record_payment import record_payment
from shared.settings.models import PromiseRules
from tests.billing.dunning_stand import DUE, PRICE, Collections, bill, rules
from tests.cast import KAMIL

DEC = "PLG-00001-1_2026-12"


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def promise(days: int, note: str = "") -> NewPromise:
    return NewPromise(customer_id="PLG-00001", until=after(days), note=note)


def pay(amount: int = PRICE) -> None:
    record_payment(NewPayment(id="p-1", customer_id="PLG-00001", amount=amount, method="cash"), KAMIL)


def test_until_its_day_only_the_promise_itself_is_spoken_of(owing: Collections) -> None:
    owing.owe()
    owing.day(after(7))
    assert take_promise(promise(12), KAMIL).status == 201
    said = {days: owing.day(after(days)) for days in range(8, 16)}
    assert {days: ids for days, ids in said.items() if ids} == {
        12: [f"{DEC}.remind.promised-2026-12-23"],
        13: [f"{DEC}.suspended"],
    }
    assert owing.said()[f"{DEC}.remind.promised-2026-12-23"].template == "pengingat_janji_bayar"
    assert (owing.owner().promise, owing.owner().broken_promises) == (None, 1)


def test_a_promise_that_is_kept_ends_and_nothing_more_is_said(owing: Collections) -> None:
    owing.owe()
    owing.day(after(7))
    take_promise(promise(12), KAMIL)
    pay()
    assert (owing.owner().promise, owing.owner().broken_promises) == (None, 0)
    assert [one for days in range(8, 16) for one in owing.day(after(days))] == []


def test_a_reminder_that_waits_is_taken_back_by_a_promise(owing: Collections) -> None:
    owing.owe()
    owing.day(after(3))
    take_promise(promise(5), KAMIL)
    assert owing.said()[f"{DEC}.remind+3"].status == "cancelled"


def test_what_came_before_the_promise_is_over_is_said_the_day_after_if_nothing_graver_is_due(
    owing: Collections,
) -> None:
    owing.owe()
    owing.day(after(2))
    take_promise(promise(4), KAMIL)
    assert owing.day(after(3)) == []
    assert owing.day(after(4)) == [f"{DEC}.remind.promised-2026-12-15"]
    assert owing.day(after(5)) == [f"{DEC}.remind+3"]
    assert owing.day(after(9)) == [f"{DEC}.warn+9"]


def test_the_same_promise_again_is_the_same_and_another_counts(owing: Collections) -> None:
    owing.owe()
    owing.day(after(1))
    assert [take_promise(promise(3, "gajian"), KAMIL).status for _ in range(3)] == [201, 200, 200]
    assert owing.bill().promises == 1
    assert take_promise(promise(5), KAMIL).status == 201
    with pytest.raises(Conflict) as refused:
        take_promise(promise(6), KAMIL)
    assert refused.value.code == "no_more_promises"


@pytest.mark.parametrize("days", [0, 9])
def test_a_day_that_is_past_or_too_far_is_refused(owing: Collections, days: int) -> None:
    owing.owe()
    owing.day(after(1))
    with pytest.raises(Invalid):
        take_promise(promise(days), KAMIL)
    assert owing.owner().promise is None


def test_who_owes_nothing_has_nothing_to_promise(owing: Collections) -> None:
    owing.owe()
    owing.day(after(1))
    pay()
    with pytest.raises(Conflict) as refused:
        take_promise(promise(3), KAMIL)
    assert refused.value.code == "nothing_to_promise"


def test_the_conversation_takes_a_promise_in_its_own_commit(owing: Collections) -> None:
    owing.owe()
    owing.day(after(1))
    commit = Commit()
    promise_until(commit, stored_customer("PLG-00001"), after(3))
    pay(1_000)
    with pytest.raises(LostRace):  # a payment came first: it is decided again
        commit.commit()
    assert owing.owner().promise is None


def test_the_last_day_is_counted_from_the_due_date_while_it_lies_ahead() -> None:
    allowed = rules(promises=PromiseRules(most=1, days=7))
    assert latest_promise_day(allowed, after(-3), [bill()]) == after(7)
    assert latest_promise_day(allowed, after(4), [bill()]) == after(11)
    assert latest_promise_day(allowed, after(4), [bill(promises=1)]) is None
    assert latest_promise_day(allowed, after(4), [bill(status="paid")]) is None
    assert latest_promise_day(rules(promises=PromiseRules(most=0)), after(4), [bill()]) is None


def test_promises_are_listed_by_their_day_within_one_s_areas(owing: Collections) -> None:
    for number, area in ((1, "utara"), (2, "selatan")):
        owing.owe(number, area_id=area)
    owing.day(after(1))
    take_promise(promise(5), KAMIL)
    take_promise(NewPromise(customer_id="PLG-00002", until=after(3)), KAMIL)
    north = Caller(id="x", role="collector", areas=("utara",))
    assert [one.customer_id for one in list_promises(PageQuery(), KAMIL).items] == ["PLG-00002", "PLG-00001"]
    assert [one.customer_id for one in list_promises(PageQuery(), north).items] == ["PLG-00001"]
    with pytest.raises(NotFound):
        take_promise(NewPromise(customer_id="PLG-00002", until=after(4)), north)

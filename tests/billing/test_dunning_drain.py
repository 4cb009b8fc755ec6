"""The drain of dunning: who owes hears one thing a day, is cut once, and nothing is done on what is past."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from shared.access.models import Caller
from shared.billing.dunning_models import ExemptionRequest
from shared.billing.dunning_word import Moment
from shared.billing.exempt_customer import exempt_customer
from shared.billing.explain_dunning import explain_dunning
from shared.billing.models import SLICES
from shared.billing.preview_dunning import preview_dunning
from shared.billing.remind_now import remind_now, take_back_reminder
from shared.billing.repository import dunning_slices, invoices
from shared.billing.start_dunning import resume_dunning, start_dunning
from shared.billing.take_dunning_steps import dun_slice
from shared.billing.void_invoice import void_invoice
from shared.billing.write_dunning import write_dunning
from shared.core import clock
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit
from shared.messaging.repository import messages
from shared.payments.models import NewPayment
from shared.payments.record_payment import record_payment
from shared.payments.reverse_payment import reverse_payment
from tests.billing.dunning_stand import DUE, PRICE, Collections, bill
from tests.cast import KAMIL, customer
from tests.conftest import Enqueued

DEC, JAN = "PLG-00001-1_2026-12", "PLG-00001-1_2027-01"


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def pay(amount: int = PRICE, number: int = 1) -> None:
    record_payment(NewPayment(id=f"p-{number}", customer_id=f"PLG-{number:05d}", amount=amount, method="cash"), KAMIL)


def drain() -> None:
    for number in range(SLICES):
        dun_slice(f"{clock.today()}", number)


def test_the_ladder_is_climbed_day_by_day_and_nothing_is_said_twice(owing: Collections) -> None:
    owing.owe()
    said = {days: owing.day(after(days)) for days in range(-5, 15)}
    assert {days: ids for days, ids in said.items() if ids} == {
        -3: [f"{DEC}.remind-3"],
        0: [f"{DEC}.remind+0"],
        3: [f"{DEC}.remind+3"],
        9: [f"{DEC}.warn+9"],
        10: [f"{DEC}.suspended"],
    }
    assert (owing.line().status, owing.line().suspended_for, owing.line().service_allowed) == (
        "suspended", "arrears", False,
    )  # fmt: skip
    assert owing.owner().status == "suspended"
    assert owing.bill().next_dunning_at is None
    assert owing.counted() == {"reminded": 3, "warned": 1, "suspended": 1, "cut": 1}


def test_days_that_were_missed_are_caught_up_by_the_last_step_alone(owing: Collections) -> None:
    owing.owe()
    assert owing.day(after(12)) == [f"{DEC}.suspended"]
    assert [owing.steps() for _ in range(2)] == [[], []], "twice finds nothing"


def test_several_open_bills_are_one_message_and_paying_one_takes_it_back(owing: Collections) -> None:
    owing.owe(1, bill(), bill(month="2027-01", due_on=after(3)))
    assert owing.day(after(3)) == [f"{DEC}.remind+3"]
    said = owing.said()[f"{DEC}.remind+3"]
    assert (said.values["amount"], said.values["invoice_number"]) == (
        "Rp330.000", "INV-202612-00001-1 dan 1 tagihan lain",
    )  # fmt: skip
    record_payment(NewPayment(id="p-9", customer_id="PLG-00001", amount=PRICE, method="cash", invoice_id=JAN), KAMIL)
    assert owing.said()[f"{DEC}.remind+3"].status == "cancelled", "it names what is paid"


def test_who_paid_is_not_written_to(owing: Collections) -> None:
    for number in (1, 2):
        owing.owe(number)
    pay()
    assert owing.day(after(10)) == ["PLG-00002-1_2026-12.suspended"]
    assert owing.line().status == "active"


@pytest.mark.parametrize("tries", range(4))
def test_a_payment_and_a_suspension_at_once_leave_the_line_in_service(
    owing: Collections, at_once: Callable[..., list[Any]], tries: int
) -> None:
    owing.owe()
    owing.day(after(9))
    owing.now += timedelta(days=1)
    start_dunning()
    outcomes = at_once(drain, pay, drain)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert (owing.bill().status, owing.line().status, owing.line().service_allowed) == ("paid", "active", True)
    assert {key: one.status for key, one in owing.said().items() if "suspended" in key or "warn" in key} in (
        {f"{DEC}.warn+9": "cancelled"},
        {f"{DEC}.warn+9": "cancelled", f"{DEC}.suspended": "cancelled"},
    )
    assert owing.steps() == []


@pytest.mark.parametrize("tries", range(3))
def test_a_void_and_a_reminder_at_once_ask_for_nothing(
    owing: Collections, at_once: Callable[..., list[Any]], tries: int
) -> None:
    owing.owe()
    owing.day(after(2))
    owing.now += timedelta(days=1)
    start_dunning()
    outcomes = at_once(drain, lambda: void_invoice(DEC, "salah", KAMIL))
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert [one.status for key, one in owing.said().items() if key.endswith("remind+3")] in ([], ["cancelled"])
    assert (owing.bill().status, owing.bill().next_dunning_at) == ("void", None)


def test_two_deliveries_at_once_say_everything_once(owing: Collections, at_once: Callable[..., list[Any]]) -> None:
    for number in range(1, 9):
        owing.owe(number)
    owing.now += timedelta(days=14)
    start_dunning()
    outcomes = at_once(*[drain] * 4)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert len(owing.said()) == 8
    assert owing.counted() == {"suspended": 8, "cut": 8}


def test_a_page_that_loses_a_race_is_decided_one_by_one(owing: Collections, monkeypatch: pytest.MonkeyPatch) -> None:
    sisters = [number for number in range(1, 80) if customer(number).shard // 16 == customer(1).shard // 16][:3]
    for number in sisters:
        owing.owe(number)
    pages: list[int] = []

    def loses_its_page(commit: Commit, customer_ids: list[str], at: Moment, seen: Any = ()) -> Counter[str]:
        counts = write_dunning(commit, customer_ids, at, seen)
        pages.append(len(customer_ids))
        if len(pages) == 1:
            pay(number=sisters[1])
        return counts

    monkeypatch.setattr("shared.billing.take_dunning_steps.write_dunning", loses_its_page)
    said = owing.day(after(10))
    assert pages == [3, 1, 1, 1]
    assert [one for one in said if one.endswith("suspended")] == [
        f"PLG-{number:05d}-1_2026-12.suspended" for number in (sisters[0], sisters[2])
    ]
    assert owing.counted() == {"suspended": 2, "cut": 2}


def test_a_payment_taken_back_is_followed_up_again_under_a_name_of_its_own(owing: Collections) -> None:
    owing.owe()
    owing.day(after(10))
    pay()
    assert owing.line().status == "active"
    reverse_payment("c_p-1", "salah", KAMIL)
    assert owing.steps() == []
    assert owing.day(after(11)) == [f"{DEC}.d1.suspended"]
    assert owing.line().status == "suspended"


def test_who_is_exempt_gets_the_service_back_and_who_is_no_longer_is_cut_again(owing: Collections) -> None:
    owing.owe()
    owing.day(after(10))
    asked = ExemptionRequest(customer_id="PLG-00001", exempt=True, reason="Pak RT")
    assert exempt_customer(asked, KAMIL).exempt
    assert owing.line().status == "active"
    assert owing.day(after(20)) == []
    exempt_customer(asked.model_copy(update={"exempt": False}), KAMIL)
    assert owing.day(after(21)) == [f"{DEC}.d1.suspended"]


def test_a_bill_of_nobody_is_left_alone(owing: Collections) -> None:
    commit = Commit()
    commit.create(invoices, bill("PLG-00077-1"))
    commit.commit()
    assert owing.day(after(0)) == []
    assert owing.bill("PLG-00077-1_2026-12").next_dunning_at is None
    owing_bill = invoices.get("PLG-00077-1_2026-12")
    assert owing_bill
    gone = Commit()
    gone.delete(invoices, owing_bill)
    gone.commit()


def test_staff_remind_once_a_day_and_the_ladder_does_not_repeat_it(owing: Collections) -> None:
    owing.owe()
    owing.day(after(-4))
    owing.now += timedelta(days=7)
    answers = [remind_now("PLG-00001", KAMIL) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 200, 200]
    assert {answer.body.message_id for answer in answers} == {f"{DEC}.remind.asked-2026-12-14"}
    assert owing.steps() == [], "asked today: the ladder's reminder of the day is not said"
    assert owing.day(after(9)) == [f"{DEC}.warn+9"]


def test_a_reminder_taken_back_in_time_never_goes_and_may_be_sent_again(owing: Collections) -> None:
    owing.owe()
    owing.day(after(-4))
    owing.now += timedelta(days=7)
    asked = remind_now("PLG-00001", KAMIL, undoable=True).body
    assert asked.undo_until == owing.now + timedelta(seconds=10)
    for _ in range(2):
        assert take_back_reminder("PLG-00001", KAMIL).message_id == asked.message_id
    again = remind_now("PLG-00001", KAMIL)
    assert (again.status, again.body.message_id) == (201, f"{DEC}.remind.asked-2026-12-14.2")
    told = {one: messages.get(one or "") for one in (asked.message_id, again.body.message_id)}
    assert [stored and stored.value.status for stored in told.values()] == ["cancelled", "queued"]
    assert remind_now("PLG-00001", KAMIL).body.message_id == again.body.message_id


@pytest.mark.parametrize(("who", "code"), [({"phone": None}, "no_phone"), ({}, "nothing_owed")])
def test_staff_cannot_remind_who_cannot_be_reached_or_owes_nothing(
    owing: Collections, who: dict[str, Any], code: str
) -> None:
    owing.owe(1, **who)
    owing.day(after(-4))
    if code == "nothing_owed":
        pay()
    with pytest.raises(Conflict) as refused:
        remind_now("PLG-00001", KAMIL)
    assert refused.value.code == code


def test_a_customer_of_another_area_is_not_there(owing: Collections) -> None:
    owing.owe(1, area_id="selatan")
    north = Caller(id="x", role="admin", areas=("utara",))
    asked = ExemptionRequest(customer_id="PLG-00001", exempt=True, reason="Pak RT")
    for act in (lambda: remind_now("PLG-00001", north), lambda: exempt_customer(asked, north)):
        with pytest.raises(NotFound):
            act()
    assert (owing.said(), owing.owner().exempt) == ({}, False)


def test_the_preview_of_a_day_is_what_the_day_brings(owing: Collections) -> None:
    for number in range(1, 5):
        silent = {"phone": None} if number == 4 else {}
        owing.owe(number, bill(f"PLG-{number:05d}-1", due_on=after(number)), **silent)
    owing.day(after(-4))
    bills = [f"PLG-{number:05d}-1_2026-12" for number in range(1, 5)]
    before = {key: one.update_time for key, one in invoices.get_many(bills).items()}
    told = {days: preview_dunning(after(days)) for days in range(-4, 16)}
    assert {key: one.update_time for key, one in invoices.get_many(bills).items()} == before, "it writes nothing"
    for days in range(-3, 16):
        done = owing.counted()
        owing.day(after(days))
        counts = {name: number - done.get(name, 0) for name, number in owing.counted().items()}
        steps = {one.kind: one.customers - one.without_phone for one in told[days].steps}
        said = {name: number for name, number in counts.items() if number and name not in ("cut", "without_phone")}
        assert {name: number for name, number in steps.items() if number} == said, days
        assert told[days].lines_cut == counts.get("cut", 0)
        assert sum(one.without_phone for one in told[days].steps) == counts.get("without_phone", 0)


def test_why_a_customer_is_cut_and_what_lifts_it_is_said(owing: Collections) -> None:
    owing.owe(1, bill(), bill(month="2027-01", due_on=after(31)))
    owing.day(after(10))
    told = explain_dunning("PLG-00001")
    assert (told.suspended, told.to_lift) == (["PLG-00001-1"], PRICE)
    assert [(one.id, one.days_late, one.left) for one in told.bills] == [(DEC, 10, PRICE), (JAN, -21, PRICE)]
    pay()
    assert explain_dunning("PLG-00001").suspended == []


def test_a_slice_whose_task_was_lost_is_handed_on_by_the_sweep(
    owing: Collections, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    owing.owe()
    owing.now += timedelta(days=14)
    start_dunning()
    assert len(enqueued.take("drain")) == 1
    resume_dunning()
    assert enqueued.take("drain") == [], "somebody may be at it"
    real = clock.real()
    monkeypatch.setattr(clock, "real", lambda: real + timedelta(minutes=3))
    resume_dunning()
    [task, *_] = enqueued.take("drain")
    dun_slice(task.job, task.slice)
    assert list(owing.said()) == [f"{DEC}.suspended"]
    assert [stored.value.finished for stored in dunning_slices.find()] == [True]
    resume_dunning()
    assert [one for one in enqueued.take("drain") if one.queue == "dunning"] == []

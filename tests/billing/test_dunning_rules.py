"""The owner changes the rules: open bills follow within a sweep, and nobody is cut on the day of the change."""

from datetime import date, timedelta

from shared.billing.dunning_models import NewPromise
from shared.billing.lay_dates_again import lay_dates_again, notice_new_rules
from shared.billing.repository import dates_laid
from shared.billing.take_promise import take_promise
from shared.settings.change_settings import change_settings
from shared.settings.models import LadderStep, LateFee, SettingsChanges
from tests.billing.dunning_stand import ANY_HOUR, DUE, Collections, bill
from tests.cast import KAMIL
from tests.conftest import Enqueued

DEC = "PLG-00001-1_2026-12"
SHORT = [LadderStep(day=2, action="remind"), LadderStep(day=4, action="suspend")]


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def sweep(enqueued: Enqueued) -> int:
    """How many tasks it made; they are done."""
    notice_new_rules()
    tasks = [task for task in enqueued.take("drain") if task.queue == "dunning_dates"]
    for _ in tasks:
        lay_dates_again()
    return len(tasks)


def test_a_shorter_ladder_cuts_tomorrow_and_not_today(owing: Collections, enqueued: Enqueued) -> None:
    owing.owe()
    owing.day(after(6))
    sweep(enqueued)
    owing.set(ladder=SHORT)
    assert sweep(enqueued) == 1
    assert owing.bill().next_dunning_on == after(7)
    assert owing.steps() == []
    assert owing.day(after(7)) == [f"{DEC}.suspended"]
    assert sweep(enqueued) == 0, "the dates are laid under these rules"


def test_bills_of_the_old_books_are_followed_once_the_owner_says_so(owing: Collections, enqueued: Enqueued) -> None:
    owing.owe(1, bill(kind="opening", subscription_id=None, next_dunning_on=None, next_dunning_at=None))
    owing.day(after(1))
    sweep(enqueued)
    assert owing.bill().next_dunning_on is None
    owing.set(follow_opening_bills=True)
    sweep(enqueued)
    assert owing.bill().next_dunning_on == after(3)
    owing.set()
    sweep(enqueued)
    assert owing.bill().next_dunning_on is None


def test_a_promise_stands_whatever_the_rules_become(owing: Collections, enqueued: Enqueued) -> None:
    owing.owe()
    owing.day(after(3))
    take_promise(NewPromise(customer_id="PLG-00001", until=after(8)), KAMIL)
    owing.set(ladder=SHORT, late_fee=LateFee(amount=1_000))
    sweep(enqueued)
    assert owing.bill().next_dunning_on == after(8)


def test_it_goes_on_where_it_stopped(owing: Collections, enqueued: Enqueued) -> None:
    for number in range(1, 4):
        owing.owe(number)
    owing.day(after(6))
    owing.set(ladder=SHORT)
    notice_new_rules()
    notice_new_rules()
    assert [task.queue for task in enqueued.take("drain")].count("dunning_dates") == 1
    lay_dates_again()
    lay_dates_again()
    stored = dates_laid.get("dates")
    assert stored
    assert (stored.value.finished, stored.value.cursor) == (True, "PLG-00003-1_2026-12")
    assert {owing.bill(f"PLG-0000{number}-1_2026-12").next_dunning_on for number in range(1, 4)} == {after(7)}


def test_rules_that_are_not_sent_stay(owing: Collections) -> None:
    owing.set(late_fee=LateFee(amount=1_000), follow_opening_bills=True)
    sent = SettingsChanges.model_validate({"billing": {"due_days": 5, "ladder": [{"day": 1, "action": "suspend"}]}})
    now = change_settings(sent, KAMIL).billing
    assert (now.due_days, [step.day for step in now.ladder]) == (5, [1])
    assert (now.late_fee, now.follow_opening_bills, now.suspension) == (LateFee(amount=1_000), True, ANY_HOUR)

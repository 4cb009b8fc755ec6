"""Runs, through the real Firestore: everything once, however often and however broken off."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.billing.issue_invoices import issue_slice
from shared.billing.models import SLICES, RunView
from shared.billing.preview_run import preview_run
from shared.billing.read_run import read_run
from shared.billing.repository import invoices, ledger
from shared.billing.start_run import start_run
from shared.core import clock
from shared.core.errors import Invalid
from shared.core.firestore import Commit
from shared.customers.models import Customer, Subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.repository import messages
from tests.cast import KAMIL, RUMAH_20, TODAY, customer, subscribed
from tests.conftest import Enqueued

ON = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _november(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.commit()


def keep(*pairs: tuple[Customer, Subscription]) -> None:
    for start in range(0, len(pairs), 100):
        commit = Commit()
        for owner, line in pairs[start : start + 100]:
            if owner:
                commit.put(customers, owner)
            commit.create(subscriptions, line)
        commit.commit()


def people(count: int, **more: Any) -> list[tuple[Customer, Subscription]]:
    return [subscribed(customer(number), **more) for number in range(1, count + 1)]


def run(on: date = ON) -> RunView:
    started = start_run(on, KAMIL.id)
    for number in range(SLICES):
        issue_slice(started.id, number)
    return read_run(started.id)


def books() -> tuple[list[str], dict[str, int], list[str]]:
    """Invoice ids, balances by customer, message ids: what must be the same however it came about."""
    return (
        sorted(stored.value.id for stored in invoices.find()),
        {stored.value.id: stored.value.balance for stored in customers.find()},
        sorted(stored.value.id for stored in messages.find()),
    )


def test_everybody_gets_one_invoice_one_entry_and_one_message() -> None:
    keep(*people(70))
    done = run()
    assert (done.status, done.due, done.created, done.total_amount) == ("done", 70, 70, 70 * 165_000)
    assert len(invoices.find()) == len(ledger.find()) == len(messages.find()) == 70


def test_a_second_run_finds_nothing() -> None:
    keep(*people(5))
    run()
    before = books()
    again = run()
    assert (again.id, again.due, again.created) == (f"{ON}.2", 0, 0)
    assert books() == before


def test_a_run_that_is_being_worked_on_is_joined() -> None:
    keep(*people(3))
    assert start_run(ON, KAMIL.id).id == start_run(ON, KAMIL.id).id


def test_asking_again_hands_on_the_slices_whose_tasks_were_lost(enqueued: Enqueued, monkeypatch: Any) -> None:
    keep(*people(40))
    run = start_run(ON, KAMIL.id)
    issue_slice(run.id, 0)
    enqueued.take("drain")
    start_run(ON, KAMIL.id)  # they may still be on their way
    assert enqueued.take("drain") == []
    later = clock.real() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "real", lambda: later)
    start_run(ON, KAMIL.id)
    assert {task.slice for task in enqueued.take("drain")} == set(range(1, SLICES))


def test_two_runs_at_once_share_the_work() -> None:
    keep(*people(40))
    first = start_run(ON, KAMIL.id)
    second = start_run(date(2026, 12, 2), KAMIL.id)
    for number in range(SLICES):
        issue_slice(second.id if number % 2 else first.id, number)
    for number in range(SLICES):
        issue_slice(first.id, number)
        issue_slice(second.id, number)
    assert len(invoices.find()) == 40
    assert read_run(first.id).created + read_run(second.id).created == 40


def test_the_preview_says_what_the_run_then_does() -> None:
    keep(*people(8), *[subscribed(customer(number), status="paused") for number in (20, 21)])
    keep(subscribed(customer(30), plan_id="tidak-ada"))
    said = preview_run(ON)
    done = run()
    assert (said.due, said.create, said.skip, said.fail) == (done.due, done.created, done.skipped, done.failed)
    assert said.total_amount == done.total_amount
    assert done.due == done.created + done.already + done.skipped + done.failed


def test_what_fails_is_named_and_tried_by_the_next_run() -> None:
    keep(subscribed(customer(1), plan_id="tidak-ada"), subscribed(customer(2)))
    done = run()
    assert [failure.code for failure in done.failures] == ["no_plan"]
    commit = Commit()
    commit.create(plans, RUMAH_20.model_copy(update={"id": "tidak-ada"}))
    commit.commit()
    assert run().created == 1


def test_a_customer_with_two_subscriptions_owes_both() -> None:
    owner, first = subscribed(customer(1))
    owner, second = subscribed(owner)
    keep((owner, first), (owner, second))
    run()
    assert books()[1] == {"PLG-00001": 330_000}


def test_a_month_whose_invoice_is_there_is_counted_and_passed_by() -> None:
    keep(*people(2))
    run()
    stored = subscriptions.get("PLG-00001-1")
    assert stored is not None
    commit = Commit()
    commit.update(subscriptions, stored, stored.value.model_copy(update={"next_invoice_on": ON}))
    commit.commit()
    again = run()
    assert (again.due, again.already, again.created) == (1, 1, 0)
    moved = subscriptions.get("PLG-00001-1")
    assert moved is not None
    assert moved.value.next_invoice_on == date(2027, 1, 1)


def test_a_customer_without_a_phone_is_billed_and_not_written_to() -> None:
    keep(subscribed(customer(1, phone=None)))
    assert run().created == 1
    assert messages.find() == []


def test_a_day_more_than_62_days_ahead_is_refused() -> None:
    with pytest.raises(Invalid):
        start_run(date(2027, 3, 1), KAMIL.id)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after_the_commit", [False, True])
def test_a_run_stopped_at_every_commit_ends_the_same(after_the_commit: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(*people(12), subscribed(customer(20), status="paused"))
    started = start_run(ON, KAMIL.id)
    commit, commits, kills = Commit.commit, 0, 0

    def killing(self: Commit) -> Any:
        # Each life makes one commit: it ends right after it, or right before the next.
        nonlocal commits
        commits += 1
        if not after_the_commit and commits == 2:
            raise Killed
        moment = commit(self)
        if after_the_commit:
            raise Killed
        return moment

    monkeypatch.setattr(Commit, "commit", killing)
    while read_run(started.id).status != "done":
        commits = 0
        try:
            for number in range(SLICES):
                issue_slice(started.id, number)
        except Killed:
            kills += 1
    assert kills >= SLICES
    ids, balances, sent = books()
    assert ids == [f"PLG-{number:05d}-1_2026-12" for number in range(1, 13)]
    assert sent == [f"{invoice_id}.issued" for invoice_id in ids]
    assert [balances[owner] for owner in sorted(balances)] == [165_000] * 12 + [0]
    assert read_run(started.id).created == 12

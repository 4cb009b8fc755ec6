"""What loses a race at its very end says 503 or nothing, never 500: found by the storm."""

from datetime import date, timedelta

import pytest

from shared.billing import issue_invoices
from shared.billing.repository import run_slices
from shared.billing.start_run import start_run
from shared.core import clock
from shared.core.errors import Busy
from shared.core.firestore import Commit
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.hold_outbox import lift_hold
from shared.messaging.models import Hold
from shared.messaging.repository import holds
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.conftest import Enqueued

NOT_HIS = 1  # a slice in which nobody is due


def test_two_messages_that_pass_lift_a_hold_once(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    commit = Commit()
    commit.create(holds, Hold(id="all", code=190, title="token", since=now, until=now + timedelta(seconds=9)))
    commit.commit()
    seen_by_both = holds.get("all")
    monkeypatch.setattr(type(holds), "get", lambda *_: seen_by_both)
    lift_hold("all")
    lift_hold("all")
    assert len(enqueued.take("drain")) == 1


def test_two_deliveries_of_the_same_slice_finish_it_once(
    db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, line = subscribed(customer(1))
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(customers, owner)
    commit.create(subscriptions, line)
    commit.commit()
    run = start_run(date(2026, 12, 1), KAMIL.id)
    find = issue_invoices.due_in_slice

    def overtaken(number: int, *told: object, **more: object) -> object:
        due = find(number, *told, **more)  # type: ignore[arg-type]
        monkeypatch.setattr(issue_invoices, "due_in_slice", find)
        issue_invoices.issue_slice(run.id, number)
        return due

    monkeypatch.setattr(issue_invoices, "due_in_slice", overtaken)
    with pytest.raises(Busy):
        issue_invoices.issue_slice(run.id, NOT_HIS)
    issue_invoices.issue_slice(run.id, NOT_HIS)
    assert [stored.value.finished for stored in run_slices.find() if stored.value.slice == NOT_HIS] == [True]

"""What waits too long is told by every sweep, in figures that alerts are measured by, and to no stranger."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.access.models import SYSTEM
from shared.billing.start_run import start_run
from shared.core import clock
from shared.core.firestore import Commit, operations
from shared.customers.repository import customers, subscriptions
from shared.messaging.models import Message
from shared.messaging.repository import messages
from shared.reports import read_standing as read_standing_module
from shared.reports.read_standing import confirm_answering, read_standing, tell_standing
from tests.cast import customer, subscribed
from tests.messaging.test_message_states import message

NOON = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
FOUR_IN_THE_MORNING = datetime(2026, 11, 30, 21, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon(db: None, enqueued: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(clock, "real", lambda: NOON)


def keep(*waiting: Message) -> None:
    commit = Commit()
    for one in waiting:
        commit.create(messages, one)
    commit.commit()


def due(number: int, minutes_ago: int, **more: Any) -> Message:
    told = {"id": f"m{number}", "send_after": NOON - timedelta(minutes=minutes_ago), "status": "queued", **more}
    return message().model_copy(update=told)


def test_nothing_waits_and_the_day_was_begun() -> None:
    start_run(clock.today(), SYSTEM)
    standing = read_standing()
    assert (standing.outbox_oldest_s, standing.run_oldest_s, standing.run_missing) == (0, 0, False)


def test_the_oldest_message_that_is_due_is_told_and_not_what_is_sent_or_for_later() -> None:
    keep(due(1, 7), due(2, 20), due(3, 600, status="sent"), due(4, -60))
    assert read_standing().outbox_oldest_s == 20 * 60


def test_a_run_that_is_not_finished_is_told_by_its_age(monkeypatch: pytest.MonkeyPatch) -> None:
    owner, line = subscribed(customer(1, "Budi"), next_invoice_on=clock.today())
    commit = Commit()
    commit.create(customers, owner)
    commit.create(subscriptions, line)
    commit.commit()
    start_run(clock.today(), SYSTEM)
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=2))
    assert read_standing().run_oldest_s == 7200


def test_a_day_without_its_run_is_told_from_six_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_standing().run_missing
    monkeypatch.setattr(clock, "now", lambda: FOUR_IN_THE_MORNING)
    assert not read_standing().run_missing


def test_a_sweep_tells_it_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    keep(due(1, 5))
    tell_standing()
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {key: line[key] for key in ("event", "outbox_oldest_s", "run_oldest_s", "run_missing")} == {
        "event": "standing", "outbox_oldest_s": 300, "run_oldest_s": 0, "run_missing": 1,
    }  # fmt: skip


def test_strangers_who_ask_again_and_again_cost_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_standing_module, "_answered", -1e9)
    before = operations.reads
    for _ in range(100):
        confirm_answering()
    assert operations.reads - before == 1

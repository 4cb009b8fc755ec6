"""When the provider refuses, through the real Firestore: what stands still, what goes on, and that nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest

from shared.clients.outgoing import Refused
from shared.core import clock
from shared.core.firestore import Commit
from shared.messaging.hold_outbox import put_on_hold, standing_holds, try_again_now
from shared.messaging.models import Hold, Message
from shared.messaging.read_health import read_health
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import holds, messages
from shared.messaging.send_message import send_message
from tests.cast import KAMIL
from tests.conftest import Enqueued
from tests.messaging.test_send_message import Provider, keep, provider

__all__ = ["provider"]
EXPIRED = Refused(190, "OAuthException")


def keep_many(count: int, name: str = "m", **more: Any) -> list[Message]:
    return [keep(f"{name}{number}", to=f"+62812{hash(name) % 1000:03}{number:05}", **more) for number in range(count)]


def deliver(enqueued: Enqueued) -> int:
    """Do what Cloud Tasks would, once over."""
    tasks = enqueued.take("send_message")
    for task in tasks:
        send_message(task.message_id)
    return len(tasks)


def statuses() -> dict[str, int]:
    counts: dict[str, int] = {}
    for stored in messages.find():
        counts[stored.value.status] = counts.get(stored.value.status, 0) + 1
    return counts


def move_clock(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + by)


def test_an_expired_token_stops_after_the_first_call_with_one_alert_and_loses_nothing(
    provider: Provider, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_many(100)
    calls = 0

    def refuse(_: Any) -> None:
        nonlocal calls
        calls += 1
        raise EXPIRED

    provider.script += [refuse] * 1000
    release_messages()
    assert deliver(enqueued) == 100
    assert calls == 1
    assert capsys.readouterr().out.count('"outbox_held"') == 1
    assert len(enqueued.take("drain")) == 1  # it is tried again by itself
    assert statuses() == {"queued": 100}
    assert read_health().status == "held"

    release_messages()  # too early: nothing is tried
    assert deliver(enqueued) == 0
    move_clock(monkeypatch, timedelta(minutes=6))
    release_messages()  # one is tried, and refused again
    assert (deliver(enqueued), calls) == (1, 2)
    assert capsys.readouterr().out.count('"outbox_held"') == 0

    provider.script.clear()  # the token is renewed
    move_clock(monkeypatch, timedelta(minutes=6))
    release_messages()
    assert deliver(enqueued) == 1
    assert standing_holds() == []
    assert [task.queue for task in enqueued.take("drain")][-1] == "messages"
    release_messages()
    deliver(enqueued)
    assert statuses() == {"sent": 100}
    assert len(set(provider.accepted)) == 100


def test_a_person_who_has_mended_it_need_not_wait(provider: Provider, enqueued: Enqueued) -> None:
    keep_many(3)
    put_on_hold("all", EXPIRED)
    release_messages()
    assert deliver(enqueued) == 0
    try_again_now("all", KAMIL)
    release_messages()
    assert deliver(enqueued) == 1
    release_messages()
    deliver(enqueued)
    assert statuses() == {"sent": 3}


def test_a_paused_template_stops_its_own_messages_only(provider: Provider, enqueued: Enqueued) -> None:
    keep_many(5, "paused")
    keep_many(5, "other", template="pengingat_hari_jatuh_tempo")

    def refuse(told: Any) -> None:
        if told.name == "tagihan_terbit":
            raise Refused(132015, "paused")

    provider.script += [refuse] * 20
    release_messages()
    deliver(enqueued)
    assert statuses() == {"queued": 5, "sent": 5}
    assert [hold.id for hold in standing_holds()] == ["template.tagihan_terbit"]
    release_messages()
    assert deliver(enqueued) == 0


def test_a_spam_limit_pauses_bulk_and_lets_answers_through(provider: Provider, enqueued: Enqueued) -> None:
    put_on_hold("bulk", Refused(131048, "spam rate limit"))
    keep_many(3, "bulk")
    keep_many(2, "answer", lane="now", priority=2)
    release_messages()
    deliver(enqueued)
    assert statuses() == {"queued": 3, "sent": 2}


def test_too_fast_alerts_nobody_and_is_tried_again_soon(
    provider: Provider, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_many(20)

    def refuse(_: Any) -> None:
        raise Refused(130429, "rate limit hit")

    for _ in range(3):
        provider.script.append(refuse)
        release_messages()
        deliver(enqueued)
        assert statuses() == {"queued": 20}
        enqueued.take("drain")
        move_clock(monkeypatch, timedelta(seconds=31))
    release_messages()
    assert deliver(enqueued) == 1
    release_messages()
    deliver(enqueued)
    assert statuses() == {"sent": 20}
    assert '"outbox_held"' not in capsys.readouterr().out


def test_many_refused_at_once_make_one_hold(provider: Provider) -> None:
    put_on_hold("all", EXPIRED)
    [first] = [stored.value for stored in holds.find()]
    put_on_hold("all", Refused(131042, "payment"))
    assert [stored.value for stored in holds.find()] == [first]


def test_a_hold_that_ended_without_a_try_does_not_end_by_itself(provider: Provider, enqueued: Enqueued) -> None:
    """Only a message that passes shows that the provider takes messages again."""
    keep_many(10)
    commit = Commit()
    past = clock.now() - timedelta(hours=1)
    commit.create(holds, Hold(id="all", code=190, title="", since=past, until=past))
    commit.commit()
    release_messages()
    assert len(enqueued.take("send_message")) == 1
    assert [hold.id for hold in standing_holds()] == ["all"]

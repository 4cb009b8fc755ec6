"""The owner is warned once of each cause, and once of its end."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.complaints.repository import outages
from shared.core import clock
from shared.core.firestore import Commit
from shared.messaging.models import Hold, HoldView, Message, OutboxHealth
from shared.messaging.repository import holds, messages
from shared.network.look_for_outages import look_again
from shared.network.models import Router
from shared.network.repository import routers
from shared.reports.alert_models import AlertChanges
from shared.reports.change_alerts import change_alert_rules, list_alerts
from shared.reports.find_troubles import Signals, SilentRouter, find_troubles
from shared.reports.models import Standing
from shared.reports.raise_alerts import raise_alerts
from shared.reports.read_standing import read_standing
from tests.cast import KAMIL, NOW
from tests.conftest import Enqueued

WELL = Signals(
    now=NOW,
    zone=ZoneInfo("Asia/Jakarta"),
    silent=[],
    standing=Standing(outbox_oldest_s=0, run_oldest_s=0, run_missing=False, at=NOW),
    outbox=OutboxHealth(status="ok", holds=[], queued=0, unknown=0, recipients_limit=2000, recipients_used=10),
    sent_a_while_ago=[],
    token_expires_on=None,
)


def held(hold_id: str = "all", code: int = 190) -> HoldView:
    return HoldView(
        id=hold_id, code=code, title="Session has expired", since=NOW, until=NOW, action="hold", reason="refused"
    )


def standing(**more: Any) -> Standing:
    return WELL.standing.model_copy(update=more)


def outbox(**more: Any) -> OutboxHealth:
    return WELL.outbox.model_copy(update=more)


@pytest.mark.parametrize(
    ("changes", "causes"),
    [
        ({}, []),
        ({"silent": [SilentRouter("rb-utara", "RB Utara", NOW)]}, ["router.rb-utara"]),
        ({"standing": standing(outbox_oldest_s=899)}, []),
        ({"standing": standing(outbox_oldest_s=900)}, ["outbox"]),
        ({"standing": standing(outbox_oldest_s=900), "outbox": outbox(holds=[held()])}, ["hold.all"]),
        ({"outbox": outbox(holds=[held("template.tagihan_terbit", 132015)])}, ["hold.template.tagihan_terbit"]),
        ({"standing": standing(run_missing=True)}, ["run.missing"]),
        ({"standing": standing(run_oldest_s=3600)}, ["run.slow"]),
        ({"sent_a_while_ago": ["sent"] * 4}, []),
        ({"sent_a_while_ago": ["sent"] * 5}, ["receipts"]),
        ({"sent_a_while_ago": ["sent"] * 5 + ["read"]}, []),
        ({"outbox": outbox(recipients_used=1799)}, []),
        ({"outbox": outbox(recipients_used=1800)}, ["quota"]),
        ({"token_expires_on": date(2026, 12, 1)}, []),
        ({"token_expires_on": date(2026, 11, 30)}, ["token"]),
        ({"token_expires_on": date(2026, 11, 1)}, ["token"]),
    ],
)
def test_what_is_wrong(changes: dict[str, Any], causes: list[str]) -> None:
    found = find_troubles(replace(WELL, **changes))
    assert sorted(found) == causes
    assert all(len(text.split()) <= 15 and "!" not in text for text in found.values())


@pytest.fixture
def time_of_day(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment it is, on both clocks; the last one counts."""
    moments, began = [NOW], clock.real()
    monkeypatch.setattr(clock, "now", lambda: moments[-1])
    monkeypatch.setattr(clock, "real", lambda: began + (moments[-1] - NOW))
    monkeypatch.setattr("shared.reports.read_standing.clock.today", lambda: date(2026, 11, 23))
    monkeypatch.setattr("shared.reports.read_standing._should_have_begun", lambda _now: False)
    return moments


def told() -> list[Message]:
    found = [stored.value for stored in messages.find() if stored.value.template == "peringatan_sistem"]
    return sorted(found, key=lambda message: (message.created_at, message.id))


def heard(at: datetime) -> None:
    """A report came in then."""
    stored, commit = routers.get("rb-utara"), Commit()
    router = Router(id="rb-utara", name="RB Utara", token_hash="x", created_at=NOW, heard_at=at)
    if stored:
        commit.update(routers, stored, router)
    else:
        commit.create(routers, router)
    commit.commit()


def went_out() -> None:
    commit = Commit()
    for stored in messages.find(("status", "==", "queued")):
        commit.update(messages, stored, stored.value.model_copy(update={"status": "sent"}))
    commit.commit()


def test_a_silent_router_is_one_warning_no_outage_and_one_end(time_of_day: list[datetime]) -> None:
    change_alert_rules(AlertChanges(phone="081200000002"), KAMIL)
    heard(NOW)
    for minutes in (2, 4):
        time_of_day.append(NOW + timedelta(minutes=minutes))
        raise_alerts(read_standing())
    assert told() == []
    for minutes in (6, 11, 16):
        time_of_day.append(NOW + timedelta(minutes=minutes))
        raise_alerts(read_standing())
        raise_alerts(read_standing())
        look_again()
    (begun,) = told()
    assert (begun.to, begun.lane, begun.customer_id) == ("+6281200000002", "now", "")
    assert begun.values["what"] == "Router RB Utara tidak melapor sejak 23 November 2026 pukul 10.00 WIB."
    assert outages.count() == 0
    went_out()
    time_of_day.append(NOW + timedelta(minutes=21))
    heard(time_of_day[-1])
    for _ in range(3):
        raise_alerts(read_standing())
    assert [(one.purpose, one.values["state"]) for one in told()] == [
        ("begun", "masih berlangsung"),
        ("over", "sudah pulih"),
    ]
    (alert,) = list_alerts()
    assert (alert.since, alert.ended_at) == (NOW + timedelta(minutes=6), time_of_day[-1])
    went_out()
    time_of_day.append(NOW + timedelta(minutes=40))
    raise_alerts(read_standing())
    assert [one.purpose for one in told()] == ["begun", "over", "begun"]


def test_a_warning_that_never_went_out_is_not_followed_by_its_end(time_of_day: list[datetime]) -> None:
    change_alert_rules(AlertChanges(phone="081200000002"), KAMIL)
    commit = Commit()
    commit.create(holds, Hold(id="all", code=190, title="Session has expired", since=NOW, until=NOW))
    commit.commit()
    raise_alerts(read_standing())
    (begun,) = told()
    assert begun.only_while
    assert begun.only_while.values == ["1.open"]
    stored, commit = holds.get("all"), Commit()
    assert stored
    commit.delete(holds, stored)
    commit.commit()
    raise_alerts(read_standing())
    assert told() == [begun]
    assert [alert.id for alert in list_alerts()] == ["hold.all"]


def test_without_a_number_it_is_on_the_health_page_only(time_of_day: list[datetime]) -> None:
    heard(NOW)
    time_of_day.append(NOW + timedelta(minutes=6))
    raise_alerts(read_standing())
    assert told() == []
    assert [(alert.id, alert.ended_at) for alert in list_alerts()] == [("router.rb-utara", None)]


def test_a_leap_of_the_sandbox_s_clock_is_no_silence(
    time_of_day: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(NOW)
    real = clock.real()
    time_of_day.append(NOW + timedelta(days=1))
    monkeypatch.setattr(clock, "real", lambda: real)
    raise_alerts(read_standing())
    assert list_alerts() == []

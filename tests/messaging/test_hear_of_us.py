"""What WhatsApp tells of our templates and our account, through the real Firestore, in any order and twice."""

from datetime import timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.clients import whatsapp_cloud
from shared.clients.outgoing import FreeMessage, Refused
from shared.core import clock
from shared.messaging.hear_of_account import UNLIMITED, limit_kept, limit_told
from shared.messaging.hold_outbox import standing_holds, try_again_now
from shared.messaging.models import MessagingRules
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import contacts, forget_rules, messaging_rules, messaging_settings, template_standings
from shared.messaging.send_message import send_message
from tests.cast import KAMIL, NOW
from tests.conftest import Enqueued
from tests.messaging.inbound_stand import BUDI, tell
from tests.messaging.test_hold_outbox import deliver, keep_many, move_clock, statuses
from tests.messaging.test_send_message import Provider, keep, provider, state

__all__ = ["provider"]
BILL = "tagihan_terbit"


def status(event: str, minute: int = 0, name: str = BILL) -> None:
    told = {"event": event, "message_template_name": name, "message_template_language": "id", "reason": "NONE"}
    tell("message_template_status_update", told, NOW + timedelta(minutes=minute))


def category(new: str, previous: str, minute: int = 0) -> None:
    told = {"message_template_name": BILL, "previous_category": previous, "new_category": new}
    tell("template_category_update", told, NOW + timedelta(minutes=minute))


def held() -> list[tuple[str, str]]:
    return [(hold.id, hold.reason) for hold in standing_holds()]


@pytest.mark.parametrize(
    ("event", "reason"), [("PAUSED", "paused"), ("DISABLED", "disabled"), ("REJECTED", "disabled")]
)
def test_a_template_that_may_not_be_sent_stands_still_until_it_is_approved(
    provider: Provider, enqueued: Enqueued, capsys: pytest.CaptureFixture[str], event: str, reason: str
) -> None:
    keep_many(3)
    status(event)
    status(event)
    assert held() == [(f"template.{BILL}", reason)]
    assert capsys.readouterr().out.count('"outbox_held"') == 1
    release_messages()
    assert deliver(enqueued) == 0
    status("APPROVED", 5)
    assert held() == []
    release_messages()
    assert deliver(enqueued) == 3
    assert statuses() == {"sent": 3}


def test_what_was_told_earlier_and_comes_later_changes_nothing(provider: Provider) -> None:
    status("APPROVED", 9)
    status("PAUSED", 5)
    assert held() == []
    status("PAUSED", 12)
    status("APPROVED", 10)
    assert held() == [(f"template.{BILL}", "paused")]


def test_a_template_paused_twice_is_held_twice(provider: Provider) -> None:
    for minute, event in enumerate(["PAUSED", "APPROVED", "PAUSED"]):
        status(event, minute)
    assert held() == [(f"template.{BILL}", "paused")]


def test_a_template_of_nobody_is_only_kept(provider: Provider) -> None:
    status("PAUSED", name="somebody_elses")
    assert (held(), template_standings.count()) == ([], 0)


def test_a_dearer_category_waits_for_a_person_and_tells_once(
    provider: Provider, enqueued: Enqueued, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_many(2)
    category("MARKETING", "UTILITY")
    category("MARKETING", "UTILITY")
    assert capsys.readouterr().out.count('"outbox_held"') == 1
    status("APPROVED", 3)
    release_messages()
    assert (held(), deliver(enqueued)) == ([(f"template.{BILL}", "dearer")], 0)
    try_again_now(f"template.{BILL}", KAMIL)
    release_messages()
    assert (deliver(enqueued), held()) == (1, [])
    move_clock(monkeypatch, timedelta(minutes=6))
    release_messages()
    deliver(enqueued)
    assert (held(), statuses()) == ([], {"sent": 2})


def test_a_category_that_is_no_dearer_holds_nothing_and_lifts_that_hold(provider: Provider) -> None:
    category("UTILITY", "MARKETING")
    assert held() == []
    category("MARKETING", "UTILITY", 1)
    category("UTILITY", "MARKETING", 2)
    assert held() == []


def test_a_held_template_s_words_still_go_free_inside_the_window(provider: Provider, monkeypatch: Any) -> None:
    sent: list[str] = []

    def take(told: FreeMessage) -> str:
        sent.append(told.to)
        return "wamid.f"

    monkeypatch.setattr(whatsapp_cloud, "send_free_form", take)
    status("PAUSED")
    tell("messages", {"messages": [{"id": "w", "from": "6281200000001", "type": "text", "text": {"body": "x"}}]})
    keep(to=BUDI)
    send_message("x.issued")
    assert (sent, state().status) == ([BUDI], "sent")


def test_an_alert_of_the_account_is_told_once(provider: Provider, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        tell("account_update", {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SPAM"}}, NOW)
        tell("account_update", {"event": "VERIFIED_ACCOUNT"}, NOW)
        tell("message_template_quality_update", {"message_template_name": BILL, "new_quality_score": "RED"}, NOW)
    out = capsys.readouterr().out
    assert (out.count("whatsapp_account_alert"), out.count("template_quality_low")) == (1, 1)


@pytest.mark.parametrize(
    ("value", "limit"),
    [
        ({"max_daily_conversations_per_business": "TIER_2K"}, 2_000),
        ({"max_daily_conversation_per_phone": 10_000}, 10_000),
        ({"max_daily_conversation_per_phone": -1}, UNLIMITED),
        ({"event": "UPGRADE", "current_limit": "TIER_UNLIMITED"}, UNLIMITED),
        ({"current_limit": "TIER_NOT_SET"}, None),
        ({"max_phone_numbers_per_business": 2}, None),
    ],
)
def test_a_limit_is_read_however_it_is_written(value: dict[str, Any], limit: int | None) -> None:
    assert limit_told(value) == limit


@pytest.mark.parametrize(
    ("ours", "before", "now", "kept"),
    [(250, 250, 2_000, 2_000), (100, 250, 2_000, 100), (2_000, 250, 1_000, 1_000), (2_000, 2_000, 250, 250)],
)
def test_the_setting_follows_the_limit_unless_the_owner_set_less(ours: int, before: int, now: int, kept: int) -> None:
    assert limit_kept(ours, before, now) == kept


def test_a_new_limit_becomes_the_setting_and_leaves_an_entry(provider: Provider) -> None:
    forget_rules()
    tell("business_capability_update", {"max_daily_conversations_per_business": "TIER_2K"}, NOW)
    tell("business_capability_update", {"max_daily_conversations_per_business": "TIER_250"}, NOW - timedelta(days=1))
    stored = messaging_settings.get("messaging")
    assert stored is not None
    assert (stored.value.daily_recipients, messaging_rules().daily_recipients) == (2_000, 2_000)
    assert [entry.value.what for entry in entries.find()] == ["limit_changed"]
    assert isinstance(stored.value, MessagingRules)


def preference(value: str, minute: int) -> None:
    at = str(int((clock.now() - timedelta(minutes=60 - minute)).timestamp()))
    told = {"wa_id": BUDI.lstrip("+"), "category": "marketing_messages", "value": value, "timestamp": at}
    tell("user_preferences", {"user_preferences": [told]})


def test_who_wants_no_marketing_gets_none_whatever_order_it_is_told_in(provider: Provider) -> None:
    preference("stop", 10)
    preference("resume", 5)
    keep("ad", to=BUDI, template="promosi_uji")
    [contact] = contacts.find()
    assert contact.value.no_broadcasts
    preference("resume", 20)
    [contact] = contacts.find()
    assert not contact.value.no_broadcasts


def test_a_refusal_s_hold_is_lifted_by_approval_too(provider: Provider, enqueued: Enqueued) -> None:
    provider.fails_with(Refused(132015, "paused"))
    keep()
    send_message("x.issued")
    assert held() == [(f"template.{BILL}", "refused")]
    status("APPROVED", 1)
    assert held() == []
    release_messages()
    deliver(enqueued)
    assert state().status == "sent"

"""Releasing within the quota of recipients and outside the quiet hours, through the real Firestore."""

from datetime import UTC, datetime, time, timedelta

import pytest

from shared.access.models import Caller
from shared.core import clock
from shared.core.firestore import Commit
from shared.messaging.models import MessagingRules
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import forget_rules, messages, messaging_settings, queue_message
from shared.messaging.resend_message import resend_message
from shared.messaging.send_message import send_message
from tests.conftest import Enqueued
from tests.messaging.test_hold_outbox import deliver, keep_many, statuses
from tests.messaging.test_message_states import message
from tests.messaging.test_send_message import Provider, change, keep, provider, state

__all__ = ["provider"]
FITRI = Caller(id="fitri", role="cashier")


class Time:
    """The provider's clock, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
        self.now = now
        monkeypatch.setattr(clock, "now", lambda: self.now)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch, datetime(2027, 1, 4, 3, 0, tzinfo=UTC))  # Monday 10.00 WIB


def set_rules(rules: MessagingRules) -> None:
    commit = Commit()
    commit.put(messaging_settings, rules)
    commit.commit()
    forget_rules()


def test_what_exceeds_the_quota_goes_on_the_following_days_in_order(
    provider: Provider, enqueued: Enqueued, moment: Time
) -> None:
    set_rules(MessagingRules(daily_recipients=20, quiet_from=None, quiet_until=None))
    for number in range(50):
        keep(f"m{number:02}", to=f"+62812000000{number:02}", send_after=moment.now + timedelta(seconds=number - 100))
    sent_per_day = []
    for _ in range(4):
        release_messages()
        before = len(provider.accepted)
        deliver(enqueued)
        sent_per_day.append(len(provider.accepted) - before)
        release_messages()
        assert deliver(enqueued) == 0  # nothing more on the same day
        moment.now += timedelta(hours=24, seconds=1)
    assert sent_per_day == [19, 19, 12, 0]
    assert provider.accepted == [f"m{number:02}.issued" for number in range(50)]


def test_a_code_still_goes_when_bulk_has_used_its_share(provider: Provider, enqueued: Enqueued, moment: Time) -> None:
    set_rules(MessagingRules(daily_recipients=20, quiet_from=None, quiet_until=None))
    keep_many(30, "bulk", send_after=moment.now)
    keep_many(1, "code", lane="now", priority=1, template="kode_masuk", send_after=moment.now)
    release_messages()
    deliver(enqueued)
    assert "code0.issued" in provider.accepted
    assert statuses() == {"sent": 20 - 1, "queued": 12}


def test_a_second_message_to_the_same_people_uses_no_more_quota(
    provider: Provider, enqueued: Enqueued, moment: Time
) -> None:
    set_rules(MessagingRules(daily_recipients=20, quiet_from=None, quiet_until=None))
    for name in ("first", "again"):
        for number in range(19):
            keep(f"{name}{number}", to=f"+62812000000{number:02}", send_after=moment.now)
        release_messages()
        deliver(enqueued)
    assert statuses() == {"sent": 38}


def test_bills_made_at_night_wait_for_the_morning_and_codes_do_not(
    provider: Provider, enqueued: Enqueued, moment: Time
) -> None:
    set_rules(MessagingRules(daily_recipients=1000, quiet_from=time(20), quiet_until=time(7)))
    moment.now = datetime(2027, 1, 3, 22, 0, tzinfo=UTC)  # 05.00 WIB
    commit = Commit()
    for name, lane in (("bill", "bulk"), ("code", "now")):
        made = message("queued").model_copy(
            update={"id": f"{name}.issued", "cause": name, "lane": lane, "send_after": moment.now}
        )
        queue_message(commit, made)
    commit.commit()
    keep("put_in_by_hand", to="+6281200000007", send_after=moment.now)
    release_messages()
    deliver(enqueued)
    assert provider.accepted == ["code.issued"]
    moment.now = datetime(2027, 1, 4, 0, 0, 1, tzinfo=UTC)
    release_messages()
    deliver(enqueued)
    assert set(provider.accepted) == {"code.issued", "bill.issued", "put_in_by_hand.issued"}


def test_what_stays_unknown_is_sent_again_by_one_tap_and_once(provider: Provider, enqueued: Enqueued) -> None:
    keep()
    change("x", status="unknown", called_at=clock.real())
    first = resend_message("x.issued", FITRI)
    again = resend_message("x.issued", FITRI)
    assert first.id == again.id == "x~2.issued"
    send_message(first.id)
    assert (provider.accepted, state().status) == (["x~2.issued"], "unknown")
    assert messages.count() == 2

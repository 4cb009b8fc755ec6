"""What only its receiver may read, through the real Firestore: it goes out, it goes away, it is never late."""

from datetime import timedelta

import pytest

from shared.clients.outgoing import Refused, TemplateMessage, Unclear
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit
from shared.messaging import message_secrets as secrets_of_messages
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.message_secrets import queue_secret_message
from shared.messaging.models import Message, MessageQuery, MessageSecret, Receipt
from shared.messaging.read_messages import list_messages
from shared.messaging.repository import message_secrets, messages
from shared.messaging.resend_message import resend_message
from shared.messaging.send_message import send_message
from tests.cast import KAMIL
from tests.conftest import Enqueued
from tests.messaging.test_message_states import message
from tests.messaging.test_send_message import Provider, provider

__all__ = ["provider"]
CODE = "482913"


@pytest.fixture
def heard(provider: Provider) -> list[TemplateMessage]:
    """What reached the provider, word for word."""
    told: list[TemplateMessage] = []
    provider.script = [told.append for _ in range(9)]
    return told


def queued(lives: timedelta = timedelta(minutes=5)) -> Message:
    now = clock.now()
    made = message("queued").model_copy(
        update={
            "id": "login.x.code",
            "purpose": "code",
            "template": "kode_masuk",
            "lane": "now",
            "send_after": now,
            "created_at": now,
            "expires_at": now + lives,
            "has_secret": True,
            "values": {"code": "••••••"},
        }
    )
    secret = MessageSecret(id=made.id, values={"code": CODE}, button_values={"0": CODE}, expires_at=now + lives)
    commit = Commit()
    queue_secret_message(commit, made, secret)
    commit.commit()
    return made


def status_of(one: Message) -> str:
    stored = messages.get(one.id)
    assert stored is not None
    assert CODE not in str(stored.document)
    return stored.value.status


def test_the_code_goes_out_and_is_gone_with_the_commit_that_says_so(heard: list[TemplateMessage]) -> None:
    one = queued()
    send_message(one.id)
    assert [(told.body, told.buttons) for told in heard] == [([CODE], {"0": CODE})]
    assert status_of(one) == "sent"
    assert message_secrets.get(one.id) is None


def test_the_outbox_never_shows_it(provider: Provider) -> None:
    queued()
    (view,) = list_messages(MessageQuery()).items
    assert CODE not in view.model_dump_json()
    assert view.text.startswith("*••••••* adalah kode")


def test_a_late_code_is_cancelled_and_not_sent(heard: list[TemplateMessage]) -> None:
    one = queued(lives=timedelta(seconds=-1))
    send_message(one.id)
    assert heard == []
    assert status_of(one) == "cancelled"
    assert message_secrets.get(one.id) is None


def test_a_refused_code_is_gone_too(provider: Provider) -> None:
    one = queued()
    provider.fails_with(Refused(131026, "undeliverable"))
    send_message(one.id)
    assert status_of(one) == "failed"
    assert message_secrets.get(one.id) is None
    with pytest.raises(Conflict):
        resend_message(one.id, KAMIL)


def test_a_code_that_may_not_have_come_through_goes_again(
    provider: Provider, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets_of_messages, "REPEATED_AFTER", timedelta(0))
    one = queued()
    for _ in range(6):
        provider.fails_with(Unclear())
    for _ in range(6):
        send_message(one.id)
    assert len(provider.script) == 2, "four attempts at most"
    assert status_of(one) == "unknown"
    assert message_secrets.get(one.id) is not None


def test_a_receipt_ends_the_waiting_for_an_unclear_code(provider: Provider, enqueued: Enqueued) -> None:
    one = queued()
    provider.fails_with(Unclear(), accepted=True)
    send_message(one.id)
    apply_receipt(
        Receipt(message_id=one.id, provider="whatsapp_cloud", provider_id="w", status="delivered", at=clock.now())
    )
    assert status_of(one) == "delivered"
    assert message_secrets.get(one.id) is None
    send_message(one.id)
    assert provider.accepted == [one.id]


def test_an_unclear_code_that_is_over_has_failed(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    one = queued()
    provider.fails_with(Unclear())
    send_message(one.id)
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr("shared.core.clock.now", lambda: later)
    send_message(one.id)
    assert status_of(one) == "failed"
    assert message_secrets.get(one.id) is None


def test_a_message_whose_secret_is_gone_is_cancelled(heard: list[TemplateMessage]) -> None:
    one = queued()
    stored = message_secrets.get(one.id)
    assert stored is not None
    commit = Commit()
    commit.delete(message_secrets, stored)
    commit.commit()
    send_message(one.id)
    assert heard == []
    assert status_of(one) == "cancelled"

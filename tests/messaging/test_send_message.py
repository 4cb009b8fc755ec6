"""Sending, through the real Firestore; the provider is a stand-in that accepts, refuses or falls silent on demand."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

import pytest

from shared.billing.models import Invoice
from shared.billing.repository import invoices
from shared.clients import whatsapp_cloud
from shared.clients.outgoing import NotReached, Refused, TemplateMessage, Unclear
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Busy
from shared.core.firestore import Commit
from shared.messaging import spacing
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.contacts import change_contact
from shared.messaging.models import Message, OnlyWhile, Receipt
from shared.messaging.read_webhook import receipt_from
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import messages, receipts, release_states
from shared.messaging.requeue_messages import requeue_messages
from shared.messaging.send_message import send_message
from shared.messaging.whatsapp_webhook import take_in
from tests.cast import NOW, TODAY
from tests.conftest import Enqueued
from tests.messaging.test_message_states import message

INVOICE = Invoice(
    id="PLG-00001-1_2026-12",
    number="INV-202612-00001-1",
    kind="period",
    customer_id="PLG-00001",
    customer_name="Budi Raharjo",
    subscription_id="PLG-00001-1",
    period="2026-12",
    billed_on=TODAY,
    issued_on=TODAY,
    issued_at=NOW,
    due_on=TODAY,
    lines=[],
    total=165_000,
    status="open",
    shard=1,
)


class Provider:
    """What Meta did with each call; by default it accepts."""

    def __init__(self) -> None:
        self.accepted: list[str] = []
        self.script: list[Callable[[TemplateMessage], None]] = []

    def __call__(self, told: TemplateMessage) -> str:
        if self.script:
            self.script.pop(0)(told)
        self.accepted.append(told.callback_data)
        return f"wamid.{len(self.accepted)}"

    def fails_with(self, error: Exception, *, accepted: bool = False) -> None:
        def fail(told: TemplateMessage) -> None:
            if accepted:
                self.accepted.append(told.callback_data)
            raise error

        self.script.append(fail)


@pytest.fixture
def provider(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Provider:
    meta = Provider()
    monkeypatch.setattr(whatsapp_cloud, "send_template", meta)
    monkeypatch.setenv("WHATSAPP_UNKNOWN_WAIT_S", "0")
    monkeypatch.setenv("WHATSAPP_LEASE_S", "30")
    monkeypatch.setattr(spacing, "EVERY", timedelta(0))
    return meta


def keep(name: str = "x", **more: Any) -> Message:
    one = message("queued").model_copy(update={"id": f"{name}.issued", "cause": name, **more})
    commit = Commit()
    commit.create(messages, one)
    commit.commit()
    return one


def state(name: str = "x") -> Message:
    stored = messages.get(f"{name}.issued")
    assert stored is not None
    return stored.value


def change(name: str, **changes: Any) -> None:
    stored = messages.get(f"{name}.issued")
    assert stored is not None
    commit = Commit()
    commit.update(messages, stored, stored.value.model_copy(update=changes))
    commit.commit()


def delivered(name: str, provider_id: str) -> None:
    """Meta tells that it was sent and that it arrived."""
    told("sent", name, provider_id)
    told("delivered", name, provider_id)


def told(status: Literal["sent", "delivered", "read"], name: str, provider_id: str) -> None:
    apply_receipt(
        Receipt(message_id=f"{name}.issued", provider="whatsapp_cloud", provider_id=provider_id, status=status, at=NOW)
    )


def test_a_message_is_sent_once_however_often_its_task_comes(provider: Provider) -> None:
    keep()
    send_message("x.issued")
    send_message("x.issued")
    assert provider.accepted == ["x.issued"]
    assert (state().status, state().provider_id) == ("sent", "wamid.1")


def test_whoever_finds_the_lease_taken_comes_again_later(provider: Provider) -> None:
    keep(status="sending", lease_until=clock.real() + timedelta(seconds=30))
    with pytest.raises(Busy):
        send_message("x.issued")
    assert provider.accepted == []


def test_the_void_invoice_s_message_is_not_sent(provider: Provider) -> None:
    commit = Commit()
    commit.create(invoices, INVOICE.model_copy(update={"status": "void"}))
    commit.commit()
    keep(only_while=OnlyWhile(document=f"invoices/{INVOICE.id}", field="status", values=["open", "paid"]))
    send_message("x.issued")
    assert (provider.accepted, state().status) == ([], "cancelled")


def test_an_invoice_voided_between_reading_and_leasing_stops_its_message(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Commit()
    commit.create(invoices, INVOICE)
    commit.commit()
    keep(only_while=OnlyWhile(document=f"invoices/{INVOICE.id}", field="status", values=["open", "paid"]))
    verify = Commit.verify

    def voided_just_then(self: Commit, collection: Any, before: Any) -> None:
        verify(self, collection, before)
        monkeypatch.setattr(Commit, "verify", verify)
        stored = invoices.get(INVOICE.id)
        assert stored is not None
        other = Commit()
        other.update(invoices, stored, stored.value.model_copy(update={"status": "void"}))
        other.commit()

    monkeypatch.setattr(Commit, "verify", voided_just_then)
    send_message("x.issued")
    assert (provider.accepted, state().status) == ([], "cancelled")


def test_a_silent_provider_leaves_it_unknown_until_its_receipt(provider: Provider) -> None:
    keep()
    provider.fails_with(Unclear(), accepted=True)
    send_message("x.issued")
    assert state().status == "unknown"
    delivered("x", "wamid.9")
    send_message("x.issued")
    assert (provider.accepted, state().status) == (["x.issued"], "delivered")


def test_silence_about_it_while_later_calls_are_receipted_means_it_goes_again(provider: Provider) -> None:
    keep()
    provider.fails_with(Unclear())
    send_message("x.issued")
    send_message("x.issued")
    assert (provider.accepted, state().status) == ([], "unknown")  # nothing can be concluded yet
    keep("later")
    send_message("later.issued")
    delivered("later", "wamid.1")
    send_message("x.issued")
    assert provider.accepted == ["later.issued", "x.issued"]


def test_where_receipts_get_lost_nothing_is_concluded_from_one_that_did_not_come(provider: Provider) -> None:
    for name in ("x", "heard", "half"):
        keep(name)
    provider.fails_with(Unclear(), accepted=True)
    for name in ("x", "heard", "half"):
        send_message(f"{name}.issued")
    delivered("heard", "wamid.2")
    told("delivered", "half", "wamid.3")  # its `sent` was lost, as x's may be
    send_message("x.issued")
    assert (provider.accepted.count("x.issued"), state().status) == (1, "unknown")


def test_a_later_message_to_a_phone_that_is_off_shows_as_well_that_receipts_come(provider: Provider) -> None:
    keep()
    provider.fails_with(Unclear())
    send_message("x.issued")
    keep("off")
    send_message("off.issued")
    told("sent", "off", "wamid.1")
    send_message("x.issued")
    assert provider.accepted == ["off.issued", "x.issued"]


def test_a_lease_that_ran_out_is_unknown_and_looked_at_again(provider: Provider, enqueued: Enqueued) -> None:
    keep(status="sending", lease_until=NOW - timedelta(days=9999), called_at=NOW - timedelta(days=9999))
    send_message("x.issued")
    assert state().status == "unknown"
    assert [task.message_id for task in enqueued.take("send_message")] == ["x.issued"]


def test_a_refusal_for_good_is_a_failure_with_meta_s_code(provider: Provider) -> None:
    keep()
    provider.fails_with(Refused(131026, "undeliverable"))
    send_message("x.issued")
    failure = state().failure
    assert (state().status, failure.code if failure else None) == ("failed", 131026)


@pytest.mark.parametrize("error", [Refused(131000, "temporary"), Refused(131056, "pair rate"), NotReached()])
def test_what_passes_by_is_tried_again(provider: Provider, enqueued: Enqueued, error: Exception) -> None:
    keep()
    provider.fails_with(error)
    send_message("x.issued")
    assert state().status == "released"
    assert [task.message_id for task in enqueued.take("send_message")] == ["x.issued"]
    change_contact(state().to, lambda one: one.model_copy(update={"paced_until": None}))
    send_message("x.issued")
    assert provider.accepted == ["x.issued"]


def test_a_receipt_before_the_answer_is_not_undone_by_it(provider: Provider) -> None:
    keep()
    provider.script.append(lambda told: delivered("x", "wamid.1"))
    send_message("x.issued")
    assert (state().status, state().provider_id) == ("delivered", "wamid.1")


def test_a_receipt_for_nobody_is_parked(provider: Provider) -> None:
    told("delivered", "nobody", "wamid.7")
    assert [stored.value.status for stored in receipts.find()] == ["delivered"]


def test_one_broken_element_costs_no_other(provider: Provider) -> None:
    keep()
    good = {"id": "wamid.1", "status": "read", "timestamp": "1795400000", "biz_opaque_callback_data": "x.issued"}
    broken = [{}, {"id": 1, "status": "danced", "timestamp": "x"}, {"id": "2", "status": "sent", "timestamp": None}]
    inbound = {"id": "wamid.in", "type": "text"}
    value = {"statuses": [*broken, good], "messages": [inbound, inbound]}
    take_in({"entry": [{"changes": [{"value": None}, {"value": value, "field": "messages"}]}, "x", {"changes": 5}]})
    assert state().status == "read"


def test_a_receipt_keeps_meta_s_error_code() -> None:
    status = {"id": "w", "status": "failed", "timestamp": "1795400000", "errors": [{"code": 131047, "title": "late"}]}
    failure = receipt_from(status).failure
    assert failure is not None
    assert failure.code == 131047


def test_release_hands_each_message_on_once(provider: Provider, enqueued: Enqueued) -> None:
    for number in range(130):
        keep(f"m{number}")
    keep("tomorrow", send_after=clock.now() + timedelta(days=1))
    release_messages()
    assert len({task.message_id for task in enqueued.take("send_message")}) == 130
    release_messages()
    assert enqueued.take("send_message") == []
    assert state("tomorrow").status == "queued"


def test_a_release_that_died_is_taken_over(provider: Provider, enqueued: Enqueued, monkeypatch: Any) -> None:
    keep()

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("shared.messaging.release_messages.enqueue_all", die)
        with pytest.raises(KeyboardInterrupt):
            release_messages()
    with pytest.raises(Busy):
        release_messages()  # it might still be alive
    stored = release_states.get("release")
    assert stored is not None
    commit = Commit()
    old = stored.value.model_copy(update={"moved_at": clock.real() - timedelta(minutes=1)})
    commit.update(release_states, stored, old)
    commit.commit()
    release_messages()
    assert [task.message_id for task in enqueued.take("send_message")] == ["x.issued"]


def test_the_sweep_finds_what_a_crash_left(provider: Provider, enqueued: Enqueued) -> None:
    long_ago = clock.real() - timedelta(hours=1)
    keep("queued", send_after=long_ago)
    keep("released", status="released", released_at=long_ago)
    keep("leased", status="sending", lease_until=long_ago)
    keep("fresh", status="released", released_at=clock.real())
    requeue_messages()
    assert {task.message_id for task in enqueued.take("send_message")} == {"released.issued", "leased.issued"}
    assert [task.queue for task in enqueued.take("drain")] == ["messages"]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after_the_commit", [False, True])
def test_a_send_stopped_at_every_commit_reaches_the_customer_once(
    provider: Provider, after_the_commit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after every commit, or before every second: with receipts, one message is at the phone."""
    keep()
    monkeypatch.setenv("WHATSAPP_LEASE_S", "0")
    settings.cache_clear()
    commit, commits = Commit.commit, 0

    def killing(self: Commit) -> Any:
        nonlocal commits
        commits += 1
        if not after_the_commit and commits == 2:
            raise Killed
        moment = commit(self)
        if after_the_commit:
            raise Killed
        return moment

    for _life in range(6):
        commits = 0
        monkeypatch.setattr(Commit, "commit", killing)
        try:
            send_message("x.issued")
        except Killed:
            pass
        finally:
            monkeypatch.setattr(Commit, "commit", commit)
        if provider.accepted:  # Meta tells of what it has accepted
            delivered("x", "wamid.1")
    if not provider.accepted:  # never called: it rests as unknown until later calls are receipted
        keep("later")
        send_message("later.issued")
        delivered("later", "wamid.1")
        send_message("x.issued")
    assert provider.accepted.count("x.issued") == 1
    assert json.loads(state().model_dump_json())["status"] in ("sent", "delivered")

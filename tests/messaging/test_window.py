"""Inside a person's 24-hour window a message goes free-form with buttons, outside it as a template."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.clients import whatsapp_cloud
from shared.clients.outgoing import FreeMessage, Refused, TemplateMessage
from shared.clients.whatsapp_cloud import free_form_body
from shared.core import clock
from shared.core.firestore import Commit
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.contacts import contact_id_of, find_contact
from shared.messaging.know_sender import add_inbound
from shared.messaging.models import Attachment, Contact, MessageFailure, Receipt
from shared.messaging.repository import contacts, inbound, messages
from shared.messaging.send_message import send_message
from shared.messaging.whatsapp_webhook import take_in
from tests.conftest import Enqueued
from tests.messaging.test_send_message import Provider, keep, provider, state

__all__ = ["provider"]
BUDI = "+6281200000001"


class Free:
    """What was asked of the provider free-form."""

    def __init__(self) -> None:
        self.told: list[FreeMessage] = []
        self.error: Exception | None = None

    def __call__(self, told: FreeMessage) -> str:
        if self.error:
            error, self.error = self.error, None
            raise error
        self.told.append(told)
        return f"wamid.free.{len(self.told)}"


@pytest.fixture
def free(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Free:
    meta = Free()
    monkeypatch.setattr(whatsapp_cloud, "send_free_form", meta)
    return meta


def wrote(ago: timedelta, phone: str | None = BUDI, bsuid: str | None = None) -> None:
    commit = Commit()
    add_inbound(commit, phone, bsuid, clock.now() - ago)
    commit.commit()


def contact() -> Contact:
    stored = contacts.get(contact_id_of(BUDI))
    assert stored is not None
    return stored.value


@pytest.mark.parametrize(
    ("ago", "form"),
    [
        (timedelta(minutes=1), "free"),
        (timedelta(hours=23, minutes=58), "free"),
        (timedelta(hours=23, minutes=59, seconds=30), "template"),  # it might reach Meta too late
        (timedelta(hours=24, seconds=1), "template"),
        (None, "template"),
    ],
)
def test_the_form_follows_the_window(provider: Provider, free: Free, ago: timedelta | None, form: str) -> None:
    if ago:
        wrote(ago)
    keep()
    send_message("x.issued")
    assert (state().form, len(free.told), len(provider.accepted)) == (form, form == "free", form == "template")
    assert state().category == ("service" if form == "free" else "utility")


def test_a_code_is_always_a_template(provider: Provider, free: Free) -> None:
    wrote(timedelta(minutes=1))
    keep(template="kode_masuk")
    send_message("x.issued")
    assert (state().form, free.told) == ("template", [])


def test_only_a_template_outside_the_window_uses_the_quota(provider: Provider, free: Free) -> None:
    wrote(timedelta(minutes=1))
    keep()
    send_message("x.issued")
    assert contact().opened_at is None
    keep("stranger", to="+6281200000009")
    send_message("stranger.issued")
    assert contacts.count(("opened_at", ">", clock.now() - timedelta(hours=24))) == 1


def test_a_bill_keeps_its_paper_and_its_link(provider: Provider, free: Free) -> None:
    wrote(timedelta(minutes=1))
    keep(attachment=Attachment(path="/api/pay/t/pdf", filename="INV.pdf"), button_values={"0": "tok"})
    send_message("x.issued")
    body = free_form_body(free.told[0])["interactive"]
    assert body["type"] == "cta_url"
    assert body["header"]["document"] == {"link": "http://localhost:8080/api/pay/t/pdf", "filename": "INV.pdf"}
    assert body["action"]["parameters"] == {"display_text": "Lihat tagihan", "url": "http://localhost:8080/t/tok"}


def test_replies_become_buttons_and_nothing_at_all_becomes_text(provider: Provider, free: Free) -> None:
    wrote(timedelta(minutes=1))
    keep("a", template="layanan_aktif_kembali")
    keep("b", template="gangguan_area")
    send_message("a.issued")
    send_message("b.issued")
    buttons, text = (free_form_body(told) for told in free.told)
    titles = [button["reply"]["title"] for button in buttons["interactive"]["action"]["buttons"]]
    assert titles == ["Sudah tersambung", "Masih terganggu"]
    assert text["type"] == "text"


def test_a_closed_window_refused_at_once_goes_as_a_template(provider: Provider, free: Free, enqueued: Enqueued) -> None:
    wrote(timedelta(minutes=1))
    keep()
    free.error = Refused(131047, "re-engagement")
    send_message("x.issued")
    assert state().status == "released"
    send_message("x.issued")
    assert (provider.accepted, state().form) == (["x.issued"], "template")


def test_a_closed_window_told_afterwards_goes_as_a_template_once(
    provider: Provider, free: Free, enqueued: Enqueued
) -> None:
    wrote(timedelta(minutes=1))
    keep()
    send_message("x.issued")
    failed = Receipt(
        message_id="x.issued",
        provider="whatsapp_cloud",
        provider_id="wamid.free.1",
        status="failed",
        at=clock.now(),
        failure=MessageFailure(code=131047, title="Re-engagement message"),
    )
    apply_receipt(failed)
    apply_receipt(failed)
    assert (state().status, state().resent_as) == ("failed", "x~2.issued")
    assert [task.message_id for task in enqueued.take("send_message")] == ["x~2.issued"]
    send_message("x~2.issued")
    assert provider.accepted == ["x~2.issued"]
    assert messages.count() == 2


def test_a_paper_that_could_not_be_fetched_goes_again_a_few_times(provider: Provider, enqueued: Enqueued) -> None:
    keep()
    message_id, said = "x.issued", []
    while message_id:
        send_message(message_id)
        said.append(message_id)
        failed = Receipt(
            message_id=message_id,
            provider="whatsapp_cloud",
            provider_id=f"wamid.{len(said)}",
            status="failed",
            at=clock.now(),
            failure=MessageFailure(code=131053, title="Media upload error"),
        )
        apply_receipt(failed)
        apply_receipt(failed)
        message_id = "".join(task.message_id for task in enqueued.take("send_message"))
    assert said == provider.accepted == ["x.issued", "x~2.issued", "x~3.issued", "x~4.issued"]
    last = messages.get(said[-1])
    assert last
    assert (last.value.status, last.value.resent_as) == ("failed", None)


def test_what_comes_in_opens_the_window_whoever_tells_of_it(provider: Provider) -> None:
    def arrives(number: int, **who: Any) -> None:
        stamp = str(int(datetime.now(UTC).timestamp()))
        message = {"id": f"wamid.in{number}", "type": "text", "timestamp": stamp, **who}
        take_in({"entry": [{"changes": [{"field": "messages", "value": {"messages": [message]}}]}]})

    arrives(1, **{"from": BUDI.lstrip("+"), "from_user_id": "ID.budi"})
    first = contact()
    assert first.last_inbound_at is not None
    arrives(2, from_user_id="ID.budi")
    stored = find_contact(None, "ID.budi")
    assert stored is not None
    assert stored.value.id == first.id
    arrives(3, from_user_id="ID.stranger")
    assert find_contact(None, "ID.stranger") is not None


def test_the_provider_is_called_with_a_template_by_its_own_name(provider: Provider) -> None:
    seen: list[TemplateMessage] = []
    provider.script.append(seen.append)
    keep()
    send_message("x.issued")
    assert seen[0].name == "tagihan_terbit"


def test_two_first_messages_at_once_from_a_stranger_are_both_kept(provider: Provider) -> None:
    def arrives(number: int) -> None:
        stamp = str(int(datetime.now(UTC).timestamp()))
        message = {"id": f"wamid.first{number}", "type": "text", "timestamp": stamp, "from": "6281200000077"}
        take_in({"entry": [{"changes": [{"field": "messages", "value": {"messages": [message]}}]}]})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(arrives, range(8)))
    assert inbound.count() == 8

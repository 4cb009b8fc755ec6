"""Words of our own are for the window: an answer that comes after it waits, its person is told once, and reads on."""

from datetime import timedelta
from typing import Any

import pytest

from shared.clients.outgoing import FreeMessage, Refused, TemplateMessage
from shared.core import clock
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.contacts import contact_id_of
from shared.messaging.models import Choice, Content, Message, MessageFailure, Receipt
from shared.messaging.repository import contacts, inbound, messages
from shared.messaging.send_message import send_message
from tests.conftest import Enqueued
from tests.messaging.inbound_stand import BUDI, arrives, event, message
from tests.messaging.test_send_message import Provider, keep, provider
from tests.messaging.test_window import Free, free, wrote

__all__ = ["free", "provider"]
MENU = Content(text="Ada yang bisa kami bantu?", rows=[Choice(id="bill", title="Cek tagihan", description="Berapa")])


def answer(name: str = "a", **more: Any) -> str:
    values = {"template": "", "content": MENU, "to": BUDI, "lane": "now", "priority": 2, **more}
    return keep(name, **values).id


def stored(message_id: str) -> Message:
    found = messages.get(message_id)
    assert found is not None
    return found.value


def send_asked(enqueued: Enqueued) -> list[str]:
    ids = [task.message_id for task in enqueued.take("send_message")]
    for message_id in ids:
        send_message(message_id)
    return ids


def test_inside_the_window_an_answer_goes_as_it_is(provider: Provider, free: Free) -> None:
    wrote(timedelta(minutes=1))
    send_message(answer())
    [told] = free.told
    assert (told.text, told.rows, told.rows_button) == (MENU.text, [("bill", "Cek tagihan", "Berapa")], "Pilih")
    assert stored("a.issued").status == "sent"


@pytest.mark.parametrize("ever_wrote", [True, False])
def test_after_the_window_answers_wait_and_their_person_is_told_once(
    provider: Provider, free: Free, enqueued: Enqueued, ever_wrote: bool
) -> None:
    if ever_wrote:
        wrote(timedelta(hours=25))
    for name in ("a", "b"):
        send_message(answer(name))
        send_message(f"{name}.issued")
    assert send_asked(enqueued).count("a.issued.waiting") >= 1
    assert provider.accepted == ["a.issued.waiting"]
    assert stored("a.issued.waiting").template == "jawaban_menunggu"
    assert [stored(f"{name}.issued").status for name in "ab"] == ["queued", "queued"]
    assert free.told == []


@pytest.mark.parametrize("tapped", [True, False])
def test_who_writes_again_gets_what_waited(provider: Provider, free: Free, enqueued: Enqueued, tapped: bool) -> None:
    wrote(timedelta(hours=25))
    for name in ("a", "b"):
        send_message(answer(name))
    enqueued.take("send_message")
    tap: dict[str, Any] = {"type": "button", "button": {"payload": "Baca jawaban", "text": "Baca jawaban"}}
    for _ in range(2):
        arrives(message("1", **(tap if tapped else {})))
    assert sorted(send_asked(enqueued)) == ["a.issued", "b.issued"]
    assert len(free.told) == 2
    assert [task.contact_id for task in enqueued.take("converse")] == ([] if tapped else [contact_id_of(BUDI)] * 2)
    assert event("1").status == ("kept" if tapped else "waiting")
    [contact] = contacts.find()
    assert contact.value.held == []


def test_a_crash_before_what_waited_is_asked_for_leaves_it_due(
    provider: Provider, free: Free, enqueued: Enqueued
) -> None:
    send_message(answer())
    arrives(message("1"))
    enqueued.tasks.clear()
    assert stored("a.issued").send_after <= clock.now()


def test_a_template_of_its_own_goes_in_the_answer_s_place(provider: Provider, free: Free) -> None:
    send_message(answer(template="pengaduan_selesai", values={"customer_name": "Budi"}))
    assert (provider.accepted, free.told) == (["a.issued"], [])
    assert (stored("a.issued").status, stored("a.issued").form) == ("sent", "template")


def test_a_window_that_closes_between_the_decision_and_the_send_holds_the_answer(
    provider: Provider, free: Free, enqueued: Enqueued
) -> None:
    wrote(timedelta(minutes=1))
    free.error = Refused(131047, "re-engagement")
    send_message(answer())
    send_asked(enqueued)
    send_asked(enqueued)
    assert provider.accepted == ["a.issued.waiting"]
    assert stored("a.issued").status == "queued"


def test_a_window_that_meta_finds_closed_afterwards_holds_the_answer_s_repeat(
    provider: Provider, free: Free, enqueued: Enqueued
) -> None:
    wrote(timedelta(minutes=1))
    send_message(answer())
    failed = Receipt(
        message_id="a.issued",
        provider="whatsapp_cloud",
        provider_id="wamid.free.1",
        status="failed",
        at=clock.now(),
        failure=MessageFailure(code=131047, title="Re-engagement message"),
    )
    apply_receipt(failed)
    apply_receipt(failed)
    while send_asked(enqueued):
        continue
    assert provider.accepted == ["a~2.issued.waiting"]
    arrives(message("1"))
    send_asked(enqueued)
    assert [told.callback_data for told in free.told] == ["a.issued", "a~2.issued"]
    assert inbound.count() == 1


def test_what_nobody_reads_for_a_week_is_not_sent_any_more(
    provider: Provider, free: Free, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_message(answer())
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=8))
    send_message("a.issued")
    assert stored("a.issued").status == "cancelled"


def test_a_hidden_number_is_written_to_by_its_bsuid(provider: Provider, free: Free) -> None:
    wrote(timedelta(minutes=1), phone=None, bsuid="ID.77")
    send_message(answer(to="ID.77"))
    assert [told.to for told in free.told] == ["ID.77"]
    assert contacts.count() == 1


def test_the_provider_is_asked_in_meta_s_words_and_no_longer_than_it_takes() -> None:
    from shared.clients.whatsapp_cloud import free_form_body, template_body

    rows = [(f"r{n}", "t" * 24, "d" * 72) for n in range(10)]
    body = free_form_body(FreeMessage(to="ID.77", text="x", rows=rows, rows_button="Pilih"))
    assert (body["recipient"], "to" in body) == ("ID.77", False)
    assert body["interactive"]["action"]["sections"][0]["rows"][0] == {
        "id": "r0",
        "title": "t" * 24,
        "description": "d" * 72,
    }
    pictured = free_form_body(FreeMessage(to="+62812", text="QRIS", image="https://isp.test/q.png"))
    assert pictured["image"] == {"link": "https://isp.test/q.png", "caption": "QRIS"}
    told = template_body(TemplateMessage(to="+62812", name="jawaban_menunggu", language="id", body=[]))
    assert told["template"]["components"] == []

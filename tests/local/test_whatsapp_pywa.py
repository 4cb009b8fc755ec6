"""pywa, a client that knows nothing of us, drives the simulator with only its base URL changed."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from pywa.client import WhatsApp
from pywa.errors import WhatsAppError
from pywa.handlers import CallbackButtonHandler, CallbackSelectionHandler, MessageHandler, MessageStatusHandler
from pywa.types import CallbackButton, CallbackSelection, Message, MessageStatus
from pywa.types.callback import Button, Section, SectionList, SectionRow
from pywa.types.templates import BodyText, HeaderDocument, TemplateLanguage, URLButton

from tests.local.whatsapp_stand import PDF, PHONE_NUMBER_ID, SECRET, TOKEN, Stand, stand, wait_for

__all__ = ["stand"]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def client(stand: Stand) -> WhatsApp:
    session = httpx.Client()
    client = WhatsApp(phone_id=PHONE_NUMBER_ID, token=TOKEN, session=session)
    session.base_url = httpx.URL(stand.graph)
    return client


def test_pywa_sends_text_buttons_and_a_list(stand: Stand, client: WhatsApp) -> None:
    phone = "6281260000001"
    client.send_message(phone, "Halo")
    client.send_message(phone, "Sudah normal?", buttons=[Button("Ya", "ya"), Button("Belum", "belum")])
    rows = [SectionRow("Cek tagihan", "bill"), SectionRow("Lapor gangguan", "complaint", "Internet mati")]
    client.send_message(phone, "Pilih", buttons=SectionList("Menu", [Section("Menu", rows)]))
    [text, buttons, menu] = stand.received(phone)
    assert text["text"] == "Halo"
    assert [button["id"] for button in buttons["buttons"]] == ["ya", "belum"]
    assert [(row["type"], row["id"]) for row in menu["buttons"]] == [("list", "bill"), ("list", "complaint")]


def test_pywa_sends_a_document_by_upload_and_by_link(stand: Stand, client: WhatsApp) -> None:
    phone = "6281260000002"
    client.send_document(phone, PDF, filename="unggah.pdf", mime_type="application/pdf", caption="Tagihan")
    client.send_document(phone, f"{stand.business.url}/bill.pdf", filename="tautan.pdf")
    items = wait_for(lambda: found if len(found := stand.received(phone)) == 2 else [])
    assert [item["document"]["filename"] for item in items] == ["unggah.pdf", "tautan.pdf"]
    assert httpx.get(items[0]["document"]["url"]).content == PDF


def test_pywa_sends_an_image_by_upload_and_by_link(stand: Stand, client: WhatsApp) -> None:
    phone = "6281260000005"
    client.send_image(phone, PNG, mime_type="image/png", caption="Lampu merah")
    client.send_image(phone, f"{stand.business.url}/bill.pdf")
    [uploaded, _] = wait_for(lambda: found if len(found := stand.received(phone)) == 2 else [])
    assert (uploaded["type"], uploaded["text"]) == ("image", "Lampu merah")
    assert httpx.get(uploaded["image"]["url"]).content == PNG


def test_pywa_sends_our_template(stand: Stand, client: WhatsApp) -> None:
    phone = "6281260000003"
    values = ["Asih", "November 2026", "INV-1", "PLG-1", "20 Mbps", "Rp165.000", "20 November 2026"]
    client.send_template(
        phone,
        "tagihan_terbit",
        TemplateLanguage.INDONESIAN,
        [
            HeaderDocument.params(document=f"{stand.business.url}/bill.pdf", filename="INV-1.pdf"),
            BodyText.params(*values),  # type: ignore[arg-type]
            URLButton.params(url_variable="tautan", index=0),
        ],
    )
    [item] = wait_for(lambda: stand.received(phone))
    assert item["buttons"][0]["url"].endswith("/t/tautan")
    assert "Bapak/Ibu Asih" in item["text"]


def test_pywa_sees_metas_errors_as_its_own(stand: Stand, client: WhatsApp) -> None:
    with pytest.raises(WhatsAppError) as caught:
        client.send_template("6281260000004", "tidak_ada", TemplateLanguage.INDONESIAN, [])
    assert caught.value.code == 132001


def test_pywa_fetches_the_photo_a_customer_sent(stand: Stand, client: WhatsApp) -> None:
    uploaded = client.upload_media(media=PDF, mime_type="application/pdf", filename="x.pdf")
    url = client.get_media_url(uploaded.id)
    assert client.get_media_bytes(url=url.url) == PDF
    assert client.delete_media(uploaded.id)


def test_pywa_marks_as_read_and_types(stand: Stand, client: WhatsApp) -> None:
    phone = "6281260000006"
    said = stand.act(phone, text="halo").json()["id"]
    assert client.mark_message_as_read(said).success
    assert client.indicate_typing(said).success
    chat = httpx.get(f"{stand.origin}/sandbox/whatsapp/{phone}/chat").json()
    assert (chat["items"][0]["status"], chat["typing"]) == ("read", True)


@dataclass
class Heard:
    """What pywa understood of the webhooks."""

    messages: list[Message] = field(default_factory=list)
    taps: list[CallbackButton] = field(default_factory=list)
    picks: list[CallbackSelection] = field(default_factory=list)
    statuses: list[MessageStatus] = field(default_factory=list)


def heard_by_pywa(stand: Stand) -> Heard:
    """Every webhook so far, checked and parsed by pywa."""
    client = WhatsApp(phone_id=PHONE_NUMBER_ID, token=TOKEN, app_secret=SECRET, server=None, verify_token="x")
    heard = Heard()
    client.add_handlers(
        MessageHandler(lambda _, message: heard.messages.append(message)),
        CallbackButtonHandler(lambda _, tap: heard.taps.append(tap)),
        CallbackSelectionHandler(lambda _, pick: heard.picks.append(pick)),
        MessageStatusHandler(lambda _, status: heard.statuses.append(status)),
    )
    for body, signature in zip(stand.business.bodies, stand.business.signatures, strict=True):
        assert client.webhook_update_validator(body, signature) is None
        for alone in one_by_one(json.loads(body)):  # pywa looks at the first element only
            client.webhook_update_handler(json.dumps(alone).encode())
    return heard


def one_by_one(webhook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same webhook with one element each."""
    for entry in webhook["entry"]:
        for change in entry["changes"]:
            for kind in ("messages", "statuses"):
                for element in change["value"].get(kind, []):
                    value = {**change["value"], kind: [element]}
                    yield {**webhook, "entry": [{**entry, "changes": [{**change, "value": value}]}]}


def test_pywa_understands_the_webhooks(stand: Stand, client: WhatsApp) -> None:
    phone = "6281260000007"
    sent = client.send_message(phone, "Sudah normal?", buttons=[Button("Ya", "ya")], tracker="m-7")
    menu = SectionList("Menu", [Section("Menu", [SectionRow("Cek tagihan", "bill")])])
    client.send_message(phone, "Pilih", buttons=menu)
    failed = client.send_document(phone, f"{stand.business.url}/none.pdf", filename="x.pdf")
    stand.act(phone, text="internet mati", name="Dewi")
    stand.act(phone, button_id="ya")
    stand.act(phone, list_id="bill")
    stand.act(phone, location={"latitude": -7.25, "longitude": 112.75})
    stand.act(phone, image={"data": base64.b64encode(PNG).decode(), "mime_type": "image/png"})
    stand.received(phone, read=True)
    assert wait_for(lambda: stand.business.statuses(failed.id) == ["failed"])
    assert wait_for(lambda: "read" in stand.business.statuses(sent.id))
    assert wait_for(lambda: any(one["type"] == "image" for one in stand.business.values("messages")))

    heard = heard_by_pywa(stand)
    mine = [message for message in heard.messages if message.from_user.wa_id == phone]
    assert [message.type for message in mine] == ["text", "location", "image"]
    assert (mine[0].text, mine[0].from_user.name) == ("internet mati", "Dewi")
    assert mine[2].image is not None
    assert client.get_media_bytes(url=client.get_media_url(mine[2].image.id).url) == PNG
    assert [(tap.data, tap.title) for tap in heard.taps] == [("ya", "Ya")]
    assert [pick.data for pick in heard.picks] == ["bill"]
    assert [(one.status, one.tracker) for one in heard.statuses if one.id == sent.id] == [
        ("sent", "m-7"),
        ("delivered", "m-7"),
        ("read", "m-7"),
    ]
    [refused] = [one for one in heard.statuses if one.id == failed.id]
    assert (refused.status, refused.error and refused.error.code) == ("failed", 131053)

"""pywa, a client that knows nothing of us, drives the simulator with only its base URL changed."""

import httpx
import pytest
from pywa.client import WhatsApp
from pywa.errors import WhatsAppError
from pywa.types.callback import Button, Section, SectionList, SectionRow
from pywa.types.templates import BodyText, HeaderDocument, TemplateLanguage, URLButton

from tests.local.whatsapp_stand import PDF, PHONE_NUMBER_ID, TOKEN, Stand, stand, wait_for

__all__ = ["stand"]


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

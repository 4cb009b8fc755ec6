"""The sandbox page in a browser: a phone one can read, tap and write on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect, sync_playwright

from tests.local.whatsapp_stand import PDF, REPOSITORY, Stand, bill, open_stand, wait_for

CHROMIUM = Path("/usr/bin/chromium")
BUILT = REPOSITORY / "web" / "dist" / "sandbox" / "index.html"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
ASIH = "6281270000001"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing: apt install chromium"),
    pytest.mark.skipif(not BUILT.exists(), reason="the sandbox page is not built: npm run build in web/"),
]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    yield from open_stand(tmp_path_factory.mktemp("sandbox"), "local.sandbox.main")


@pytest.fixture
def page(stand: Stand) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="id-ID")
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        yield page
        browser.close()
        assert failures == []


def test_a_bill_arrives_is_read_opened_and_answered_on_the_phone(stand: Stand, page: Page) -> None:
    wamid = stand.send(ASIH, type="template", template=bill(f"{stand.business.url}/bill.pdf"))
    assert wait_for(lambda: stand.received(ASIH))
    page.goto(f"{stand.origin}/sandbox/")
    page.get_by_role("button", name="Asih Lestari").click()
    chat = page.get_by_role("log")
    expect(chat).to_contain_text("Bapak/Ibu Asih Lestari")
    assert wait_for(lambda: "read" in stand.business.statuses(wamid))
    document = chat.get_by_role("link", name=re.compile("INV-202611-00042-1.pdf")).get_attribute("href")
    assert requests.get(str(document), timeout=10).content == PDF
    page.get_by_label("Tulis pesan").fill("Kok beda dari bulan lalu?")
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(chat.get_by_text("Kok beda dari bulan lalu?")).to_be_visible()

    def heard() -> bool:
        texts = [one["text"]["body"] for one in stand.business.values("messages") if one["type"] == "text"]
        return "Kok beda dari bulan lalu?" in texts

    assert wait_for(heard)


def test_a_menu_is_picked_from_and_the_reply_reaches_the_business(stand: Stand, page: Page) -> None:
    phone = "6281270000002"
    stand.act(phone, text="halo", name="Dewi Anggraini")
    rows = [{"id": "lapor", "title": "Lapor gangguan", "description": "Internet mati"}]
    stand.send(
        phone,
        type="interactive",
        interactive={
            "type": "list",
            "body": {"text": "Ada yang bisa kami bantu?"},
            "action": {"button": "Pilih menu", "sections": [{"title": "Layanan", "rows": rows}]},
        },
    )
    page.goto(f"{stand.origin}/sandbox/#+{phone}")
    page.get_by_role("button", name="Pilih menu").click()
    page.get_by_role("button", name="Lapor gangguan").click()

    def picked() -> bool:
        replies = [one["interactive"] for one in stand.business.values("messages") if "interactive" in one]
        return any(one["list_reply"]["id"] == "lapor" for one in replies)

    assert wait_for(picked)


def test_a_message_appears_without_reloading_and_a_switch_is_a_fault(stand: Stand, page: Page) -> None:
    phone = "6281270000003"
    stand.act(phone, text="halo", name="Budi Santoso")
    page.goto(f"{stand.origin}/sandbox/#+{phone}")
    expect(page.get_by_role("log")).to_contain_text("halo")
    stand.send(phone, text={"body": "Selamat pagi, Pak Budi"})
    expect(page.get_by_role("log")).to_contain_text("Selamat pagi, Pak Budi")
    page.get_by_role("switch", name=re.compile("Webhook dobel")).check()

    def faults() -> dict[str, object]:
        answer: dict[str, object] = requests.get(f"{stand.origin}/sandbox/faults", timeout=10).json()
        return answer

    assert wait_for(lambda: faults()["duplicate"] == 1)
    page.get_by_role("button", name="Matikan 1").click()
    assert wait_for(lambda: faults()["duplicate"] == 0)


def test_the_owner_sees_his_message_read_and_the_business_typing(stand: Stand, page: Page) -> None:
    phone = "6281270000004"
    said = stand.act(phone, text="sudah bayar kok mati", name="Citra").json()["id"]
    page.goto(f"{stand.origin}/sandbox/#+{phone}")
    expect(page.get_by_role("log")).to_contain_text("Terkirim")
    stand.post({"status": "read", "message_id": said, "typing_indicator": {"type": "text"}})
    expect(page.get_by_text("sedang mengetik…")).to_be_visible()
    expect(page.get_by_role("log")).to_contain_text("Dibaca")
    stand.send(phone, text={"body": "Kami periksa."})
    expect(page.get_by_text("sedang mengetik…")).to_have_count(0)


def test_any_number_can_be_opened_by_typing_it(stand: Stand, page: Page) -> None:
    page.goto(f"{stand.origin}/sandbox/")
    page.get_by_label("Cari nama atau nomor").fill("0812-7000-0099")
    page.get_by_role("button", name=re.compile("Buka HP")).click()
    page.get_by_role("button", name="Internet mati").click()

    def heard() -> bool:
        return any(one.get("from") == "6281270000099" for one in stand.business.values("messages"))

    assert wait_for(heard)

"""The customer's telephone: from the bill on WhatsApp to paid and back on line, without a signal, and installed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Playwright, Route, expect

from local.stack import Stack
from tests.e2e.desk import needs_browser
from tests.e2e.handset import Handset, messages_at, open_handset, slow_down
from tests.e2e.test_complaint_by_site import modem
from tests.e2e.test_paying_reaches_the_router import as_for_arrears
from tests.e2e.test_taking_money import billed
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser
SLOW_MS = 60_000
CITRA, DEWI = "+6281299960001", "+6281299960002"


@pytest.fixture
def handset(driver: Playwright, stack: Stack, tmp_path: Path) -> Iterator[Handset]:
    with open_handset(driver, stack.url, tmp_path / "phone") as opened:
        yield opened


@pytest.mark.timeout(300)
def test_from_the_message_on_whatsapp_to_paid_and_back_on_line(handset: Handset, stack: Stack) -> None:
    owner, page = Owner(stack), handset.page
    citra, bill = billed(stack, owner, "Citra Wulandari Sari", CITRA)
    line = citra["subscriptions"][0]["id"]
    owner.post(f"/api/subscriptions/{line}/suspend", reason="menunggak")
    as_for_arrears(stack, line)
    buttons = [button for item in messages_at(stack.url, CITRA) for button in item["buttons"]]
    link = next(button["url"] for button in buttons if "/t/" in (button.get("url") or ""))

    slow_down(page)
    page.goto(f"{stack.url}/t/{link.rpartition('/')[2]}")
    expect(page.get_by_role("heading", name="Rp165.000")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Wulandari")).to_have_count(0)
    expect(page.get_by_text(CITRA[4:])).to_have_count(0)
    page.get_by_role("region", name="Bayar langsung").get_by_role("button", name="QRIS").click()
    expect(page.get_by_alt_text("Kode bayar Rp165.000")).to_be_visible(timeout=SLOW_MS)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Simpan gambar QR").first.click()
    assert Path(kept.value.path()).read_bytes().startswith(b"\x89PNG")
    assert handset.barriers() == []
    assert handset.fits()

    handset.network(on=False)
    settled = requests.post(
        f"{stack.url}/sandbox/payments/{bill['id']}-1/settle", json={"status": "settlement"}, timeout=60
    )
    assert settled.ok, settled.text
    handset.network(on=True)
    expect(page.get_by_role("heading", name="Lunas")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Internet Anda menyala lagi.")).to_be_visible()
    with page.expect_download(timeout=SLOW_MS) as receipt:
        page.get_by_role("button", name="Simpan kuitansi").click()
    assert Path(receipt.value.path()).read_bytes().startswith(b"%PDF-")
    assert handset.barriers() == []
    assert owner.get(f"/api/subscriptions/{line}")["status"] == "active"
    wait_for_rest(stack)
    assert handset.troubles == []


@pytest.mark.timeout(300)
def test_a_report_written_without_a_signal_is_sent_once_when_it_returns(handset: Handset, stack: Stack) -> None:
    owner, page = Owner(stack), handset.page
    dewi, _ = billed(stack, owner, "Dewi Luring", DEWI)
    handset.sign_in(DEWI)
    expect(page.get_by_text("Rp165.000").first).to_be_visible()
    handset.install()
    session = handset.context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    session.detach()

    handset.network(on=False)
    page.goto(stack.url)
    expect(page.get_by_role("heading", name="Halo, Dewi Luring")).to_be_visible()
    expect(page.get_by_text("HP Anda sedang tanpa internet")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Data .* WIB"))).to_be_visible()
    expect(page.get_by_text("Rp165.000").first).to_be_visible()
    assert handset.barriers() == []
    page.get_by_role("link", name="Lapor gangguan").click()
    page.get_by_label("Internet mati total").check()
    page.get_by_role("button", name="Lanjut").click()
    page.locator("input[type=file]").set_input_files(modem())
    page.get_by_label("Cerita singkat").fill("Mati sejak subuh, sehabis hujan.")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", name="Laporan tersimpan di HP ini")).to_be_visible()
    assert handset.barriers() == []
    assert owner.get("/api/complaints", customer_id=dewi["id"])["items"] == []

    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionreset")

    page.route("**/api/me/complaints", lose_the_first_answer)
    handset.network(on=True)
    expect(page.get_by_text(re.compile("Laporan TKT-.* sudah terkirim"))).to_be_visible(timeout=SLOW_MS)
    assert lost == [201]
    (ticket,) = owner.get("/api/complaints", customer_id=dewi["id"])["items"]
    told = owner.get(f"/api/complaints/{ticket['id']}")
    assert (told["description"], len(told["photos"])) == ("Mati sejak subuh, sehabis hujan.", 1)
    page.reload()
    expect(page.get_by_text("menunggu sinyal")).to_have_count(0)
    assert len(owner.get("/api/complaints", customer_id=dewi["id"])["items"]) == 1
    ask_for_the_rest(handset, owner, dewi["id"])
    assert handset.troubles == []


def ask_for_the_rest(handset: Handset, owner: Owner, customer_id: str) -> None:
    """On the same telephone: a promise, another plan, no broadcasts, a copy of what we hold."""
    page = handset.page
    page.goto(handset.url)
    page.get_by_role("button", name="Belum bisa bayar? Janji bayar").click()
    page.get_by_role("button", name="Janji bayar").click()
    expect(page.get_by_text("Anda berjanji membayar")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("link", name="Akun").click()
    page.get_by_role("switch", name="Kabar dan promo").uncheck()
    page.get_by_role("link", name="Data saya").click()
    with page.expect_download(timeout=SLOW_MS) as kept:
        page.get_by_role("button", name="Simpan data saya").click()
    assert customer_id in Path(kept.value.path()).read_text()
    assert handset.barriers() == []
    page.get_by_role("button", name="Minta penghapusan data").click()
    page.get_by_role("button", name="Tekan lagi untuk mengirim").click()
    expect(page.get_by_text("Permintaan kami terima")).to_be_visible(timeout=SLOW_MS)
    asked = [one["description"] for one in owner.get("/api/complaints", customer_id=customer_id)["items"]]
    assert "Minta penghapusan data" in asked
    page.goto(f"{handset.url}/akun")
    expect(page.get_by_role("switch", name="Kabar dan promo")).not_to_be_checked()

"""Dewi reports by the site with a photo, Fitri hands it to Eko, he closes it at her house, she rates him."""

import io
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page, expect

from local.seed import PASSWORD, STAFF
from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.handset import slow_down
from tests.e2e.test_customer_signs_in import next_code
from tests.owner import Owner, wait_for_rest

NUMBER = "+6281299970001"
SLOW_MS = 60_000
pytestmark = needs_browser


@pytest.fixture
def handed_out_by_hand(stack: Stack) -> Iterator[None]:
    """No complaint finds its technician by itself meanwhile."""
    owner = Owner(stack)
    address = f"{owner.url}/api/settings/complaints"
    before = owner.get("/api/settings/complaints")
    owner.session.patch(address, json={**before, "assign_by_itself": False}, timeout=30).raise_for_status()
    yield
    owner.session.patch(address, json=before, timeout=30).raise_for_status()


def another(desk: Desk, size: tuple[int, int], *, dark: bool = False) -> Desk:
    """Another person's browser, whose troubles count too."""
    browser = desk.page.context.browser
    assert browser
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        has_touch=True,
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.on("pageerror", lambda error: desk.troubles.append(str(error)))
    page.on("console", lambda said: desk.troubles.append(said.text) if said.type == "error" else None)
    return Desk(page, desk.url)


def modem() -> FilePayload:
    """A picture as a telephone takes it: of a modem whose red light is on."""
    picture = Image.new("RGB", (2400, 1800), "#c8b496")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((500, 700, 1900, 1300), 60, fill="#f4f2ee")
    for number, colour in enumerate(("#3a9a5b", "#b8b2a6", "#d8402f", "#b8b2a6", "#3a9a5b")):
        draw.ellipse((640 + number * 240, 900, 720 + number * 240, 980), fill=colour)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=95)
    return {"name": "modem.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def texts(stack: Stack, number: str = NUMBER) -> list[str]:
    answer = requests.get(f"{stack.url}/sandbox/whatsapp/{number}/messages", timeout=30).json()
    return [item["text"] for item in answer["items"]]


def wait_for_text(stack: Stack, pattern: str) -> None:
    end = time.monotonic() + 60
    while not any(re.search(pattern, text, re.DOTALL) for text in texts(stack)):
        assert time.monotonic() < end, f"no message like {pattern!r} among {texts(stack)}"
        time.sleep(0.2)


def dewi(owner: Owner) -> Any:
    owner.session.post(
        f"{owner.url}/api/plans", json={"id": "desa-20", "name": "Desa 20", "price": 165_000}, timeout=30
    )
    today = requests.get(f"{owner.url}/sandbox/clock", timeout=10).json()["today"]
    line = {"plan_id": "desa-20", "billing_day": 1, "starts_on": today}
    return owner.post("/api/customers", name="Dewi Anggraini", phone=NUMBER, address="Jl. Kenanga 8", subscription=line)


def sign_in_customer(page: Page, stack: Stack) -> None:
    page.goto(stack.url)
    page.get_by_label("Nomor WhatsApp").fill(NUMBER)
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode 6 angka").fill(next_code(stack.url, NUMBER))
    expect(page.get_by_role("heading", name="Halo, Dewi Anggraini")).to_be_visible()


def sign_in_staff(desk: Desk, role: str) -> None:
    desk.page.goto(f"{desk.url}/admin/")
    desk.page.get_by_label("Email").fill(STAFF[role][0])
    desk.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    desk.page.get_by_role("button", name="Masuk").click()
    expect(desk.page.get_by_role("heading", name="Hari ini")).to_be_visible()


def report(page: Page) -> str:
    """Dewi's report with a photo; its number."""
    page.get_by_role("link", name="Lapor gangguan").click()
    page.get_by_label("Internet mati total").check()
    page.get_by_role("button", name="Lanjut").click()
    page.locator("input[type=file]").set_input_files(modem())
    expect(page.get_by_role("img", name="Foto 1")).to_be_visible()
    page.get_by_label("Cerita singkat").fill("Mati sejak tadi pagi, lampu LOS merah.")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("Jl. Kenanga 8")).to_be_visible()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", name="Laporan kami terima")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("1 foto terkirim")).to_be_visible(timeout=SLOW_MS)
    number = re.search(r"TKT-\d{4}-\d+", page.locator("main").inner_text())
    assert number
    return number[0]


def hand_over(page: Page, number: str) -> None:
    """Fitri finds it on the board, gives it to Eko for tomorrow morning, and writes a note."""
    page.get_by_role("link", name="Pengaduan").first.click()
    page.get_by_role("region", name="Baru").get_by_role("link", name=number).click()
    expect(page.get_by_role("img", name="Foto pada pengaduan")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Tugaskan teknisi").click()
    page.get_by_label("Eko").check()
    page.get_by_role("button", name="Tugaskan", exact=True).click()
    page.get_by_role("button", name="Jadwalkan kunjungan").click()
    page.get_by_role("button", name="13.00–15.00").click()
    page.get_by_role("button", name="Jadwalkan", exact=True).click()
    expect(page.get_by_text("Dijadwalkan", exact=True)).to_be_visible()
    page.get_by_role("button", name="Tim saja").click()
    page.get_by_label("Catatan tim").fill("Bawa kabel 50 meter.")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Pelanggan tidak melihat catatan ini.")).to_be_visible()


def repair(page: Page, stack: Stack, number: str) -> None:
    """Eko on his way and at the house, on his telephone."""
    page.get_by_role("link", name="Pengaduan").last.click()
    page.get_by_role("button", name="Tugas saya").click()
    page.get_by_role("link", name=number).last.click()
    page.get_by_role("button", name="Berangkat").click()
    wait_for_text(stack, "Eko.*menuju lokasi")  # Before he is there: who has arrived is not announced any more.
    page.get_by_role("button", name="Sudah di lokasi", exact=True).click()
    expect(page.get_by_text("Di lokasi", exact=True)).to_be_visible()
    page.get_by_text("Foto sesudah").last.locator("input").set_input_files(modem())
    expect(page.get_by_role("img", name="Sesudah dikerjakan")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Tandai selesai").click()
    page.get_by_role("dialog").get_by_label("Cek lampu dan kabel modem").check()
    page.get_by_label("Penyebab").fill("Kabel putus di tiang")
    page.get_by_label("Tindakan").fill("Kabel disambung ulang")
    page.get_by_role("button", name="Tambah bahan").click()
    page.get_by_label("Nama bahan").fill("Konektor SC")
    page.get_by_role("button", name="Selesai", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()


@pytest.mark.timeout(420)
@pytest.mark.usefixtures("handed_out_by_hand")
def test_a_report_with_a_photo_is_repaired_and_rated(desk: Desk, stack: Stack) -> None:
    owner = Owner(stack)
    dewi(owner)
    at_home, on_the_road = another(desk, PHONE), another(desk, PHONE, dark=True)
    slow_down(at_home.page)

    sign_in_customer(at_home.page, stack)
    number = report(at_home.page)
    assert at_home.barriers() == []
    at_home.page.get_by_role("link", name="Lihat perkembangan").click()
    expect(at_home.page.get_by_role("heading", name="Laporan Anda kami terima")).to_be_visible()
    wait_for_text(stack, number)

    sign_in_staff(desk, "cashier")
    hand_over(desk.page, number)
    assert desk.barriers() == []
    wait_for_text(stack, f"{number} akan ditangani.*Eko.*13.00")

    sign_in_staff(on_the_road, "technician")
    repair(on_the_road.page, stack, number)
    assert on_the_road.barriers() == []
    wait_for_text(stack, f"{number}.*Kabel putus di tiang.*Kabel disambung ulang")

    page = at_home.page
    page.reload()
    expect(page.get_by_role("heading", name="Selesai ditangani, mohon dicek")).to_be_visible()
    expect(page.get_by_text("Bawa kabel 50 meter.")).to_have_count(0)
    page.get_by_role("button", name="Sudah normal").click()
    expect(page.get_by_role("heading", name="Laporan sudah ditutup")).to_be_visible(timeout=SLOW_MS)
    page.get_by_label("5 dari 5").check(force=True)
    for question in (1, 2):
        page.get_by_label("4 dari 5").nth(question).check(force=True)
    page.get_by_role("button", name="Kirim nilai").click()
    expect(page.get_by_text("Terima kasih atas nilainya.")).to_be_visible(timeout=SLOW_MS)
    assert at_home.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    told = owner.get(f"/api/complaints/{number}")
    assert (told["status"], told["rating"], told["assignee_name"]) == ("closed", 5, "Eko")
    on_phones = owner.get("/api/reports/satisfaction")["by_channel"][1]
    assert on_phones["answers"] >= 1
    assert sorted(photo["kind"] for photo in told["photos"]) == ["after", "report"]
    assert told["parts"] == [{"name": "Konektor SC", "quantity": 1, "unit": ""}]
    assert not any("Bawa kabel" in text for text in texts(stack))
    wait_for_rest(stack)
    assert desk.troubles == []

"""The pictures of the main job: a spreadsheet in, bills out, what holds them up, what becomes of them."""

import re
from datetime import date

from tests.e2e.camera import SETTLE_MS, SLOW_MS, Camera
from tests.e2e.desk import ROOT

SPREADSHEET = ROOT / "tests" / "fixtures" / "spreadsheets" / "pelanggan-1000.xlsx"


def take_before_the_run(camera: Camera, on: date) -> None:
    page = camera.page
    camera.take("hari-ini")
    camera.open("/admin/pelanggan")
    page.locator("a[data-row]:visible").first.wait_for()
    camera.take("pelanggan")
    camera.open("/admin/paket")
    camera.take("paket")
    camera.open("/admin/impor")
    page.get_by_label("Berkas pelanggan").set_input_files(SPREADSHEET)
    page.get_by_role("button", name=re.compile(r"^Impor \d+ pelanggan")).wait_for(timeout=SLOW_MS)
    camera.take("impor")
    camera.open(f"/admin/tagihan/terbitkan?on={on}")
    page.get_by_role("button", name=re.compile(r"^Terbitkan \d+ tagihan$")).wait_for(timeout=SLOW_MS)
    camera.take("terbitkan")


def run(camera: Camera) -> str:
    """Issues what the preview shows; the address of the run's page."""
    page = camera.page
    page.get_by_role("button", name=re.compile(r"^Terbitkan \d+ tagihan$")).click()
    page.get_by_role("button", name="Terbitkan sekarang").click()
    page.get_by_role("progressbar").wait_for()
    camera.take("proses")
    page.get_by_role("heading", name=re.compile("tagihan terbit")).wait_for(timeout=SLOW_MS)
    return page.url.removeprefix(camera.url)


def take_while_held(camera: Camera) -> None:
    camera.open("/admin/pesan")
    camera.page.get_by_role("button", name="Coba lagi sekarang").wait_for(timeout=SLOW_MS)
    camera.page.locator("[data-row]:visible").first.wait_for()
    camera.take("pesan-ditahan")


def take_settings(camera: Camera) -> None:
    camera.open("/admin/pengaturan")
    camera.page.get_by_label("Nama", exact=True).wait_for()
    camera.take("pengaturan")
    camera.open("/admin/pengingat")
    camera.page.get_by_role("table", name="Kalender contoh").wait_for()
    camera.take("pengaturan-pengingat")


def take_messages(camera: Camera, run: str) -> None:
    camera.open(f"/admin/pesan?run_id={run.rstrip('/').rsplit('/', 1)[-1]}")
    camera.page.locator("[data-row]:visible").first.wait_for()
    camera.take("pesan")
    camera.page.locator("[data-row]:visible").first.click()
    camera.page.get_by_role("dialog").wait_for()
    camera.take("pesan-satu")


def take_after_the_run(camera: Camera, run: str) -> None:
    page = camera.page
    camera.open(run)
    page.get_by_role("heading", name="Pengiriman pesan").wait_for()
    camera.take("hasil")
    camera.open("/admin/tagihan")
    page.locator("a[data-row]:visible").first.wait_for()
    camera.take("tagihan")
    page.locator("a[data-row]:visible").first.click()
    page.get_by_text("Rincian", exact=True).wait_for()
    page.locator("iframe, a:has-text('Buka PDF'):visible").first.wait_for()
    page.wait_for_timeout(SETTLE_MS)
    camera.take("tagihan-satu")
    page.get_by_role("link", name=re.compile(r"^PLG-\d+$")).click()
    page.get_by_role("button", name="Ubah data pelanggan").wait_for()
    camera.take("pelanggan-satu")

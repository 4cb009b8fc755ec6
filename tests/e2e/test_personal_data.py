"""The owner keeps a customer's KTP, looks at their NIK, hands out their data, and forgets them when they have left."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from local.stack import Stack
from tests.cast import picture
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.owner import Owner

pytestmark = [*needs_browser, pytest.mark.timeout(240)]
NIK = "3374010101900001"


def test_a_person_s_data_is_kept_shown_handed_out_and_removed(desk: Desk, stack: Stack, tmp_path: Path) -> None:
    api = Owner(stack)
    customer = api.post("/api/customers", name="Wati Lestari", phone="081200000411", address="Jl. Anggrek 9", nik=NIK)
    page = desk.page
    desk.sign_in("owner@sambung.test")
    page.goto(f"{desk.url}/admin/pelanggan/{customer['id']}")
    expect(page.get_by_text("Setiap kali NIK atau foto dilihat")).to_be_visible()
    expect(page.get_by_text("Data pribadi dapat dihapus setelah pelanggan berhenti")).to_be_visible()
    assert NIK not in page.content().replace(" ", "")
    page.get_by_role("button", name="Lihat NIK").click()
    expect(page.get_by_text("3374 0101 0190 0001")).to_be_visible()

    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Unggah foto KTP").click()
    chooser.value.set_files({"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.get_by_role("button", name="Lihat foto KTP").click()
    expect(page.get_by_role("img", name="Foto KTP")).to_be_visible()
    shown = page.get_by_role("img", name="Foto KTP").evaluate("async one => (await one.decode(), one.naturalWidth)")
    assert shown == 80
    assert desk.barriers() == []
    page.get_by_role("button", name="Tutup").click()
    assert desk.barriers() == []

    with page.expect_download() as taken:
        page.get_by_role("button", name="Unduh semua data").click()
    taken.value.save_as(tmp_path / "data.json")
    told = json.loads((tmp_path / "data.json").read_text())
    assert (told["customer"][0]["name"], told["private"][0]["nik"]) == ("Wati Lestari", NIK)

    api.session.delete(f"{api.url}/api/customers/{customer['id']}", timeout=60).raise_for_status()
    page.reload()
    desk.resize(PHONE)
    page.get_by_role("button", name="Hapus data pribadi").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alasan").fill("Atas permintaan sendiri")
    dialog.get_by_role("button", name="Hapus data pribadi").click()
    expect(dialog.get_by_text(f"Ketik {customer['id']}.")).to_be_visible()
    assert desk.barriers() == []
    dialog.get_by_label(f"Ketik {customer['id']} untuk memastikan").fill(customer["id"])
    dialog.get_by_role("button", name="Hapus data pribadi").click()
    expect(page.get_by_role("heading", name="Dihapus")).to_be_visible()
    expect(page.get_by_text("Tagihan dan pembayarannya tetap ada.")).to_be_visible()
    expect(page.get_by_text("Wati Lestari")).to_have_count(0)
    assert desk.troubles == []

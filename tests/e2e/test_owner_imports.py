"""The owner brings a long list in with a browser, leaves the page while it works, and takes the list out again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, needs_browser

pytestmark = [*needs_browser, pytest.mark.timeout(300)]

ROWS = 1_500
SLOW_MS = 120_000


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    path = tmp_path / "daftar-panjang.csv"
    # All are away: a later run of this session's tests would bill 1,499 more than it asks about.
    rows = [f"Panjang {n};0812{n:08d};Jl. Panjang {n};Panjang 20 Mbps;165000;1;p{n};Cuti" for n in range(1, ROWS)]
    header = "Nama;No HP;Alamat;Paket;Harga;Tgl Tagihan;User PPPoE;Status"
    path.write_text("\n".join([header, *rows, ";;Jl. Tanpa Nama;;;;x;"]))
    return path


def test_an_import_is_seen_as_it_goes_and_found_again_after_a_reload(
    desk: Desk, long_list: Path, tmp_path: Path
) -> None:
    page = desk.page
    desk.sign_in("owner@sambung.test")
    page.get_by_role("link", name="Impor data").click()
    page.get_by_label("Berkas pelanggan").set_input_files(long_list)
    page.get_by_role("button", name="Impor 1.499 pelanggan").click(timeout=SLOW_MS)
    expect(page).to_have_url(re.compile(r"/admin/impor/[\w-]+$"), timeout=SLOW_MS)
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("Anda boleh menutup halaman ini")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="1.499 pelanggan masuk")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Jumlah cocok")).to_be_visible()
    expect(page.get_by_text("1 baris ditolak menunggu Anda")).to_be_visible()

    page.get_by_role("link", name="Pelanggan", exact=True).click()
    page.get_by_role("main").get_by_role("searchbox").fill("panjang 12")
    page.get_by_role("button", name="Ekspor").click()
    with page.expect_download(timeout=SLOW_MS) as started:
        page.get_by_role("dialog").get_by_role("button", name="CSV").click()
    taken = tmp_path / "taken.csv"
    started.value.save_as(taken)
    assert re.fullmatch(r"pelanggan-\d{4}-\d\d-\d\d\.csv", started.value.suggested_filename)
    names = [line.split(";")[1] for line in taken.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert "Panjang 12" in names
    assert len(names) < ROWS
    assert desk.troubles == []


def test_an_import_that_never_arrived_says_what_to_do(desk: Desk) -> None:
    desk.sign_in("owner@sambung.test")
    desk.page.goto(f"{desk.url}/admin/impor/never")
    expect(desk.page.get_by_text("Berkas ini belum sampai")).to_be_visible()
    desk.page.get_by_role("link", name="Unggah berkas").click()
    expect(desk.page.get_by_role("button", name="Pilih berkas")).to_be_visible()
    desk.forgive("404")

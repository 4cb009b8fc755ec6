"""The owner invites a cashier, who chooses a password, works, and is out the moment the owner says so."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.e2e.desk import Desk, needs_browser

pytestmark = needs_browser
PASSWORD = "kopi susu tubruk"


@contextmanager
def another_browser(desk: Desk) -> Iterator[Desk]:
    """Somebody else's device: nothing of the owner's session is in it."""
    browser = desk.page.context.browser
    assert browser
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    yield Desk(context.new_page(), desk.url)
    context.close()


def test_a_cashier_is_invited_comes_in_and_is_put_out(desk: Desk) -> None:
    page = desk.page
    desk.sign_in("owner@sambung.test")
    page.goto(f"{desk.url}/admin/staf")
    page.get_by_role("button", name="Undang", exact=True).click()
    page.get_by_label("Nama").fill("Fitri Handayani")
    page.get_by_label("Email").fill("fitri.handayani@sambung.test")
    page.get_by_label("Peran").select_option("cashier")
    page.get_by_role("button", name="Buat undangan").click()
    link = str(page.locator("[data-invite]").text_content())
    assert desk.barriers() == []

    with another_browser(desk) as other:
        other.page.goto(link)
        other.page.get_by_label("Kata sandi baru").fill("pendek")
        other.page.get_by_role("button", name="Simpan kata sandi").click()
        expect(other.page.get_by_text("Paling sedikit 10 huruf.", exact=True)).to_be_visible()
        other.page.get_by_label("Kata sandi baru").fill(PASSWORD)
        other.page.get_by_role("button", name="Simpan kata sandi").click()
        other.page.get_by_role("link", name="Ke halaman masuk").click()
        other.page.get_by_label("Email").fill("fitri.handayani@sambung.test")
        other.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        other.page.get_by_role("button", name="Masuk").click()
        expect(other.page.get_by_role("heading", name="Hari ini")).to_be_visible()
        expect(other.page.get_by_role("link", name="Staf")).to_have_count(0)

        page.get_by_role("button", name="Ubah Fitri Handayani").click()
        page.get_by_role("switch", name="Boleh masuk").uncheck()
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.get_by_role("row", name=re.compile("Fitri Handayani")).get_by_text("Dinonaktifkan")).to_be_visible()
        other.page.goto(f"{desk.url}/admin/tagihan")
        expect(other.page.get_by_role("button", name="Masuk")).to_be_visible()

    page.goto(f"{desk.url}/admin/audit")
    entry = page.get_by_role("row").filter(has_text="Diundang").first
    expect(entry).to_contain_text("Kamil")
    expect(page.get_by_role("row").filter(has_text="Diubah").filter(has_text="aktif: ya tidak")).not_to_have_count(0)
    assert desk.barriers() == []
    assert desk.troubles == []


def test_a_used_link_says_so(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}/admin/undangan?kode=bekas")
    desk.page.get_by_label("Kata sandi baru").fill(PASSWORD)
    desk.page.get_by_role("button", name="Simpan kata sandi").click()
    expect(desk.page.get_by_text("Tautan ini sudah dipakai")).to_be_visible()
    desk.forgive("400")

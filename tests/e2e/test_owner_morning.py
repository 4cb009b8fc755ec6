"""The owner's morning: the figures are those of the books, and who has not paid is reminded with one tap."""

import pytest
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import DESKTOP, PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import at_phone, billed
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


def rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def test_the_first_page_says_what_the_books_say(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer, _ = billed(stack, owner, "Budi Pagi", "081277700031")
    owner.post("/api/payments", customer_id=customer["id"], amount=65_000, method="cash")
    wait_for_rest(stack)
    told = owner.get("/api/reports/dashboard")
    desk.sign_in("owner@sambung.test")
    money = desk.page.get_by_role("region", name="Uang masuk")
    expect(money.get_by_text(rupiah(told["today"]["received"]), exact=True).first).to_be_visible()
    expect(money.get_by_text(f"{rupiah(told['collection']['collected'])} dari")).to_be_visible()
    expect(money.get_by_role("img", name=f"{rupiah(told['month']['received'])}")).to_be_visible()
    open_bills = f"{told['unpaid']['invoices']:,} tagihan · {rupiah(told['unpaid']['amount'])}".replace(",", ".")
    expect(desk.page.get_by_text(open_bills).first).to_be_visible()
    assert desk.barriers() == []
    desk.resize(PHONE)
    expect(money).to_be_visible()
    assert desk.barriers() == []
    assert desk.troubles == []


def test_who_has_not_paid_is_reminded_with_one_tap(stack: Stack, desk: Desk) -> None:
    owner, phone = Owner(stack), "+6281277700032"
    billed(stack, owner, "Citra Belum", phone)
    before = len(at_phone(stack, phone))
    desk.sign_in("owner@sambung.test")
    desk.page.get_by_role("link", name="Lihat semua").click()
    expect(desk.page.get_by_role("heading", name="Belum dibayar")).to_be_visible()
    more = desk.page.get_by_role("button", name="Muat lagi")
    remind = desk.page.get_by_role("button", name="Ingatkan Citra Belum")
    expect(desk.page.get_by_role("button", name="Ingatkan").first).to_be_visible()
    while remind.count() == 0 and more.count():
        many = desk.page.get_by_role("row").count()
        more.click()
        expect(desk.page.get_by_role("row").nth(many)).to_be_visible()
    assert desk.barriers() == []
    remind.click()
    expect(desk.page.get_by_text("Pengingat untuk Citra Belum berangkat.")).to_be_visible()
    wait_for_rest(stack)
    assert len(at_phone(stack, phone)) == before + 1
    desk.page.get_by_role("button", name="Ingatkan Citra Belum").click()
    expect(desk.page.get_by_text("Citra Belum sudah diingatkan hari ini.")).to_be_visible()
    desk.page.get_by_role("button", name="Janji bayar Citra Belum").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("Janji bayar Citra Belum")
    assert desk.barriers() == []
    assert desk.troubles == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_month_in_figures_is_read_and_taken_along(stack: Stack, desk: Desk, size: tuple[int, int]) -> None:
    owner = Owner(stack)
    told = owner.get("/api/reports/revenue")
    desk.resize(size)
    desk.sign_in("owner@sambung.test")
    desk.page.goto(f"{desk.url}/admin/laporan")
    expect(desk.page.get_by_text(rupiah(told["monthly_recurring"]), exact=True).first).to_be_visible()
    with desk.page.expect_download() as saved:
        desk.page.get_by_role("button", name="Unduh Per paket").click()
    text = saved.value.path().read_text(encoding="utf-8-sig")
    assert all(plan["plan_name"] in text and str(plan["monthly"]) in text for plan in told["by_plan"])
    assert desk.barriers() == []
    assert desk.troubles == []

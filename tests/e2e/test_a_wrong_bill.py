"""A bill that is wrong is taken back and issued anew: the customer holds one that is right."""

from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import at_phone, billed
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


def test_a_wrong_bill_is_taken_back_and_comes_anew(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer, bill = billed(stack, owner, "Citra Salah Tagih", "081277700051")
    desk.sign_in("admin@sambung.test")
    desk.page.goto(f"{desk.url}/admin/tagihan/{bill['id']}")
    desk.page.get_by_role("button", name="Batalkan tagihan").click()
    desk.page.get_by_label("Alasan").fill("Paketnya sudah turun")
    assert desk.barriers() == []
    desk.page.get_by_role("dialog").get_by_role("button", name="Batalkan tagihan").click()
    expect(desk.page.get_by_text("Dibatalkan").first).to_be_visible()
    assert owner.get(f"/api/customers/{customer['id']}")["balance"] == 0
    desk.page.get_by_role("button", name="Terbitkan ulang").click()
    expect(desk.page.get_by_role("heading", level=1)).not_to_have_text(bill["number"])
    expect(desk.page.get_by_text("Belum dibayar").first).to_be_visible()
    desk.resize(PHONE)
    assert desk.barriers() == []
    wait_for_rest(stack)
    [anew] = owner.get("/api/invoices", customer_id=customer["id"], status="open")["items"]
    told = at_phone(stack, "+6281277700051")
    assert anew["number"] in told[-1]["text"]
    old = next(button["url"] for button in told[0]["buttons"] if "/t/" in (button.get("url") or ""))
    desk.page.goto(f"{desk.url}/t/{old.rpartition('/')[2]}")
    expect(desk.page.get_by_text("Dibatalkan").first).to_be_visible()

"""Paying by gateway through the whole of Sambung: from the bill's own page, through the simulators, to the receipt."""

import re
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import at_phone, billed, button_address
from tests.owner import Owner, wait_for_rest

PRICE = 165_000


def link_of(stack: Stack, phone: str) -> str:
    """The token in the bill that is at their phone."""
    text = at_phone(stack, phone)[-1]
    link = next(found for button in text["buttons"] if (found := button_address(button)))
    return link.rpartition("/")[2]


def settle(stack: Stack, charge_id: str, **told: Any) -> Any:
    answer = requests.post(f"{stack.url}/sandbox/payments/{charge_id}/settle", json=told, timeout=60)
    assert answer.ok, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("gateway", "channel", "phone"),
    [("midtrans", "qris", "081277700011"), ("xendit", "page", "081277700012"), ("tripay", "va_bri", "081277700013")],
)
def test_a_hundred_notifications_are_one_payment_and_one_receipt(
    stack: Stack, gateway: str, channel: str, phone: str
) -> None:
    owner = Owner(stack)
    customer, bill = billed(stack, owner, f"Asih {gateway}", phone)
    link = f"{stack.url}/api/pay/{link_of(stack, f'+62{phone[1:]}')}"
    asked = requests.post(f"{link}/charges", json={"gateway": gateway, "channel": channel}, timeout=60)
    assert asked.status_code == 201, asked.text
    charge = asked.json()
    assert (charge["status"], charge["amount"]) == ("pending", PRICE)
    assert charge["qr_string"] or charge["redirect_url"] or charge["va_number"]
    assert settle(stack, charge["charge_id"], status="pending")["status"] == "pending"
    assert settle(stack, charge["charge_id"], status="settlement", times=100)["notifications"] == 100
    settle(stack, charge["charge_id"], status="expire")
    wait_for_rest(stack)
    told = requests.get(f"{link}/charges/{charge['charge_id']}", timeout=30).json()
    assert (told["status"], told["invoice_status"]) == ("settled", "paid")
    assert owner.get(f"/api/invoices/{bill['id']}")["paid"] == PRICE
    (payment,) = owner.get("/api/payments", customer_id=customer["id"])["items"]
    assert (payment["method"], payment["taken_by"]) == ("gateway", gateway)
    wait_for_rest(stack)
    thanks = [one for one in at_phone(stack, f"+62{phone[1:]}") if "sudah kami terima" in one["text"]]
    assert len(thanks) == 1
    assert owner.get(f"/api/customers/{customer['id']}")["balance"] == 0


@needs_browser[0]
@needs_browser[1]
def test_the_page_says_lunas_within_seconds(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer, bill = billed(stack, owner, "Budi Qris", "081277700014")
    token = link_of(stack, "+6281277700014")
    desk.resize(PHONE)
    desk.page.goto(f"{desk.url}/t/{token}")
    ways = desk.page.get_by_role("region", name="Bayar langsung")
    ways.get_by_role("button", name="Virtual account BCA").click()
    expect(ways.get_by_role("button", name="Salin")).to_be_visible()
    assert desk.barriers() == []
    ways.get_by_role("button", name="Ganti cara bayar").click()
    ways.get_by_role("button", name="QRIS").click()
    expect(desk.page.get_by_alt_text("Kode bayar Rp165.000")).to_be_visible()
    assert desk.barriers() == []
    desk.page.reload()
    expect(desk.page.get_by_alt_text("Kode bayar Rp165.000")).to_be_visible()
    charge_id = f"{bill['id']}-2"
    browser = desk.page.context.browser
    assert browser
    till = browser.new_page()
    till.goto(f"{desk.url}/sandbox/pay/{charge_id}")
    till.get_by_role("button", name="Bayar").click()
    expect(till.get_by_role("status")).to_have_text("Sudah dibayar")
    expect(desk.page.get_by_role("heading", name="Lunas")).to_be_visible(timeout=15_000)
    expect(desk.page.get_by_role("button", name="Simpan kuitansi")).to_be_visible(timeout=15_000)
    assert desk.barriers() == []
    settle(stack, f"{bill['id']}-1", status="settlement")
    wait_for_rest(stack)
    desk.resize((1440, 900))
    desk.sign_in("owner@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pembayaran")
    expect(desk.page.get_by_text("Dibayar dua kali")).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Selesai").click()
    desk.page.get_by_label("Alasan").fill("Saldo untuk bulan depan")
    desk.page.get_by_role("dialog").get_by_role("button", name="Selesai").click()
    expect(desk.page.get_by_text("Dibayar dua kali")).to_be_hidden()
    assert owner.get(f"/api/customers/{customer['id']}")["balance"] == -PRICE
    assert desk.troubles == []


@needs_browser[0]
@needs_browser[1]
def test_the_owner_says_what_is_offered_and_what_it_costs(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    before = owner.get("/api/settings/payments")["channels"]
    desk.sign_in("owner@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pengaturan")
    desk.page.get_by_label("Biaya Tripay, Virtual account BRI").fill("4000")
    desk.page.get_by_role("switch", name="Alfamart").uncheck()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Simpan cara bayar").click()
    expect(desk.page.get_by_role("button", name=re.compile("Simpan cara bayar|Menyimpan"))).to_be_hidden()
    after = {(one["gateway"], one["channel"]): one["fee"] for one in owner.get("/api/settings/payments")["channels"]}
    assert after[("tripay", "va_bri")] == 4_000
    assert ("tripay", "alfamart") not in after
    answer = owner.session.patch(f"{stack.url}/api/settings/payments", json={"channels": before}, timeout=30)
    assert answer.ok, answer.text
    assert desk.troubles == []


def test_the_sandbox_shows_what_was_asked_for(stack: Stack) -> None:
    assert requests.get(f"{stack.url}/sandbox/pay", timeout=30).ok
    assert requests.get(f"{stack.url}/sandbox/pay/nothing", timeout=30).status_code == 404
    assert settle_status(stack, "nothing", {"status": "settlement"}) == 404
    items = requests.get(f"{stack.url}/sandbox/payments", timeout=30).json()["items"]
    if items:
        order = items[0]["order_id"]
        for wrong in ({"status": "gone"}, {"status": "pending", "times": -1}, {"status": "pending", "times": "x"}):
            assert settle_status(stack, order, wrong) == 422


def settle_status(stack: Stack, charge_id: str, body: dict[str, Any]) -> int:
    url = f"{stack.url}/sandbox/payments/{charge_id}/settle"
    return requests.post(url, json=body, timeout=30).status_code

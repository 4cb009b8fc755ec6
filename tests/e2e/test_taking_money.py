"""Money comes in through the whole of Sambung: at the desk, and from the bill's own page on a phone."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import requests
from PIL import Image
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.owner import Owner, wait_for_rest
from tests.payments.test_qris import CODE

pytestmark = needs_browser
PRICE = 165_000


def billed(stack: Stack, owner: Owner, name: str, phone: str) -> tuple[Any, Any]:
    """A customer with one open bill, which is at their phone."""
    today = requests.get(f"{owner.url}/sandbox/clock", timeout=10).json()["today"]
    plan = {"id": "uang-20", "name": "Rumah 20 Mbps", "price": PRICE}
    owner.session.post(f"{owner.url}/api/plans", json=plan, timeout=30)
    line = {"plan_id": "uang-20", "billing_day": min(date.fromisoformat(today).day, 28), "starts_on": today}
    customer = owner.post("/api/customers", name=name, phone=phone, address="Jl. Melati 5", subscription=line)
    owner.run(customer["subscriptions"][0]["next_invoice_on"])
    (bill,) = owner.get("/api/invoices", customer_id=customer["id"])["items"]
    wait_for_rest(stack)
    return customer, bill


def at_phone(stack: Stack, phone: str) -> list[Any]:
    items: list[Any] = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=30).json()["items"]
    return items


def test_cash_at_the_desk_is_thanked_for_on_whatsapp(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer, _ = billed(stack, owner, "Budi Tunai", "081277700001")
    desk.sign_in("cashier@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pelanggan/{customer['id']}")
    desk.page.get_by_role("button", name="Terima pembayaran").click()
    expect(desk.page.get_by_label("Jumlah")).to_have_value(re.compile(r"165\.000"))
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Terima Rp165.000").click()
    expect(desk.page.get_by_role("heading", name="Pembayaran diterima")).to_be_visible()
    desk.page.get_by_role("button", name="Selesai").click()
    expect(desk.page.get_by_text("Tidak ada utang")).to_be_visible()
    desk.page.get_by_role("button", name="Pembayaran", exact=True).click()
    expect(desk.page.get_by_role("table", name="Daftar pembayaran")).to_contain_text("Tunai")
    wait_for_rest(stack)
    receipt = at_phone(stack, "+6281277700001")[-1]
    assert "pembayaran Anda sudah kami terima" in receipt["text"]
    paper = requests.get(receipt["document"]["url"].replace("http://localhost:8080", stack.url), timeout=30)
    assert paper.content.startswith(b"%PDF")
    desk.page.goto(f"{desk.url}/admin/pembayaran")
    expect(desk.page.get_by_role("table", name="Daftar pembayaran")).to_contain_text("Budi Tunai")
    assert desk.barriers() == []
    assert desk.troubles == []


def test_a_bill_is_paid_by_qris_and_its_proof_is_approved_beside_the_bill(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    answer = owner.session.patch(f"{stack.url}/api/settings/payments", json={"static_qris": CODE}, timeout=30)
    assert answer.ok, answer.text
    customer, bill = billed(stack, owner, "Asih Transfer", "081277700002")
    wait_for_rest(stack)
    text = at_phone(stack, "+6281277700002")[-1]
    link = next(found for button in text["buttons"] if (found := button_address(button)))
    desk.resize(PHONE)
    desk.page.goto(f"{desk.url}/t/{link.rpartition('/')[2]}")
    expect(desk.page.get_by_alt_text("Kode QRIS Rp165.000")).to_be_visible()
    assert desk.barriers() == []
    out = BytesIO()
    Image.new("RGB", (300, 600), "teal").save(out, "JPEG")
    desk.page.locator("input[type=file]").set_input_files(
        {"name": "bukti.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    )
    expect(desk.page.get_by_text("Bukti terkirim")).to_be_visible()
    desk.resize((1440, 900))
    desk.sign_in("cashier@sambung.test")
    desk.page.goto(f"{desk.url}/admin/bukti")
    expect(desk.page.get_by_alt_text("Bukti bayar Asih Transfer")).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Setujui").click()
    expect(desk.page.get_by_text("Semua bukti sudah dicek")).to_be_visible()
    assert owner.get(f"/api/invoices/{bill['id']}")["status"] == "paid"
    wait_for_rest(stack)
    assert "pembayaran Anda sudah kami terima" in at_phone(stack, "+6281277700002")[-1]["text"]
    assert owner.get(f"/api/customers/{customer['id']}")["balance"] == 0
    assert desk.troubles == []


def button_address(button: Any) -> str | None:
    told = button.get("url") if isinstance(button, dict) else None
    return str(told) if told else None

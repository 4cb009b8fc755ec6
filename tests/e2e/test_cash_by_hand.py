"""Cash at the counter by keys alone, and at the door where there is no signal: each counts once and is thanked for."""

import re
from datetime import date

import requests
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import PRICE, at_phone
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser
KEPT_WHOLE = """() => Promise.all(["/admin/", "/config.json", ...performance.getEntriesByType("resource")
    .map((one) => new URL(one.name).pathname).filter((path) => path.startsWith("/admin/assets/"))]
    .map((path) => caches.match(path))).then((found) => !!navigator.serviceWorker.controller && found.every(Boolean))"""
"""Everything that the open page is made of is on the device."""


def owing_today(stack: Stack, owner: Owner, name: str, phone: str) -> str:
    """A customer whose bill is due on the day it is written."""
    today = date.fromisoformat(requests.get(f"{owner.url}/sandbox/clock", timeout=10).json()["today"])
    owner.session.post(f"{owner.url}/api/plans", json={"id": "uang-20", "name": "Rumah 20", "price": PRICE}, timeout=30)
    starts = today.replace(day=min(today.day, 28))
    line = {"plan_id": "uang-20", "billing_day": starts.day, "starts_on": starts.isoformat(), "due_days": 0}
    customer = owner.post("/api/customers", name=name, phone=phone, address="RT 02 no. 9", subscription=line)
    owner.run(today.isoformat())
    wait_for_rest(stack)
    return str(customer["id"])


def test_a_cashier_takes_cash_by_keys_alone(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer_id = owing_today(stack, owner, "Budi Loket", "081277700041")
    desk.sign_in("cashier@sambung.test")
    desk.page.goto(f"{desk.url}/admin/terima")
    expect(desk.page.get_by_role("combobox", name="Cari pelanggan")).to_be_focused()
    desk.page.keyboard.type("loket")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_label("Uang diterima").first).to_be_focused()
    desk.page.keyboard.type("200000")
    expect(desk.page.get_by_text("Kembali").locator("..")).to_contain_text("Rp35.000")
    assert desk.barriers() == []
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Pelanggan berikutnya")).to_be_focused()
    expect(desk.page.get_by_text("Rp165.000 dari Budi Loket")).to_be_visible()
    assert desk.barriers() == []
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("combobox", name="Cari pelanggan")).to_be_focused()
    wait_for_rest(stack)
    assert "pembayaran Anda sudah kami terima" in at_phone(stack, "+6281277700041")[-1]["text"]
    assert [one["amount"] for one in owner.get("/api/payments", customer_id=customer_id)["items"]] == [PRICE]
    assert desk.troubles == []


def test_cash_taken_without_a_signal_is_sent_once_also_after_the_page_was_closed(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer_id = owing_today(stack, owner, "Citra Dusun", "081277700042")
    desk.sign_in("collector@sambung.test")
    desk.resize(PHONE)
    desk.page.goto(f"{desk.url}/admin/rute")
    house = desk.page.get_by_role("button", name=re.compile("^Citra Dusun"))
    expect(house).to_be_visible()
    if house.get_attribute("aria-expanded") == "false":  # the first house is open from the start
        house.click()
    desk.page.wait_for_function(KEPT_WHOLE)
    desk.page.context.set_offline(True)
    desk.page.get_by_role("button", name="Terima Rp165.000").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Terima Rp165.000").click()
    expect(desk.page.get_by_text("Tersimpan di HP.")).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Rumah berikutnya").click()
    expect(desk.page.get_by_text("1 tersimpan di HP, terkirim begitu ada sinyal.")).to_be_visible()
    assert owner.get("/api/payments", customer_id=customer_id)["items"] == []
    desk.page.reload()  # the site opens all the same, with what was read before
    expect(desk.page.get_by_text("1 tersimpan di HP, terkirim begitu ada sinyal.")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="Rute hari ini")).to_be_visible()
    desk.page.goto("about:blank")
    desk.page.context.set_offline(False)
    desk.page.goto(f"{desk.url}/admin/setoran")
    expect(desk.page.get_by_role("button", name="Setor ke kantor")).to_be_enabled()
    wait_for_rest(stack)
    assert [one["amount"] for one in owner.get("/api/payments", customer_id=customer_id)["items"]] == [PRICE]
    assert "pembayaran Anda sudah kami terima" in at_phone(stack, "+6281277700042")[-1]["text"]

    held = owner.get("/api/collections")["items"]
    mine = next(one for one in held if one["taken_by"] == "demo-collector")
    desk.page.reload()
    desk.page.get_by_role("button", name="Setor ke kantor").click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_label("Uang yang dihitung").fill(str(mine["amount"]))
    expect(desk.page.get_by_role("dialog").get_by_text("Jumlah cocok")).to_be_visible()
    desk.page.get_by_role("dialog").get_by_role("button", name=re.compile("^Setor Rp")).click()
    expect(desk.page.get_by_role("heading", name="Setoran tercatat")).to_be_visible()

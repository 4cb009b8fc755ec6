"""The owner's morning in a browser: a spreadsheet in, bills out, each with its paper and its message."""

import re
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from playwright.sync_api import Page, expect

from local.stack import Stack
from tests.e2e.desk import Desk, needs_browser
from tests.owner import Owner

SPREADSHEET = Path(__file__).parents[1] / "fixtures" / "spreadsheets" / "pelanggan-1000.xlsx"
SLOW_MS = 90_000
DAYS_AHEAD = 10

pytestmark = needs_browser


@pytest.mark.timeout(600)
def test_a_spreadsheet_becomes_bills_that_reach_the_phones(stack: Stack, desk: Desk) -> None:
    page = desk.page
    desk.sign_in("owner@sambung.test")
    imports_the_spreadsheet(page)
    issued = issues_what_is_due(page, today_in_jakarta() + timedelta(days=DAYS_AHEAD))
    assert issued > 0

    billed = first_billed(Owner(stack))
    page.get_by_role("link", name="Pelanggan", exact=True).click()
    page.get_by_role("main").get_by_role("searchbox").fill(billed)
    page.get_by_role("table").get_by_role("link", name=billed, exact=False).first.click()
    page.get_by_role("button", name="Tagihan", exact=True).click()
    with page.expect_response(re.compile(r"/pdf$")) as paper:
        page.get_by_role("table", name="Daftar tagihan").get_by_role("link").first.click()
    number = page.get_by_role("heading", level=1)
    expect(number).to_have_text(re.compile(r"^INV-\d{6}-\d{5}-1$"))
    assert paper.value.headers["content-type"] == "application/pdf"
    expect(page.locator("iframe")).to_have_attribute("src", re.compile("^blob:"))

    told = page.get_by_text(re.compile(r"^WhatsApp 08"))
    expect(told).to_be_visible(timeout=SLOW_MS)
    phone = "62" + re.sub(r"\D", "", str(told.text_content()))[1:]
    message = bill_at_phone(desk.url, phone, str(number.text_content()))
    assert requests.get(message["document"]["url"], timeout=30).content.startswith(b"%PDF-")

    total = str(page.get_by_text("Jumlah", exact=True).locator("xpath=following-sibling::dd").text_content())
    page.goto(message["buttons"][0]["url"])
    expect(page.get_by_role("heading", level=1)).to_have_text(total)
    expect(page.get_by_role("link", name="Buka PDF tagihan")).to_be_visible()
    assert desk.troubles == []


def test_the_cashier_is_not_offered_an_import(desk: Desk) -> None:
    desk.sign_in("cashier@sambung.test")
    expect(desk.page.get_by_role("link", name="Tagihan", exact=True).first).to_be_visible()
    expect(desk.page.get_by_role("link", name="Impor data")).to_have_count(0)
    desk.page.goto(f"{desk.url}/admin/impor")
    expect(desk.page.get_by_role("heading", name="Perlu izin")).to_be_visible()
    assert desk.troubles == []


def first_billed(owner: Owner) -> str:
    """The name of somebody with a phone who has a bill now."""
    names: Iterator[str] = (
        customer["name"]
        for invoice in owner.all("/api/invoices")
        if (customer := owner.get(f"/api/customers/{invoice['customer_id']}"))["phone"]
    )
    return next(names)


def imports_the_spreadsheet(page: Page) -> None:
    page.get_by_role("link", name="Impor data").click()
    page.get_by_label("Berkas pelanggan").set_input_files(SPREADSHEET)
    start = page.get_by_role("button", name="Impor 979 pelanggan")
    expect(start).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Jumlah cocok")).to_be_visible()
    start.click()
    expect(page.get_by_role("heading", name="979 pelanggan masuk")).to_be_visible(timeout=SLOW_MS)


def issues_what_is_due(page: Page, on: date) -> int:
    """Previews and runs the billing up to `on`; how many invoices both say."""
    page.get_by_role("link", name="Terbitkan tagihan").click()
    page.get_by_label("Tagih sampai").fill(on.isoformat())
    expect(page).to_have_url(re.compile(f"on={on}"))
    start = page.get_by_role("button", name=re.compile(r"^Terbitkan \d+ tagihan$"))
    expect(start).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Jumlah cocok")).to_have_count(2)
    planned = int(re.sub(r"\D", "", str(start.text_content())))
    start.click()
    page.get_by_role("dialog").get_by_role("button", name="Terbitkan sekarang").click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Anda boleh menutup halaman ini")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=f"{planned} tagihan terbit")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Jumlah cocok")).to_be_visible()
    return planned


def bill_at_phone(url: str, phone: str, number: str) -> dict[str, Any]:
    """The message about invoice `number` at the simulated phone, once it is there."""
    until = time.monotonic() + SLOW_MS / 1000
    while time.monotonic() < until:
        items = requests.get(f"{url}/sandbox/whatsapp/{phone}/messages", timeout=30).json()["items"]
        for item in items:
            if number in item["text"] and "document" in item:
                found: dict[str, Any] = item
                return found
        time.sleep(0.5)
    raise AssertionError(f"no message about {number} has reached the phone")


def today_in_jakarta() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()

"""The messages page in a browser: the provider refuses, the owner sees why, mends it, and everything arrives."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import Desk, needs_browser
from tests.owner import Owner

CAST = {"Asih Lestari": "+6281277700001", "Budi Raharjo": "+6281277700002", "Dewi Anggraini": "+6281277700003"}
LAST_BILLING_DAY = 28
SLOW_MS = 30_000

pytestmark = [*needs_browser, pytest.mark.timeout(180)]


@pytest.fixture
def expired(stack: Stack) -> Iterator[None]:
    """The simulated provider no longer takes our token."""
    set_faults(stack, token_expired=True)
    yield
    set_faults(stack)


def test_an_expired_token_is_told_in_words_and_one_tap_sends_what_waited(
    stack: Stack, desk: Desk, expired: None
) -> None:
    owner = Owner(stack)
    on = billing_date(stack)
    customers = [new_customer(owner, name, phone, on) for name, phone in CAST.items()]
    run = owner.run(on)

    page = desk.page
    desk.sign_in("owner@sambung.test")
    expect(page.get_by_role("link", name="WhatsApp berhenti")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("link", name="WhatsApp berhenti").click()
    expect(page.get_by_text("Token akses WhatsApp kedaluwarsa atau dicabut.")).to_be_visible()
    find = page.get_by_role("searchbox", name="Cari pesan")
    find.fill(CAST["Asih Lestari"])
    find.press("Enter")
    expect(page.get_by_role("table").get_by_text("Ditahan").first).to_be_visible()
    assert desk.barriers() == []

    set_faults(stack)
    page.get_by_role("button", name="Coba lagi sekarang").click()
    expect(page.get_by_role("heading", name="Semua pesan WhatsApp berhenti")).to_have_count(0, timeout=SLOW_MS)
    expect(page.get_by_role("table").get_by_text(re.compile("^(Sampai|Dibaca)$"))).to_be_visible(timeout=SLOW_MS)
    for customer in customers:
        page.goto(f"{desk.url}/admin/pesan?run_id={run['id']}&customer_id={customer}")
        arrived = page.get_by_role("table").get_by_text(re.compile("^(Sampai|Dibaca)$"))
        expect(arrived).to_have_count(1, timeout=SLOW_MS)
    assert desk.troubles == []


def test_what_was_typed_is_not_lost_by_a_click_and_a_wrong_field_says_why(desk: Desk) -> None:
    page = desk.page
    desk.sign_in("owner@sambung.test")
    page.get_by_role("link", name="Pengaturan", exact=True).click()
    name = page.get_by_label("Nama", exact=True)
    name.fill("")
    page.go_back()
    page.get_by_role("button", name="Tetap di sini").click()
    expect(name).to_have_value("")
    page.get_by_role("button", name="Simpan").click()
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    page.get_by_role("link", name="Pesan", exact=True).click()
    page.get_by_role("button", name="Buang perubahan").click()
    expect(page.get_by_role("heading", name="Pesan", exact=True)).to_be_visible()
    desk.forgive("422")


def set_faults(stack: Stack, **faults: Any) -> None:
    requests.put(f"{stack.url}/sandbox/faults", json=faults, timeout=30).raise_for_status()


def billing_date(stack: Stack) -> str:
    """The sandbox's today, or the first of next month where no billing day can be today."""
    today = date.fromisoformat(requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"])
    if today.day <= LAST_BILLING_DAY:
        return today.isoformat()
    return date(today.year + today.month // 12, today.month % 12 + 1, 1).isoformat()


def new_customer(owner: Owner, name: str, phone: str, on: str) -> str:
    """The number of a customer whose first bill falls on that date."""
    if not any(plan["id"] == "pesan-10" for plan in owner.all("/api/plans")):
        owner.post("/api/plans", id="pesan-10", name="Pesan 10 Mbps", price=110_000)
    starts = {"plan_id": "pesan-10", "billing_day": int(on[-2:]), "starts_on": on}
    made = owner.post("/api/customers", name=name, phone=phone, address="Jl. Kenanga 7", subscription=starts)
    return str(made["number"])

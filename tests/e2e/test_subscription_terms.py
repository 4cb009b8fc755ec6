"""Staff change a subscription in a browser: they see what it costs, then it is so."""

import re

import pytest
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import Desk, needs_browser
from tests.owner import Owner

pytestmark = [*needs_browser, pytest.mark.timeout(240)]


@pytest.fixture
def budi(stack: Stack) -> str:
    """A customer billed for next month, half of it off."""
    api = Owner(stack)
    plan = api.post("/api/plans", id="terms-20", name="Terms 20 Mbps", price=160_000)["id"]
    api.post("/api/plans", id="terms-10", name="Terms 10 Mbps", price=100_000)
    first = f"{api.next_month()}-01"
    half = [{"name": "Promo", "percent": 50}]
    line = {"plan_id": plan, "billing_day": 1, "starts_on": first, "discounts": half}
    customer = api.post("/api/customers", name="Budi Raharjo", phone=None, address="Jl. Melati", subscription=line)
    api.run(first)
    return str(customer["id"])


def test_a_stop_says_what_it_gives_back_and_gives_that_back(desk: Desk, stack: Stack, budi: str) -> None:
    desk.sign_in("owner@sambung.test")
    page = desk.page
    page.goto(f"{desk.url}/admin/pelanggan/{budi}")
    page.get_by_role("button", name="Biaya sekali").click()
    page.get_by_label("Untuk apa").fill("Modem")
    page.get_by_label("Jumlah").fill("25000")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status").filter(has_text="Modem Rp25.000")).to_be_visible()
    page.get_by_role("button", name="Ganti paket").click()
    sums = page.get_by_label("Perhitungan")
    expect(sums).to_contain_text("−Rp80.000")
    page.get_by_role("button", name="Kembali").click()
    page.get_by_role("button", name="Berhenti").click()
    expect(sums).to_contain_text(re.compile(r"saldo lebih.*Rp55\.000"))
    page.get_by_role("button", name="Hentikan langganan").click()
    expect(page.get_by_role("status").filter(has_text="sudah berhenti")).to_be_visible()
    assert Owner(stack).get(f"/api/customers/{budi}")["balance"] == 25_000
    assert desk.troubles == []

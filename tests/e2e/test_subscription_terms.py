"""Staff change a subscription in a browser: they see what it costs, then it is so."""

import re

import pytest
from playwright.sync_api import Page, expect

from local.seed import PASSWORD, STAFF
from local.stack import Stack
from tests.owner import Owner

pytestmark = pytest.mark.timeout(240)


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


def sign_in(page: Page, stack: Stack, path: str) -> None:
    page.goto(f"{stack.url}/admin/")
    page.get_by_label("Email").fill(STAFF["owner"][0])
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", name="Hari ini").wait_for()
    page.goto(f"{stack.url}{path}")


def test_a_stop_says_what_it_gives_back_and_gives_that_back(page: Page, stack: Stack, budi: str) -> None:
    sign_in(page, stack, f"/admin/pelanggan/{budi}")
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

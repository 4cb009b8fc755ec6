"""A customer on a cheap phone signs in with the code that came on WhatsApp, and looks at what they owe."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from tests.e2e.desk import CHROMIUM, ROOT
from tests.owner import Owner, wait_for_rest

BUILT = ROOT / "web" / "dist" / "customer" / "index.html"
SMALL = {"width": 360, "height": 740}
PLAN = "login-20"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing: apt install chromium"),
    pytest.mark.skipif(not BUILT.exists(), reason="the sites are not built: npm run build in web/"),
]


@dataclass
class Phone:
    """A small phone with the customer site open, and all that went wrong in it."""

    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)

    def ask_for_code(self, number: str) -> None:
        self.page.goto(self.url)
        self.page.get_by_label("Nomor WhatsApp").fill(number)
        self.page.get_by_role("button", name="Kirim kode").click()
        expect(self.page.get_by_role("heading", name="Masukkan kode 6 angka")).to_be_visible()

    def enter(self, code: str) -> None:
        self.page.get_by_label("Kode 6 angka").fill(code)


@pytest.fixture
def phone(chromium: Browser, stack_url: str) -> Iterator[Phone]:
    context = chromium.new_context(viewport=SMALL, locale="id-ID", timezone_id="Asia/Jakarta", has_touch=True)  # type: ignore[arg-type]
    phone = Phone(context.new_page(), stack_url)
    phone.page.on("pageerror", lambda error: phone.troubles.append(str(error)))
    yield phone
    context.close()


def codes_at(url: str, number: str) -> list[str]:
    items = requests.get(f"{url}/sandbox/whatsapp/{number}/messages", timeout=30).json()["items"]
    return [found[1] for item in items if (found := re.match(r"\*(\d{6})\* adalah kode", item["text"]))]


def next_code(url: str, number: str, *, after: int = 0) -> str:
    """The code the simulated phone gets after so many."""
    end = time.monotonic() + 60
    while len(codes := codes_at(url, number)) <= after:
        assert time.monotonic() < end, "no code came"
        time.sleep(0.1)
    return codes[after]


def subscriber(owner: Owner, name: str, number: str) -> Any:
    today = requests.get(f"{owner.url}/sandbox/clock", timeout=10).json()["today"]
    plan = {"id": PLAN, "name": "Rumah 20 Mbps", "price": 165_000}
    owner.session.post(f"{owner.url}/api/plans", json=plan, timeout=30)
    line = {"plan_id": PLAN, "billing_day": min(date.fromisoformat(today).day, 28), "starts_on": today}
    return owner.post("/api/customers", name=name, phone=number, address="Jl. Melati 4", subscription=line)


@pytest.mark.timeout(300)
def test_the_code_from_whatsapp_opens_ones_own_bills(phone: Phone, stack: Stack) -> None:
    owner, number, page = Owner(stack), "+6281299990001", phone.page
    budi = subscriber(owner, "Budi Raharjo", number)
    owner.run(budi["subscriptions"][0]["next_invoice_on"])
    wait_for_rest(stack)

    phone.ask_for_code("0812-9999-0001")
    expect(page.get_by_text("0812-9999-0001")).to_be_visible()
    expect(page.get_by_text("Kirim ulang dalam")).to_be_visible()
    code = next_code(stack.url, number)
    phone.enter("000000" if code != "000000" else "111111")
    expect(page.get_by_role("alert")).to_contain_text("Kodenya salah")
    expect(page.get_by_label("Kode 6 angka")).to_have_value("")
    phone.enter(f"{code[:3]} {code[3:]}")

    expect(page.get_by_role("heading", name="Halo, Budi Raharjo")).to_be_visible()
    expect(page.get_by_text("Rp165.000").first).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Rincian").click()
    expect(page.get_by_text("Rumah 20 Mbps").first).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Simpan PDF tagihan").click()
    assert Path(kept.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="Kembali ke daftar tagihan").click()
    expect(page.get_by_role("list", name="Daftar tagihan").get_by_role("listitem")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]

    page.get_by_role("link", name="Akun").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_label("Nomor WhatsApp")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Nomor WhatsApp")).to_be_visible()
    assert phone.troubles == []


@pytest.mark.timeout(300)
def test_a_family_with_one_phone_chooses_and_an_archived_customer_is_out(phone: Phone, stack: Stack) -> None:
    owner, number, page = Owner(stack), "+6281299990002", phone.page
    asih = subscriber(owner, "Asih Lestari", number)
    subscriber(owner, "Citra Dewanti", number)
    phone.ask_for_code(number)
    page.reload()  # A look into WhatsApp may cost a cheap phone the page: the code is still waited for.
    phone.enter(next_code(stack.url, number))
    page.get_by_role("button", name="Asih Lestari").click()
    expect(page.get_by_role("heading", name="Halo, Asih Lestari")).to_be_visible()

    answer = owner.session.delete(f"{owner.url}/api/customers/{asih['id']}", params={"force": "true"}, timeout=60)
    assert answer.ok, answer.text
    page.reload()
    expect(page.get_by_text("sudah ditutup").first).to_be_visible()


@pytest.mark.timeout(120)
def test_a_number_that_is_nobodys_looks_the_same_and_gets_no_code(phone: Phone, stack: Stack) -> None:
    number = "+6281299990003"
    phone.ask_for_code(number)
    expect(phone.page.get_by_text("Kirim ulang dalam")).to_be_visible()
    wait_for_rest(stack)
    assert codes_at(stack.url, number) == []
    phone.enter("123456")
    expect(phone.page.get_by_role("alert")).to_contain_text("Kodenya salah")
    phone.page.get_by_role("button", name="Salah nomor?").click()
    phone.page.get_by_label("Nomor WhatsApp").fill("bukan nomor")
    phone.page.get_by_role("button", name="Kirim kode").click()
    expect(phone.page.get_by_text("Bukan nomor telepon yang dapat dipakai.")).to_be_visible()

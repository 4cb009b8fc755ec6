"""The owner ends an outage on the site: who was told hears that it is over, and gets a day back."""

import re
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.owner import Owner, wait_for_rest

NUMBER = "+6281299970011"
OWNER = "owner@sambung.test"
SLOW_MS = 60_000
pytestmark = needs_browser


def asih(owner: Owner) -> Any:
    """A customer of an area of her own, billed lately."""
    owner.post("/api/areas", id="lereng", name="Lereng")
    owner.session.post(
        f"{owner.url}/api/plans", json={"id": "desa-20", "name": "Desa 20", "price": 165_000}, timeout=30
    )
    today = requests.get(f"{owner.url}/sandbox/clock", timeout=10).json()["today"]
    line = {"plan_id": "desa-20", "billing_day": 1, "starts_on": today, "network": {"odp": "ODP-LRG-01"}}
    return owner.post(
        "/api/customers",
        name="Asih Lestari",
        phone=NUMBER,
        address="Jl. Lereng 3",
        area_id="lereng",
        subscription=line,
    )


def wait_for_text(stack: Stack, pattern: str) -> None:
    end = time.monotonic() + 60
    while True:
        items = requests.get(f"{stack.url}/sandbox/whatsapp/{NUMBER}/messages", timeout=30).json()["items"]
        if any(re.search(pattern, item["text"], re.DOTALL | re.IGNORECASE) for item in items):
            return
        assert time.monotonic() < end, f"no message like {pattern!r} among {[item['text'] for item in items]}"
        time.sleep(0.2)


@pytest.mark.timeout(300)
def test_an_outage_is_opened_told_ended_and_made_good(desk: Desk, stack: Stack) -> None:
    owner, page = Owner(stack), desk.page
    asih(owner)
    now = datetime.fromisoformat(requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["now"])
    began = (now - timedelta(hours=8)).isoformat()
    owner.post("/api/outages", area_id="lereng", cause="Kabel utama putus", started_at=began)
    wait_for_text(stack, "Kabel utama putus")

    desk.sign_in(OWNER)
    page.get_by_role("link", name="Pengaduan").first.click()
    expect(page.get_by_text("1 pelanggan dikabari")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("link", name="Lihat gangguan").click()
    one = page.get_by_role("article", name="Lereng", exact=True)
    one.get_by_role("button", name="Sudah pulih").click()
    page.get_by_label("Tindakan").fill("Kabel disambung ulang")
    page.get_by_role("dialog").get_by_role("button", name="Sudah pulih").click()
    expect(one.get_by_text("Pulih", exact=True)).to_be_visible(timeout=SLOW_MS)
    wait_for_text(stack, "pulih|normal")
    one.get_by_role("button", name="Beri potongan").click()
    expect(one.get_by_text(re.compile("^Potongan (sedang|diberikan)"))).to_be_visible(timeout=SLOW_MS)
    wait_for_rest(stack)

    page.get_by_role("button", name="Buka gangguan").click()
    page.get_by_label("Wilayah", exact=True).select_option("lereng")
    page.get_by_label("ODP").fill("ODP-LRG-09")
    page.get_by_label("Kabari semua yang terdampak").uncheck()
    assert desk.barriers() == []
    page.get_by_role("dialog").get_by_role("button", name="Buka gangguan").click()
    other = page.get_by_role("article", name=re.compile("ODP-LRG-09"))
    expect(other.get_by_role("button", name="Umumkan")).to_be_visible(timeout=SLOW_MS)
    desk.resize(PHONE)
    assert desk.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    ended = next(one for one in owner.get("/api/outages")["items"] if one["cause"] == "Kabel utama putus")
    told = owner.get(f"/api/outages/{ended['id']}")
    assert (told["status"], told["affected"], told["credit"], told["credits"]) == ("ended", 1, "done", 1)
    assert desk.troubles == []

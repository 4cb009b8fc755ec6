"""The owner adds a router on the site; its lines come on, and what it has still to do appears and vanishes."""

import re
from datetime import date
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.owner import Owner, wait_for_rest

OWNER = "owner@sambung.test"
USERS = ("asih.lembah", "budi.lembah", "citra.lembah")
BOX = "ODP-LEMBAH-1"
SLOW_MS = 60_000
pytestmark = needs_browser


def people(owner: Owner) -> dict[str, Any]:
    """Three customers on one box, by their login."""
    today = date.fromisoformat(requests.get(f"{owner.url}/sandbox/clock", timeout=10).json()["today"])
    plan = {"id": "lembah-20", "name": "Lembah 20", "price": 165_000}
    owner.session.post(f"{owner.url}/api/plans", json=plan, timeout=30)
    made = {}
    for number, user in enumerate(USERS, 1):
        network = {"pppoe_user": user, "odp": BOX, "port": number}
        line = {"plan_id": plan["id"], "billing_day": min(today.day, 28), "starts_on": today.isoformat()}
        told = {"name": user, "phone": f"08127770071{number}", "address": "Jl. Lembah 1"}
        made[user] = owner.post("/api/customers", **told, subscription={**line, "network": network})
    return made


def report(stack: Stack, times: int = 1) -> None:
    for _ in range(times):
        assert requests.post(f"{stack.url}/sandbox/router/rb-lembah/report", timeout=60).ok


def power(stack: Stack, *, up: bool) -> None:
    """One modem's: a box of several would be an outage."""
    assert requests.put(f"{stack.url}/sandbox/router/lines/asih.lembah", json={"up": up}, timeout=30).ok


@pytest.mark.timeout(300)
def test_a_router_is_added_its_lines_come_on_and_a_difference_comes_and_goes(desk: Desk, stack: Stack) -> None:
    owner, page = Owner(stack), desk.page
    made = people(owner)
    desk.sign_in(OWNER)
    page.get_by_role("link", name="Jaringan").first.click()
    page.get_by_role("link", name="Router", exact=True).click()
    page.get_by_role("button", name="Tambah router").click()
    page.get_by_label("Nama", exact=True).fill("RB Lembah")
    page.get_by_role("button", name="Simpan router").click()
    install = page.locator("[data-install]")
    expect(install).to_contain_text("/agent/mikrotik.rsc", timeout=SLOW_MS)
    token = re.search(r"Bearer ([^\"]+)\"", install.inner_text())
    assert token
    assert desk.barriers() == []

    plug = {"token": token[1], "lines": dict.fromkeys(USERS, BOX)}
    assert requests.post(f"{stack.url}/sandbox/router", json=plug, timeout=30).status_code == 201
    report(stack, 2)
    expect(page.get_by_text("Router sudah melapor.")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Selesai").click()
    page.get_by_role("link", name="RB Lembah").first.click()
    expect(page.get_by_text("Tersambung").first).to_be_visible(timeout=SLOW_MS)
    lines = page.get_by_role("table", name="Sambungan router ini")
    for user in USERS:
        expect(lines.get_by_role("row", name=re.compile(user)).get_by_text("Online")).to_be_visible(timeout=SLOW_MS)
    assert desk.barriers() == []

    line = made["citra.lembah"]["subscriptions"][0]["id"]
    assert requests.put(f"{stack.url}/sandbox/router/rb-lembah", json={"silent": True}, timeout=30).ok
    owner.post(f"/api/subscriptions/{line}/suspend", reason="coba")
    page.goto(f"{stack.url}/admin/jaringan/selisih")
    expect(page.get_by_role("link", name="citra.lembah").first).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Harus diisolir, router belum").first).to_be_visible()
    assert requests.put(f"{stack.url}/sandbox/router/rb-lembah", json={"silent": False}, timeout=30).ok
    report(stack, 3)
    expect(page.get_by_role("link", name="citra.lembah")).to_have_count(0, timeout=SLOW_MS)

    owner.post("/api/nodes/from-customers")
    power(stack, up=False)
    report(stack)
    desk.resize(PHONE)
    page.goto(f"{stack.url}/admin/jaringan/titik/odp-lembah-1")
    expect(page.get_by_role("link", name="asih.lembah").last).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Offline").last).to_be_visible()
    expect(page.get_by_text("Port kosong: 4, 5, 6, 7, 8")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert desk.barriers() == []
    page.goto(f"{stack.url}/admin/pelanggan/{made['asih.lembah']['id']}")
    expect(page.get_by_role("heading", name="Koneksi")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("90 hari terakhir")).to_be_visible(timeout=SLOW_MS)
    assert desk.barriers() == []
    power(stack, up=True)
    report(stack)
    wait_for_rest(stack)
    assert desk.troubles == []

"""The addresses of all pages of the admin site, with something to show on each."""

import re
from typing import Any

from playwright.sync_api import Page, Route

from local.stack import Stack
from tests.e2e.chat import says
from tests.e2e.desk import ROOT
from tests.e2e.test_taking_money import billed
from tests.owner import Owner, wait_for_rest

PHONE = "+6281277700090"
LIST = (
    "Nama;No HP;Alamat;Paket;Harga;Tgl Tagihan\nAsih Semua;081277700091;Jl. Semua 1;Semua 20;165000;1\n;;Jl. Semua 2;;;"
)


def routes() -> list[str]:
    """As the site itself has them: a new one is looked at from its first day."""
    source = (ROOT / "web" / "admin" / "App.tsx").read_text(encoding="utf-8")
    return re.findall(r'^ +\["(/[^"]*)", \w+, "', source, re.MULTILINE)


def shown_by(stack: Stack, owner: Owner) -> dict[str, str]:
    """What stands for `:id` in each route that has one."""
    customer, bill = billed(stack, owner, "Budi Semua Halaman", PHONE)
    complaint = owner.post("/api/complaints", customer_id=customer["id"], category="slow", description="Lambat")
    node = owner.post("/api/nodes", kind="odp", name="ODP-SEMUA-1", ports=8)
    router = owner.post("/api/routers", name="RB Semua")["router"]
    draft = owner.post(
        "/api/broadcasts", name="Semua", template="pengumuman", values={"text": "Halo"}, segment=nobody()
    )
    files = {"file": ("semua.csv", LIST.encode(), "text/csv")}
    brought = owner.session.post(f"{owner.url}/api/customers/import", files=files, timeout=60).json()
    says(stack, PHONE, text="mau bicara dengan orang")
    wait_for_rest(stack)
    chat = next(one for one in owner.get("/api/conversations")["items"] if one["phone"] == PHONE)
    return {
        "/pelanggan/:id": customer["id"],
        "/pelanggan/:id/rekening": customer["id"],
        "/tagihan/run/:id": owner.get("/api/billing/runs")["items"][0]["id"],
        "/tagihan/:id": bill["id"],
        "/impor/:id": brought["id"],
        "/siaran/:id": draft["id"],
        "/pengaduan/:id": complaint["id"],
        "/tugas/:id": complaint["id"],
        "/percakapan/:id": chat["id"],
        "/jaringan/titik/:id": node["id"],
        "/jaringan/router/:id": router["id"],
    }


def know_second_factors(page: Page) -> None:
    """Answers as Firebase Auth does where a code from an app is asked for: its emulator knows none."""

    def begin(route: Route) -> None:
        told = {"sharedSecretKey": "JBSWY3DPEHPK3PXP", "sessionInfo": "of-a-test", "verificationCodeLength": 6}
        route.fulfill(json={"totpSessionInfo": {**told, "hashingAlgorithm": "SHA1", "periodSec": 30}})

    page.route("**/accounts/mfaEnrollment:start*", begin)


def nobody() -> dict[str, Any]:
    return {"status": "paused", "area_id": None, "plan_id": None}

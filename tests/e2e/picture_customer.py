"""The pictures of the customer's telephone: a bill behind its link, paying it, home, money, account, no signal."""

import re
from typing import Any

import requests

from tests.e2e.camera import SLOW_MS, Camera
from tests.e2e.test_customer_signs_in import codes_at, next_code
from tests.owner import Owner
from tests.payments.test_qris import CODE

ASIH, BUDI = "+6281200004471", "+6281200004472"
ACCOUNT = {
    "beranda": "",
    "daftar-tagihan": "tagihan",
    "pembayaran": "pembayaran",
    "rekening": "rekening",
    "akun": "akun",
    "ganti-paket": "akun/paket",
    "cuti": "akun/cuti",
    "data-saya": "akun/data",
}


def make_customers(owner: Owner) -> None:
    """A QRIS of the provider's own, and a payment of Asih's."""
    owner.session.patch(f"{owner.url}/api/settings/payments", json={"static_qris": CODE}, timeout=60).raise_for_status()
    asih = owner.get("/api/customers", q="Asih Lestari")["items"][0]
    owed = owner.get(f"/api/customers/{asih['id']}")["balance"]
    if owed > 0:
        owner.post("/api/payments", id="gambar-1", customer_id=asih["id"], amount=owed, method="cash")


def link_at(url: str, number: str) -> str:
    """Where a bill's button at this telephone leads, the latest first."""
    items: list[Any] = requests.get(f"{url}/sandbox/whatsapp/{number}/messages", timeout=30).json()["items"]
    links = [told.get("url") or "" for item in items for told in item["buttons"] if isinstance(told, dict)]
    return next(link for link in reversed(links) if "/t/" in link).removeprefix(url)


def take_bills(camera: Camera) -> None:
    """Budi's bill, open, and Asih's, paid."""
    camera.open(link_at(camera.url, BUDI))
    camera.page.get_by_role("region", name="Bayar langsung").wait_for(timeout=SLOW_MS)
    camera.take("tautan-tagihan")
    camera.page.get_by_role("button", name="QRIS", exact=True).click()
    camera.page.get_by_role("img", name=re.compile("^Kode bayar")).scroll_into_view_if_needed(timeout=SLOW_MS)
    camera.take("tautan-qris")
    camera.open(link_at(camera.url, ASIH))
    camera.page.get_by_role("button", name="Simpan kuitansi").wait_for(timeout=SLOW_MS)
    camera.take("tautan-lunas")


def take_account(camera: Camera) -> None:
    """Budi, signed in."""
    page = camera.page
    page.goto(camera.url)
    page.get_by_role("heading", level=1).wait_for()
    camera.take("masuk-pelanggan")
    page.get_by_label("Nomor WhatsApp").fill(BUDI)
    had = len(codes_at(camera.url, BUDI))
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode 6 angka").wait_for()
    camera.take("masuk-kode")
    page.get_by_label("Kode 6 angka").fill(next_code(camera.url, BUDI, after=had))
    page.get_by_role("heading", name="Halo").wait_for(timeout=SLOW_MS)
    for name, path in ACCOUNT.items():
        page.goto(f"{camera.url}/{path}")
        page.get_by_role("heading", level=1).first.wait_for()
        page.wait_for_load_state("networkidle")
        camera.take(name)
    page.goto(f"{camera.url}/tagihan")
    page.get_by_role("list", name="Daftar tagihan").get_by_role("link").first.click()
    page.get_by_role("button", name="Simpan PDF tagihan").wait_for(timeout=SLOW_MS)
    camera.take("tagihan-saya")
    page.goto(camera.url)
    page.get_by_role("button", name="Belum bisa bayar? Janji bayar").click()
    camera.take("janji-bayar")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(camera.url)
    page.get_by_text(re.compile("^Data .* WIB")).wait_for(timeout=SLOW_MS)
    camera.take("tanpa-sinyal")
    page.goto(f"{camera.url}/lapor/baru")
    page.get_by_label("Internet mati total").check()
    for _ in range(2):
        page.get_by_role("button", name=re.compile("Lanjut|Lewati")).click()
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_role("heading", name="Laporan tersimpan di HP ini").wait_for(timeout=SLOW_MS)
    camera.take("laporan-menunggu")

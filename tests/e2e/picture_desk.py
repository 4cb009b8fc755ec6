"""The pictures of every other page of the admin site, on a working day of ISP Kamil some of whose bills are late."""

import io
from typing import Any

import requests
from PIL import Image, ImageDraw, ImageFont

from local.stack import Stack
from tests.e2e.camera import SLOW_MS, Camera
from tests.e2e.every_page import know_second_factors
from tests.e2e.picture_customer import link_at
from tests.owner import Owner

LATE_DAYS = 11
SAID = [
    ("tagihan",),
    ("Mbak, saya sudah transfer tadi pagi", "Mau bicara dengan orang saja"),
    ("Selamat pagi", "Tagihan saya kok naik ya? Mau bicara dengan admin"),
]
"""What three customers write; who asks for a person waits for one, and Rina answers the last."""

OWNERS = {
    "pelanggan-baru": "/admin/pelanggan/baru",
    "belum-dibayar": "/admin/belum-dibayar",
    "laporan": "/admin/laporan",
    "uang-masuk": "/admin/pembayaran",
    "buku-kas": "/admin/buku-kas",
    "setoran-kantor": "/admin/setoran",
    "bukti": "/admin/bukti",
    "siaran": "/admin/siaran",
    "siaran-baru": "/admin/siaran/baru",
    "templat": "/admin/templat",
    "jaringan": "/admin/jaringan",
    "router": "/admin/jaringan/router",
    "router-satu": "/admin/jaringan/router/rb-utara",
    "selisih": "/admin/jaringan/selisih",
    "titik": "/admin/jaringan/titik/odp-a1",
    "kesehatan": "/admin/kesehatan",
    "staf": "/admin/staf",
    "jejak": "/admin/audit",
    "kode": "/admin/kode",
    "lainnya": "/admin/lainnya",
}
SECTIONS = {"pengaturan-tagihan": "Tagihan", "pengaturan-whatsapp": "WhatsApp", "pengaturan-bayar": "Cara bayar"}
"""Parts of the settings, by the headings they begin with."""


def make_talks(stack: Stack, owner: Owner) -> str:
    """Three write, one of whom Rina answers; the id of hers."""
    people = owner.get("/api/customers", limit=100)["items"]
    lines = [one for one in people if one["status"] == "active" and one["phone"]]
    for said, who in zip(SAID, lines[20:], strict=False):
        for text in said:
            told = {"text": text}
            requests.post(f"{stack.url}/sandbox/whatsapp/{who['phone']}/send", json=told, timeout=30).raise_for_status()
            requests.get(f"{stack.url}/sandbox/idle", params={"wait_s": 30}, timeout=60).raise_for_status()
    [chat] = owner.get("/api/conversations", customer_id=lines[20 + len(SAID) - 1]["id"])["items"]
    rina = Owner(stack, "admin")
    rina.post(f"/api/conversations/{chat['id']}/take")
    rina.post(f"/api/conversations/{chat['id']}/reply", text="Selamat pagi, saya Rina. Saya cek dulu tagihannya, ya.")
    return str(chat["id"])


def make_day(stack: Stack, owner: Owner) -> dict[str, str]:
    """Lets bills grow late, then fills the day; the addresses that depend on what was made."""
    moved = requests.post(f"{stack.url}/sandbox/clock", json={"advance_days": LATE_DAYS}, timeout=600)
    moved.raise_for_status()
    people = owner.get("/api/customers", limit=100)["items"]
    payer = _money(stack, owner)
    _broadcasts(stack, people)
    requests.get(f"{stack.url}/sandbox/idle", params={"wait_s": 60}, timeout=90).raise_for_status()
    sent = next(one for one in owner.get("/api/broadcasts")["items"] if one["phase"] != "draft")
    return {"rekening-koran": f"/admin/pelanggan/{payer}/rekening", "siaran-satu": f"/admin/siaran/{sent['id']}"}


def _money(stack: Stack, owner: Owner) -> str:
    """At the counter, at the door, and two transfers whose proofs wait; one who paid."""
    late = owner.get("/api/reports/unpaid", limit=60)["items"]
    owing = list({one["customer_id"]: one for one in late if one["phone"]}.values())
    for role, part in (("cashier", owing[:3]), ("collector", owing[3:6])):
        taker = Owner(stack, role)
        for one in part:
            told = {"customer_id": one["customer_id"], "amount": one["left"], "method": "cash"}
            taker.post("/api/payments", id=f"gambar-{one['customer_id']}", **told)
    for one in owing[6:8]:
        link = link_at(stack.url, one["phone"])
        picture = ("bukti.jpg", transfer(one["left"]), "image/jpeg")
        address = f"{stack.url}/api/pay/{link.rpartition('/')[2]}/proofs"
        requests.post(address, files={"file": picture}, data={"amount": one["left"]}, timeout=60).raise_for_status()
    return str(owing[0]["customer_id"])


def _broadcasts(stack: Stack, people: list[Any]) -> None:
    segment = {"status": "active", "area_id": people[0]["area_id"], "plan_id": None}
    news = {"template": "pengumuman", "segment": segment}
    owner, cashier = Owner(stack), Owner(stack, "cashier")
    moved = {"text": "Kantor pindah ke Jl. Kenanga No. 2 mulai Senin depan"}
    sent = cashier.post("/api/broadcasts", name="Kantor pindah", values=moved, **news)
    owner.post(f"/api/broadcasts/{sent['id']}/approve")
    holiday = {"text": "Kantor tutup tanggal 25 Desember. Gangguan tetap kami tangani"}
    cashier.post("/api/broadcasts", name="Libur Natal", values=holiday, **news)


def transfer(amount: int) -> bytes:
    """The picture that a bank's app shows after a transfer."""
    picture = Image.new("RGB", (720, 1280), "#f3f6f5")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 720, 250), fill="#1d5c7a")
    draw.ellipse((320, 170, 400, 250), fill="#2c9a63")
    lines = [("Transfer berhasil", 300, 44), (f"Rp{amount:,}".replace(",", "."), 380, 64),
             ("Ke  CV Kamil Net", 520, 32),
             ("BRI 0021 01 000123 50 1", 575, 32), ("Ref 8841 2207 19", 660, 28)]  # fmt: skip
    for text, top, size in lines:
        font = ImageFont.load_default(size)
        draw.text(((720 - draw.textlength(text, font)) / 2, top), text, "#1b2b2e", font)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def take_of_owner(camera: Camera, made: dict[str, str]) -> None:
    know_second_factors(camera.page)
    for name, path in {**OWNERS, **made}.items():
        camera.stand(path)
        camera.take(name)
    camera.stand("/admin/pengaturan")
    for name, heading in SECTIONS.items():
        camera.page.get_by_role("heading", name=heading, exact=True).first.evaluate("one => one.scrollIntoView()")
        camera.take(name)


def take_of_talks(camera: Camera, chat: str) -> None:
    camera.stand("/admin/percakapan")
    camera.take("percakapan")
    camera.stand(f"/admin/percakapan/{chat}")
    camera.take("percakapan-satu")


def take_of_cashier(camera: Camera) -> None:
    camera.stand("/admin/terima")
    camera.page.get_by_role("combobox", name="Cari pelanggan").fill("Budi")
    camera.page.keyboard.press("Enter")
    camera.page.get_by_label("Uang diterima").first.wait_for(timeout=SLOW_MS)
    camera.take("terima")


def take_of_collector(camera: Camera) -> None:
    camera.stand("/admin/rute")
    camera.take("rute")
    camera.stand("/admin/setoran")
    camera.take("setoran")


def take_of_technician(camera: Camera, job: str) -> None:
    camera.stand("/admin/tugas")
    camera.take("tugas")
    camera.stand(f"/admin/tugas/{job}")
    camera.take("tugas-satu")

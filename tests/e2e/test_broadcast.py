"""A broadcast: a cashier writes it, the owner sees what it takes and approves it, and it arrives."""

import re

from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import at_phone
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser
NEWS = "Kantor pindah ke Jl. Kenanga 2 mulai Senin"


def test_a_broadcast_is_written_approved_by_another_and_arrives(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    area = owner.post("/api/areas", name="Lembah Siaran")
    owner.post("/api/customers", name="Dewi Siaran", phone="081277700044", address="RT 01", area_id=area["id"])
    cashier = Owner(stack, "cashier")
    draft = cashier.post(
        "/api/broadcasts",
        name="Kantor pindah",
        template="pengumuman",
        values={"text": "lama"},
        segment={"status": "pending", "area_id": area["id"], "plan_id": None},
    )
    assert draft["phase"] == "draft"

    desk.sign_in("owner@sambung.test")
    desk.page.goto(f"{desk.url}/admin/siaran/baru")
    desk.page.get_by_label("Nama siaran").fill("Kantor pindah Senin")
    desk.page.get_by_label("Isi kabar").fill(NEWS)
    expect(desk.page.get_by_label("Tampilan di HP pelanggan")).to_contain_text(NEWS)
    desk.page.get_by_label("Status").select_option("pending")
    desk.page.get_by_label("Wilayah").select_option(area["id"])
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Lihat perkiraan").click()
    expect(desk.page.get_by_text("Penerima, paling banyak")).to_be_visible()
    expect(desk.page.get_by_text("Anda sendiri penulisnya.")).to_be_visible()

    desk.page.goto(f"{desk.url}/admin/siaran/{draft['id']}")
    desk.page.get_by_role("button", name="Setujui, kirim ke 1 orang").click()
    expect(desk.page.get_by_text(re.compile("1 orang, paling banyak Rp"))).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Kirim ke 1 orang", exact=True).click()
    expect(desk.page.get_by_text("dari 1 pesan berangkat")).to_be_visible()
    wait_for_rest(stack)
    assert "lama" in at_phone(stack, "+6281277700044")[-1]["text"]
    desk.resize(PHONE)
    assert desk.barriers() == []
    desk.page.goto(f"{desk.url}/admin/templat")
    expect(desk.page.get_by_role("button", name=re.compile("Pengaduan selesai"))).to_be_visible()
    assert desk.barriers() == []
    assert desk.troubles == []

"""A new customer in one screen, corrected on their own page, with every rupiah of the account in sight."""

from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.chat import answered, at, says
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


def test_a_new_customer_is_made_in_one_screen_and_corrected_on_their_page(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    owner.post("/api/plans", id="desa-30", name="Desa 30 Mbps", price=150_000)
    desk.sign_in("admin@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pelanggan")
    desk.page.get_by_role("link", name="Pelanggan baru").first.click()
    desk.page.get_by_role("button", name="Simpan pelanggan").click()
    expect(desk.page.get_by_text("Wajib diisi.").first).to_be_visible()
    desk.page.get_by_label("Nama").fill("Asih Pasang Baru")
    desk.page.get_by_label("HP (WhatsApp)").fill("12")
    desk.page.get_by_label("Alamat").fill("Jalan Kenanga 8")
    desk.page.get_by_label("Paket").select_option(label="Desa 30 Mbps, Rp150.000")
    desk.page.get_by_label("User PPPoE").fill("asih-kenanga")
    desk.page.get_by_role("button", name="Simpan pelanggan").click()
    expect(desk.page.get_by_label("HP (WhatsApp)")).to_have_attribute("aria-invalid", "true")
    assert desk.barriers() == []
    desk.forgive("422")
    desk.page.get_by_label("HP (WhatsApp)").fill("0812 7770 0451")
    desk.page.get_by_role("button", name="Simpan pelanggan").click()
    expect(desk.page.get_by_text("Asih Pasang Baru tersimpan sebagai")).to_be_visible()
    [made] = owner.get("/api/customers", q="Asih Pasang Baru")["items"]
    assert (made["phone"], made["status"]) == ("+6281277700451", "active")
    says(stack, made["phone"], text="menu")
    assert "Asih Pasang Baru" in answered(stack, made["phone"], 0)[-1]["text"]

    desk.page.get_by_role("button", name="Ubah data pelanggan").click()
    desk.page.get_by_label("Catatan tim").fill("Pagar hijau, jangan telepon sebelum jam 3 sore")
    desk.page.get_by_role("button", name="Simpan", exact=True).click()
    expect(desk.page.get_by_text("Pagar hijau, jangan telepon")).to_be_visible()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert desk.barriers() == []
    desk.resize(PHONE)
    assert desk.barriers() == []
    assert desk.troubles == []


def test_the_account_adds_up_line_by_line(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer = owner.post("/api/customers", name="Budi Buku Besar", phone="081277700452", address="Jalan Melati 2")
    owner.post(f"/api/customers/{customer['id']}/adjustments", amount=50_000, reason="Sewa modem")
    owner.post("/api/payments", customer_id=customer["id"], amount=20_000, method="cash")
    desk.sign_in("cashier@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pelanggan/{customer['id']}")
    rows = desk.page.get_by_role("table", name="Buku besar").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("−Rp20.000")
    expect(rows.nth(1)).to_contain_text("Rp30.000")
    expect(rows.nth(2)).to_contain_text("+Rp50.000")
    assert desk.troubles == []


def test_several_are_reminded_and_tagged_at_once(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    names = ["Budi Borongan", "Citra Borongan", "Asih Borongan"]
    for number, name in enumerate(names):
        made = owner.post("/api/customers", name=name, phone=f"08127770046{number}", address="Jalan Teratai 9")
        if not name.startswith("Asih"):
            owner.post(f"/api/customers/{made['id']}/adjustments", amount=50_000, reason="Sewa modem")
    desk.sign_in("admin@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pelanggan?q=Borongan")
    desk.page.get_by_label("Pilih semua yang tampil").check()
    bar = desk.page.get_by_role("region", name="Untuk yang dipilih")
    expect(bar).to_contain_text("3 dipilih")
    expect(bar).to_contain_text("tunggakan Rp100.000")
    assert desk.barriers() == []
    bar.get_by_role("button", name="Beri label").click()
    desk.page.get_by_role("textbox", name="Label").fill("RT 05")
    desk.page.get_by_role("dialog").get_by_role("button", name="Beri label").click()
    expect(bar).to_contain_text("3/3 diberi label")
    bar.get_by_role("button", name="Ingatkan 2").click()
    expect(bar).to_contain_text("2/2 diingatkan")
    assert all(one["tags"] == ["RT 05"] for one in owner.get("/api/customers", q="Borongan")["items"])
    desk.page.get_by_label("Pilih Asih Borongan").uncheck()
    expect(bar).to_contain_text("2 dipilih")
    assert desk.barriers() == []
    wait_for_rest(stack)
    assert [len(at(stack, f"+628127770046{number}")) for number in range(3)] == [2, 2, 0], "bill, reminder"

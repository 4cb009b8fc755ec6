"""A technician finishes a job where there is no signal; the customer is told once it is back."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import at_phone
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


def test_a_job_is_finished_without_a_signal(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer = owner.post("/api/customers", name="Dewi Lereng", phone="081277700043", address="RT 07, gang mawar")
    job = owner.post("/api/complaints", customer_id=customer["id"], category="no_connection", description="Lampu merah")
    owner.post(f"/api/complaints/{job['id']}/events", kind="assign", assignee_id="demo-technician")
    wait_for_rest(stack)
    desk.sign_in("technician@sambung.test")
    desk.resize(PHONE)
    desk.page.goto(f"{desk.url}/admin/tugas")
    expect(desk.page.get_by_role("heading", name="Tugas saya")).to_be_visible()
    assert desk.barriers() == []
    desk.page.goto(f"{desk.url}/admin/tugas/{job['id']}")
    desk.page.get_by_role("button", name="Berangkat").click()
    expect(desk.page.get_by_role("button", name="Sudah di lokasi")).to_be_visible()
    desk.page.context.set_offline(True)
    desk.page.get_by_role("button", name="Sudah di lokasi").click()
    picture = BytesIO()
    Image.new("RGB", (320, 240), "navy").save(picture, "JPEG")
    photo = {"name": "sesudah.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    desk.page.get_by_label("Foto sesudah").set_input_files(files=[photo])  # type: ignore[list-item]
    desk.page.get_by_role("button", name="Kabel putus").click()
    desk.page.get_by_role("button", name="Kabel disambung ulang").click()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Selesaikan").click()
    expect(desk.page.get_by_text("Tersimpan di HP. Pelanggan dikabari begitu ada sinyal.")).to_be_visible()
    expect(desk.page.get_by_text("3 tersimpan di HP, terkirim begitu ada sinyal.")).to_be_visible()
    assert owner.get(f"/api/complaints/{job['id']}")["status"] == "on_the_way"
    desk.page.context.set_offline(False)
    expect(desk.page.get_by_text("Pelanggan sudah dikabari.")).to_be_visible()
    wait_for_rest(stack)
    told = owner.get(f"/api/complaints/{job['id']}")
    assert (told["status"], told["cause_found"]) == ("resolved", "Kabel putus")
    assert [photo["kind"] for photo in told["photos"]] == ["after"]
    assert "selesai ditangani" in at_phone(stack, "+6281277700043")[-1]["text"]

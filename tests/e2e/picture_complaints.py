"""The pictures of complaints: ISP Kamil's board on a working day, a ticket, an outage, and Dewi's telephone."""

from collections.abc import Callable
from typing import Any

from tests.e2e.camera import SLOW_MS, Camera
from tests.e2e.test_customer_signs_in import codes_at, next_code
from tests.owner import Owner

EKO = "demo-technician"
DEWI = "+6281200004474"

DAY = [
    ("no_connection", "Kabel jatuh ke jalan", "urgent", ()),
    ("no_connection", "Lampu merah (LOS) sejak subuh", None, ()),
    ("account", "Minta ganti sandi Wi-Fi", "low", ()),
    ("no_connection", "Internet mati total, toko tutup", "high", ("assign",)),
    ("slow", "Lambat setiap malam", None, ("assign",)),
    ("unstable", "", None, ("assign", "schedule", "depart")),
    ("unstable", "Putus-nyambung saat hujan", None, ("assign", "schedule")),
    ("hardware", "Pindah letak modem", "low", ("assign", "schedule")),
    ("hardware", "Adaptor modem rusak", None, ("assign", "wait")),
    ("slow", "Tidak bisa rapat video", "high", ("assign", "resolve")),
]
"""Kind, words, urgency where staff say one, and the steps that were taken with it."""


def make_complaints(owner: Owner, today: str) -> str:
    """A day's complaints and one outage; the number of the one that is shown: it waits for its visit."""
    rules = owner.get("/api/settings/complaints")
    owner.session.patch(f"{owner.url}/api/settings/complaints", json={**rules, "assign_by_itself": False}, timeout=60)
    steps: dict[str, dict[str, Any]] = {
        "assign": {"assignee_id": EKO},
        "schedule": {"visit": {"starts_at": f"{today}T13:00:00+07:00", "ends_at": f"{today}T15:00:00+07:00"}},
        "depart": {},
        "wait": {"question": "Mohon foto lampu modem dari depan"},
        "resolve": {"cause_found": "Modem terlalu panas", "action_taken": "Modem dipindah dan dinyalakan ulang"},
    }
    people = [one for one in owner.get("/api/customers", limit=40)["items"] if one["status"] == "active"]
    shown = ""
    for (category, words, priority, taken), who in zip(DAY, people, strict=False):
        told = {"customer_id": who["id"], "category": category, "description": words, "priority": priority}
        number = owner.post("/api/complaints", **told)["id"]
        for step in taken:
            owner.post(f"/api/complaints/{number}/events", kind=step, **steps[step])
        if words.startswith("Putus-nyambung"):
            owner.post(f"/api/complaints/{number}/events", kind="note", text="Bawa kabel 50 meter dan konektor SC.")
            owner.post(
                f"/api/complaints/{number}/events", kind="tell", text="Teknisi Eko membawa alatnya siang ini, Bu."
            )
            shown = number
    owner.post("/api/outages", area_id=people[-1]["area_id"], cause="Kabel utama tertabrak truk")
    return shown


def take_of_staff(camera: Camera, number: str) -> None:
    """The board, the ticket, the outages."""
    camera.open("/admin/pengaduan")
    camera.page.locator("a[data-row]:visible").first.wait_for(timeout=SLOW_MS)
    camera.take("pengaduan")
    camera.open(f"/admin/pengaduan/{number}")
    camera.page.get_by_text("Pelanggan tidak melihat catatan ini.").wait_for(timeout=SLOW_MS)
    camera.take("pengaduan-satu")
    camera.open("/admin/pengaduan/gangguan")
    camera.page.get_by_role("article").first.wait_for(timeout=SLOW_MS)
    camera.take("gangguan")


def take_of_customer(camera: Camera, picture: Callable[[], Any]) -> None:
    """Dewi reports on her telephone; `picture` is what she photographs."""
    page = camera.page
    page.goto(camera.url)
    page.get_by_label("Nomor WhatsApp").fill(DEWI)
    had = len(codes_at(camera.url, DEWI))
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode 6 angka").fill(next_code(camera.url, DEWI, after=had))
    page.get_by_role("link", name="Lapor gangguan").click()
    page.get_by_label("Internet mati total").check()
    camera.take("lapor-jenis")
    page.get_by_role("button", name="Lanjut").click()
    page.locator("input[type=file]").set_input_files(picture())
    page.get_by_label("Cerita singkat").fill("Mati sejak tadi pagi, sehabis hujan.")
    camera.take("lapor-foto")
    page.get_by_role("button", name="Lanjut").click()
    camera.take("lapor-lokasi")
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_text("1 foto terkirim").wait_for(timeout=SLOW_MS)
    camera.take("lapor-jawaban")
    page.get_by_role("link", name="Lihat perkembangan").click()
    page.get_by_role("heading", level=1).wait_for()
    camera.take("laporan")

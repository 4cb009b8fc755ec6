"""Takes the pictures of docs/screenshots/: the main job and complaints with ISP Kamil, on a desktop and on a phone.

`make screenshots` starts a stack of its own, which it ends again; two minutes.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import requests
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from local.ports import free_port
from local.seed import PASSWORD, STAFF, seed
from local.stack import Stack
from tests.e2e.desk import CHROMIUM, FLAGS
from tests.e2e.picture_complaints import make_complaints, take_of_customer, take_of_staff
from tests.e2e.picture_customer import make_customers, take_account, take_bills
from tests.e2e.test_complaint_by_site import modem
from tests.owner import Owner

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "screenshots"
SPREADSHEET = ROOT / "tests" / "fixtures" / "spreadsheets" / "pelanggan-1000.xlsx"
SIZES = {"desktop": (1280, 800, 1), "phone": (360, 740, 2)}
COLOURS = 256
SETTLE_MS = 700
SLOW_MS = 90_000
DAYS_AHEAD = 30


class Camera:
    """A page of one size whose pictures are kept small: `name-size.png`, 256 colours."""

    def __init__(self, page: Page, url: str, size: str) -> None:
        self.page, self.url, self.size = page, url, size

    def take(self, name: str) -> None:
        self.page.wait_for_timeout(SETTLE_MS)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        picture.quantize(COLOURS).save(PICTURES / f"{name}-{self.size}.png", optimize=True)

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.get_by_role("heading", level=1).wait_for()

    def sign_in(self) -> None:
        self.page.get_by_label("Email").fill(STAFF["owner"][0])
        self.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        self.page.get_by_role("heading", name="Hari ini").wait_for()

    def before_the_run(self, on: date) -> None:
        self.take("hari-ini")
        self.open("/admin/pelanggan")
        self.page.locator("a[data-row]:visible").first.wait_for()
        self.take("pelanggan")
        self.open("/admin/paket")
        self.take("paket")
        self.open("/admin/impor")
        self.page.get_by_label("Berkas pelanggan").set_input_files(SPREADSHEET)
        self.page.get_by_role("button", name=re.compile(r"^Impor \d+ pelanggan")).wait_for(timeout=SLOW_MS)
        self.take("impor")
        self.open(f"/admin/tagihan/terbitkan?on={on}")
        self.page.get_by_role("button", name=re.compile(r"^Terbitkan \d+ tagihan$")).wait_for(timeout=SLOW_MS)
        self.take("terbitkan")

    def run(self) -> str:
        """Issues what the preview shows; the address of the run's page."""
        self.page.get_by_role("button", name=re.compile(r"^Terbitkan \d+ tagihan$")).click()
        self.page.get_by_role("button", name="Terbitkan sekarang").click()
        self.page.get_by_role("progressbar").wait_for()
        self.take("proses")
        self.page.get_by_role("heading", name=re.compile("tagihan terbit")).wait_for(timeout=SLOW_MS)
        return self.page.url.removeprefix(self.url)

    def while_held(self) -> None:
        self.open("/admin/pesan")
        self.page.get_by_role("button", name="Coba lagi sekarang").wait_for(timeout=SLOW_MS)
        self.page.locator("[data-row]:visible").first.wait_for()
        self.take("pesan-ditahan")

    def settings(self) -> None:
        self.open("/admin/pengaturan")
        self.page.get_by_label("Nama", exact=True).wait_for()
        self.take("pengaturan")
        self.open("/admin/pengingat")
        self.page.get_by_role("table", name="Kalender contoh").wait_for()
        self.take("pengaturan-pengingat")

    def messages(self, run: str) -> None:
        self.open(f"/admin/pesan?run_id={run.rstrip('/').rsplit('/', 1)[-1]}")
        self.page.locator("[data-row]:visible").first.wait_for()
        self.take("pesan")
        self.page.locator("[data-row]:visible").first.click()
        self.page.get_by_role("dialog").wait_for()
        self.take("pesan-satu")

    def after_the_run(self, run: str) -> None:
        self.open(run)
        self.page.get_by_role("heading", name="Pengiriman pesan").wait_for()
        self.take("hasil")
        self.open("/admin/tagihan")
        self.page.locator("a[data-row]:visible").first.wait_for()
        self.take("tagihan")
        self.page.locator("a[data-row]:visible").first.click()
        self.page.get_by_text("Rincian", exact=True).wait_for()
        self.page.locator("iframe, a:has-text('Buka PDF'):visible").first.wait_for()
        self.page.wait_for_timeout(SETTLE_MS)
        self.take("tagihan-satu")
        self.page.get_by_role("link", name=re.compile(r"^PLG-\d+$")).click()
        self.page.get_by_text("Data pelanggan").wait_for()
        self.take("pelanggan-satu")


def set_faults(url: str, **faults: bool) -> None:
    requests.put(f"{url}/sandbox/faults", json=faults, timeout=30).raise_for_status()


def pay_link(url: str, phone: str) -> str:
    """Where the button of the last bill at the simulated phone leads."""
    items = requests.get(f"{url}/sandbox/whatsapp/{phone}/messages", timeout=30).json()["items"]
    return str(items[-1]["buttons"][0]["url"]).removeprefix(url)


def take_all(browser: Browser, url: str) -> None:
    today = requests.get(f"{url}/sandbox/clock", timeout=10).json()["today"]
    on = date.fromisoformat(today) + timedelta(days=DAYS_AHEAD)
    with camera(browser, url, "desktop") as desktop, camera(browser, url, "phone") as phone:
        for one in (desktop, phone):
            one.open("/admin/")
            one.take("masuk")
            one.sign_in()
            one.before_the_run(on)
        set_faults(url, token_expired=True)
        run = desktop.run()
        for one in (desktop, phone):
            one.while_held()
        set_faults(url)
        desktop.page.get_by_role("button", name="Coba lagi sekarang").click()
        standing = desktop.page.get_by_role("heading", name="Semua pesan WhatsApp berhenti")
        standing.wait_for(state="detached", timeout=SLOW_MS)
        requests.get(f"{url}/sandbox/idle", params={"wait_s": 60}, timeout=90).raise_for_status()
        for one in (desktop, phone):
            one.after_the_run(run)
            one.messages(run)
            one.settings()
        phone.open(pay_link(url, "+6281200004471"))
        phone.take("bayar")
        desktop.page.goto(f"{url}/sandbox/")
        desktop.page.get_by_role("searchbox").fill("Asih Lestari")
        desktop.page.get_by_role("button", name="Asih Lestari").click()
        desktop.take("simulator")
    with camera(browser, url, "desktop", dark=True) as night:
        night.open("/admin/")
        night.sign_in()
        night.open(run)
        night.take("hasil")
        night.messages(run)


def take_complaints(browser: Browser, stack: Stack) -> None:
    today = requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"]
    number = make_complaints(Owner(stack), today)
    for size, dark in (("desktop", False), ("phone", False), ("desktop", True)):
        with camera(browser, stack.url, size, dark=dark) as one:
            one.open("/admin/")
            one.sign_in()
            take_of_staff(one, number)
    with camera(browser, stack.url, "phone") as hers:
        take_of_customer(hers, modem)


def take_customers(browser: Browser, stack: Stack) -> None:
    make_customers(Owner(stack))
    for dark in (False, True):
        with camera(browser, stack.url, "phone", dark=dark) as theirs:
            take_bills(theirs)
    with camera(browser, stack.url, "phone") as his:
        take_account(his)


@contextmanager
def camera(browser: Browser, url: str, size: str, *, dark: bool = False) -> Iterator[Camera]:
    width, height, scale = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        color_scheme="dark" if dark else "light",
    )
    yield Camera(context.new_page(), url, f"{size}-gelap" if dark else size)
    context.close()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sambung-pictures-") as folder, sync_playwright() as playwright:
        stack = Stack(free_port(), Path(folder), say=print)
        try:
            stack.start()
            seed(stack.url, stack.env, "demo", print)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), "--lang=id-ID"])
            take_all(browser, stack.url)
            take_complaints(browser, stack)
            take_customers(browser, stack)
            browser.close()
        finally:
            stack.stop()


if __name__ == "__main__":
    main()

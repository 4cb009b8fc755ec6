"""Takes the pictures of docs/screenshots/: every page with ISP Kamil, on a desktop and on a phone, some by night.

`make screenshots` starts a stack of its own, which it ends again; some ten minutes. What axe finds in any of them is
said, and is a failure.
"""

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import requests
from playwright.sync_api import Browser, sync_playwright

from local.ports import free_port
from local.seed import seed
from local.stack import Stack
from tests.e2e.camera import BARRIERS, PICTURES, SLOW_MS, camera
from tests.e2e.desk import CHROMIUM, FLAGS
from tests.e2e.picture_bills import (
    run,
    take_after_the_run,
    take_before_the_run,
    take_messages,
    take_settings,
    take_while_held,
)
from tests.e2e.picture_complaints import make_complaints, take_of_customer, take_of_staff
from tests.e2e.picture_customer import make_customers, take_account, take_bills
from tests.e2e.picture_desk import (
    make_day,
    make_talks,
    take_of_cashier,
    take_of_collector,
    take_of_owner,
    take_of_talks,
    take_of_technician,
)
from tests.e2e.test_complaint_by_site import modem
from tests.owner import Owner

DAYS_AHEAD = 30


def set_faults(url: str, **faults: bool) -> None:
    requests.put(f"{url}/sandbox/faults", json=faults, timeout=30).raise_for_status()


def pay_link(url: str, phone: str) -> str:
    """Where the button of the last bill at the simulated phone leads."""
    items = requests.get(f"{url}/sandbox/whatsapp/{phone}/messages", timeout=30).json()["items"]
    return str(items[-1]["buttons"][0]["url"]).removeprefix(url)


def take_main_job(browser: Browser, url: str) -> None:
    today = requests.get(f"{url}/sandbox/clock", timeout=10).json()["today"]
    on = date.fromisoformat(today) + timedelta(days=DAYS_AHEAD)
    with camera(browser, url, "desktop") as desktop, camera(browser, url, "phone") as phone:
        for one in (desktop, phone):
            one.open("/admin/")
            one.take("masuk")
            one.sign_in()
            take_before_the_run(one, on)
        set_faults(url, token_expired=True)
        issued = run(desktop)
        for one in (desktop, phone):
            take_while_held(one)
        set_faults(url)
        desktop.page.get_by_role("button", name="Coba lagi sekarang").click()
        standing = desktop.page.get_by_role("heading", name="Semua pesan WhatsApp berhenti")
        standing.wait_for(state="detached", timeout=SLOW_MS)
        requests.get(f"{url}/sandbox/idle", params={"wait_s": 60}, timeout=90).raise_for_status()
        for one in (desktop, phone):
            take_after_the_run(one, issued)
            take_messages(one, issued)
            take_settings(one)
        phone.open(pay_link(url, "+6281200004471"))
        phone.take("bayar")
        desktop.page.goto(f"{url}/sandbox/")
        desktop.page.get_by_role("searchbox").fill("Asih Lestari")
        desktop.page.get_by_role("button", name="Asih Lestari").click()
        desktop.take("simulator")
    with camera(browser, url, "desktop", dark=True) as night:
        night.open("/admin/")
        night.sign_in()
        night.open(issued)
        night.take("hasil")
        take_messages(night, issued)


def take_complaints(browser: Browser, stack: Stack) -> None:
    today = requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"]
    number = make_complaints(Owner(stack), today)
    for size, dark in (("desktop", False), ("phone", False), ("desktop", True)):
        with camera(browser, stack.url, size, dark=dark) as one:
            one.open("/admin/")
            one.sign_in()
            take_of_staff(one, number)
    for dark in (False, True):
        with camera(browser, stack.url, "phone", dark=dark) as his:
            his.open("/admin/")
            his.sign_in("technician")
            take_of_technician(his, number)
    with camera(browser, stack.url, "phone") as hers:
        take_of_customer(hers, modem)


def take_customers(browser: Browser, stack: Stack) -> None:
    make_customers(Owner(stack))
    for dark in (False, True):
        with camera(browser, stack.url, "phone", dark=dark) as theirs:
            take_bills(theirs)
    with camera(browser, stack.url, "phone") as his:
        take_account(his)


def take_desks(browser: Browser, stack: Stack) -> None:
    chat = make_talks(stack, Owner(stack))
    for size in ("desktop", "phone"):
        with camera(browser, stack.url, size) as one:
            one.open("/admin/")
            one.sign_in("admin")
            take_of_talks(one, chat)
    made = make_day(stack, Owner(stack))
    for size in ("desktop", "phone"):
        with camera(browser, stack.url, size) as one:
            one.open("/admin/")
            one.sign_in()
            take_of_owner(one, made)
        with camera(browser, stack.url, size) as one:
            one.open("/admin/")
            one.sign_in("cashier")
            take_of_cashier(one)
    with camera(browser, stack.url, "phone") as his:
        his.open("/admin/")
        his.sign_in("collector")
        take_of_collector(his)


def main() -> str:
    """The barriers that were found."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sambung-pictures-") as folder, sync_playwright() as playwright:
        stack = Stack(free_port(), Path(folder), say=print)
        try:
            stack.start()
            seed(stack.url, stack.env, "demo", print)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), "--lang=id-ID"])
            take_main_job(browser, stack.url)
            take_complaints(browser, stack)
            take_customers(browser, stack)
            take_desks(browser, stack)
            browser.close()
        finally:
            stack.stop()
    return "\n".join(BARRIERS)


if __name__ == "__main__":
    sys.exit(main() or None)

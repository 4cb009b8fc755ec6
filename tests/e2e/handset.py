"""A customer's telephone for tests: small, on a slow network that can be cut, with the site installed on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.e2e.desk import CHROMIUM, FLAGS, PHONE, barriers_in
from tests.e2e.test_customer_signs_in import next_code

SLOW = {"offline": False, "latency": 300, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A village's 3G: milliseconds, and bytes a second."""


@dataclass
class Handset:
    """One telephone, and all that went wrong on it."""

    context: BrowserContext
    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)

    def sign_in(self, number: str) -> None:
        self.page.goto(self.url)
        self.page.get_by_label("Nomor WhatsApp").fill(number)
        self.page.get_by_role("button", name="Kirim kode").click()
        self.page.get_by_label("Kode 6 angka").fill(next_code(self.url, number))
        expect(self.page.get_by_role("heading", name="Halo")).to_be_visible()

    def install(self) -> None:
        """Until the site would start without a network, and this page is one that it started."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")

    def network(self, *, on: bool) -> None:
        self.context.set_offline(not on)

    def barriers(self) -> list[str]:
        return barriers_in(self.page)

    def fits(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0])


def slow_down(page: Page) -> None:
    """From now on this page is on a village's 3G."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)


@contextmanager
def open_handset(driver: Playwright, url: str, home: Path) -> Iterator[Handset]:
    """A telephone that keeps what it has in `home`, as no private window does."""
    context = driver.chromium.launch_persistent_context(
        home,
        executable_path=CHROMIUM,
        args=FLAGS.split(),
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        has_touch=True,
    )
    handset = Handset(context, context.pages[0], url)
    handset.page.on("pageerror", lambda error: handset.troubles.append(str(error)))
    yield handset
    context.close()


def messages_at(url: str, number: str) -> list[Any]:
    items: list[Any] = requests.get(f"{url}/sandbox/whatsapp/{number}/messages", timeout=30).json()["items"]
    return items

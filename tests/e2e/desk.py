"""A browser at the admin site, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
BUILT = ROOT / "web" / "dist" / "admin" / "index.html"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PASSWORD = "sambung-demo"  # the demo staff's, on this machine only
DESKTOP = (1440, 900)
PHONE = (360, 740)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

needs_browser = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing: apt install chromium"),
    pytest.mark.skipif(not BUILT.exists(), reason="the sites are not built: npm run build in web/"),
]


@dataclass
class Desk:
    """A browser with one page of the admin site, and all that went wrong in it."""

    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)

    def note_failure(self, request: Request) -> None:
        # What a page was still asking for when it was left is given up, which is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.url} {request.failure}")

    def sign_in(self, email: str) -> None:
        self.page.goto(f"{self.url}/admin/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        expect(self.page.get_by_role("heading", name="Hari ini")).to_be_visible()

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def barriers(self) -> list[str]:
        """What keeps people out of the page as it stands, by axe's rules of WCAG 2.2 A and AA."""
        self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = self.page.evaluate(
            "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}})", STANDARDS
        )
        return [f"{rule['id']} {[node['target'] for node in rule['nodes']]}" for rule in found["violations"]]


@contextmanager
def open_desk(url: str) -> Iterator[Desk]:
    """A fresh browser, closed again afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        viewport = {"width": DESKTOP[0], "height": DESKTOP[1]}
        page = browser.new_page(viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta")  # type: ignore[arg-type]
        desk = Desk(page, url)
        page.on("pageerror", lambda error: desk.troubles.append(str(error)))
        page.on("console", lambda said: desk.troubles.append(said.text) if said.type == "error" else None)
        page.on("requestfailed", desk.note_failure)
        yield desk
        browser.close()

"""A browser at the admin site, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

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


NO_SIGNAL = "net::ERR_INTERNET_DISCONNECTED"
LOOK = """runOnly => axe.run(document, {runOnly, resultTypes: ["violations"], iframes: false})"""
ALL = {"type": "tag", "values": STANDARDS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What else can be wrong where only the colours are others."""
READY = """() => document.querySelector("h1") && !document.querySelector("[aria-busy=true]")
    && !document.getAnimations().some((one) => one.playState === "running"
        && one.effect.getTiming().iterations === 1)"""
"""The page is named, nothing is waited for, nothing is on its way across it."""


@dataclass
class Desk:
    """A browser with one page of the admin site, and all that went wrong in it."""

    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)

    def note_failure(self, request: Request) -> None:
        # What a page was still asking for when it was left is given up, which is no failure.
        if request.failure not in ("net::ERR_ABORTED", NO_SIGNAL):
            self.troubles.append(f"{request.url} {request.failure}")

    def note_error(self, said: ConsoleMessage) -> None:
        # Only a test takes the signal away.
        if said.type == "error" and NO_SIGNAL not in said.text:
            self.troubles.append(f"{said.text} {said.location.get('url', '')}")

    def forgive(self, answer: str) -> None:
        """An answer that was meant to be refused: the browser's console tells of it."""
        assert any(answer in trouble for trouble in self.troubles), f"nothing was answered {answer}: {self.troubles}"
        self.troubles = [trouble for trouble in self.troubles if answer not in trouble]

    def sign_in(self, email: str) -> None:
        self.page.goto(f"{self.url}/admin/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        expect(self.page.get_by_role("heading", name="Hari ini")).to_be_visible()

    def go(self, path: str) -> None:
        """Another page of the site as it is open, until it stands."""
        self.page.evaluate("path => history.pushState(null, '', path)", path)
        self.page.wait_for_function(READY)

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def barriers(self) -> list[str]:
        """What keeps people out of the page as it stands, by axe's rules of WCAG 2.2 A and AA."""
        return barriers_in(self.page)


def barriers_in(page: Page, looking_for: dict[str, Any] = ALL) -> list[str]:
    """The rule and the places of each barrier that axe finds in a page."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(LOOK, looking_for)
    return [f"{rule['id']} {[node['target'] for node in rule['nodes']]}" for rule in found["violations"]]


@contextmanager
def open_desk(browser: Browser, url: str) -> Iterator[Desk]:
    """A window of its own, which knows nothing of the others, closed again afterwards."""
    viewport = {"width": DESKTOP[0], "height": DESKTOP[1]}
    context = browser.new_context(viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta")  # type: ignore[arg-type]
    desk = Desk(context.new_page(), url)
    desk.page.on("pageerror", lambda error: desk.troubles.append(str(error)))
    desk.page.on("console", desk.note_error)
    desk.page.on("requestfailed", desk.note_failure)
    yield desk
    context.close()

"""A browser whose pictures go into docs/screenshots/, and which looks for barriers in whatever it takes."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, Page

from local.seed import PASSWORD, STAFF
from tests.e2e.desk import READY, ROOT, barriers_in

PICTURES = ROOT / "docs" / "screenshots"
SIZES = {"desktop": (1280, 800, 1), "phone": (360, 740, 2)}
COLOURS = 256
SETTLE_MS = 700
SLOW_MS = 90_000
BARRIERS: list[str] = []
"""What axe found in the pictures so far."""


class Camera:
    """A page of one size whose pictures are kept small: `name-size.png`, few colours."""

    def __init__(self, page: Page, url: str, size: str) -> None:
        self.page, self.url, self.size = page, url, size

    def take(self, name: str) -> None:
        self.page.wait_for_function("() => !document.querySelector('.sk')", timeout=SLOW_MS)
        self.page.wait_for_timeout(SETTLE_MS)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}-{self.size}.png", optimize=True)
        BARRIERS.extend(f"{name}-{self.size}: {barrier}" for barrier in barriers_in(self.page))

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.get_by_role("heading", level=1).wait_for()

    def stand(self, path: str) -> None:
        """Opens a page until nothing of it is waited for."""
        self.open(path)
        self.page.wait_for_function(READY, timeout=SLOW_MS)

    def sign_in(self, role: str = "owner") -> None:
        self.page.get_by_label("Email").fill(STAFF[role][0])
        self.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        self.page.get_by_role("heading", name="Hari ini").wait_for()


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

"""What tests in a browser begin with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.e2e.desk import CHROMIUM, FLAGS, Desk, open_desk

# How long a page takes is not what these tests ask; on a busy machine a function may take seconds to start.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """One browser a file: to start one takes as long as a short test."""
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
    yield browser
    browser.close()


@pytest.fixture
def desk(chromium: Browser, stack_url: str) -> Iterator[Desk]:
    """A window at the admin site. No console error and no failed request is let pass at the end, in any test."""
    with open_desk(chromium, stack_url) as opened:
        yield opened
    assert opened.troubles == []

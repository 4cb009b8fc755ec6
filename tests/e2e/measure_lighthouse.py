"""What Lighthouse says of the sites: `make lighthouse`, some twenty minutes (ONLY=admin or ONLY=customer: half of it).

The customer's pages on a slow telephone, the admin site's on a desktop. It fetches Lighthouse 12 by npm, starts a stack
of its own, and takes the median of five runs of each page.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import BrowserContext, sync_playwright

from local.ports import free_port
from local.seed import PASSWORD, STAFF, seed
from local.stack import Stack
from tests.e2e.desk import CHROMIUM, FLAGS
from tests.e2e.picture_customer import BUDI, link_at, make_customers
from tests.e2e.test_customer_signs_in import codes_at, next_code
from tests.owner import Owner

LIGHTHOUSE = "lighthouse@12.8.2"
RUNS = int(os.environ.get("RUNS", "5"))
ONLY = os.environ.get("ONLY", "customer admin")
CATEGORIES = ("performance", "accessibility", "best-practices")
DAYS_AHEAD = 30
TRIES = 4
DESK = {"Hari ini": "/admin/", "Pelanggan": "/admin/pelanggan", "Tagihan": "/admin/tagihan"}


@dataclass
class Lighthouse:
    """Asks about pages in a browser that listens at `port`; the reports go over `kept`."""

    port: int
    kept: Path
    desktop: bool
    say: Callable[[str], None] = print

    def judge(self, name: str, url: str, *, keep: bool) -> bool:
        """Whether the medians are what is wanted, and says them; with `keep` whoever is signed in stays so."""
        reports = [self._run(url, keep=keep) for _ in range(RUNS)]
        return medians(name, reports, least=95 if self.desktop else 98, say=self.say)

    def _run(self, url: str, *, keep: bool) -> dict[str, Any]:
        command = ["npx", "--yes", LIGHTHOUSE, url, f"--port={self.port}", "--quiet", "--output=json"]
        command += [f"--output-path={self.kept}", f"--only-categories={','.join(CATEGORIES)}"]
        command += ["--preset=desktop"] if self.desktop else []
        command += ["--disable-storage-reset"] if keep else []
        environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
        for tries_left in range(TRIES - 1, -1, -1):
            # On a busy machine Chromium's trace now and then begins too late.
            if subprocess.run(command, check=not tries_left, env=environment).returncode == 0:
                break
        report: dict[str, Any] = json.loads(self.kept.read_text(encoding="utf-8"))
        return report


def medians(name: str, reports: list[dict[str, Any]], *, least: int, say: Callable[[str], None]) -> bool:
    """Says them; whether performance is at least so much, and the others 100."""
    scores = {
        category: statistics.median(100 * report["categories"][category]["score"] for report in reports)
        for category in CATEGORIES
    }
    times = {
        audit: statistics.median(report["audits"][audit]["numericValue"] for report in reports)
        for audit in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    }
    shift = statistics.median(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
    said = ", ".join(f"{category} {score:.0f}" for category, score in scores.items())
    say(f"{name}: {said}; " + ", ".join(f"{key} {value:.0f} ms" for key, value in times.items()) + f"; CLS {shift:.3f}")
    for report in reports[:1]:
        for category in CATEGORIES:
            for ref in report["categories"][category]["auditRefs"]:
                audit = report["audits"][ref["id"]]
                if audit["score"] is not None and audit["score"] < 0.9 and (category != "performance" or ref["weight"]):
                    say(f"    {category}: {audit['title']} {audit.get('displayValue', '')}")
    return all(scores[category] >= (least if category == "performance" else 100) for category in CATEGORIES)


def customers_pages(stack: Stack, context: BrowserContext, asked: Lighthouse) -> list[bool]:
    make_customers(Owner(stack))
    good = [asked.judge("pay page", f"{stack.url}{link_at(stack.url, BUDI)}", keep=False)]
    good.append(asked.judge("sign-in", stack.url, keep=False))
    page = context.new_page()
    page.goto(stack.url)
    page.get_by_label("Nomor WhatsApp").fill(BUDI)
    had = len(codes_at(stack.url, BUDI))
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode 6 angka").fill(next_code(stack.url, BUDI, after=had))
    page.get_by_role("heading", name="Halo").wait_for()
    page.close()
    return [*good, asked.judge("home", stack.url, keep=True)]


def desks_pages(stack: Stack, context: BrowserContext, asked: Lighthouse) -> list[bool]:
    good = [asked.judge("admin, sign-in", f"{stack.url}/admin/", keep=False)]
    page = context.new_page()
    page.goto(f"{stack.url}/admin/")
    page.get_by_label("Email").fill(STAFF["owner"][0])
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", name="Hari ini").wait_for()
    page.close()
    return good + [asked.judge(f"admin, {name}", stack.url + path, keep=True) for name, path in DESK.items()]


def main() -> int:
    good: list[bool] = []
    with tempfile.TemporaryDirectory(prefix="sambung-lighthouse-") as folder, sync_playwright() as playwright:
        stack = Stack(free_port(), Path(folder) / "stack", say=print)
        try:
            stack.start()
            seed(stack.url, stack.env, "demo", print)
            today = date.fromisoformat(requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"])
            Owner(stack).run((today + timedelta(days=DAYS_AHEAD)).isoformat())
            requests.get(f"{stack.url}/sandbox/idle", params={"wait_s": 60}, timeout=90).raise_for_status()
            port = free_port()
            context = playwright.chromium.launch_persistent_context(
                Path(folder) / "browser",
                executable_path=CHROMIUM,
                args=[*FLAGS.split(), f"--remote-debugging-port={port}"],
            )
            kept = Path(folder) / "report.json"
            if "customer" in ONLY:
                good += customers_pages(stack, context, Lighthouse(port, kept, desktop=False))
            if "admin" in ONLY:
                good += desks_pages(stack, context, Lighthouse(port, kept, desktop=True))
            context.close()
        finally:
            stack.stop()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

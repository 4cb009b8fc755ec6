"""What Lighthouse says of the customer's pages on a slow telephone: `make lighthouse`, some ten minutes.

It fetches Lighthouse 12 by npm, starts a stack of its own, and takes the median of five runs of each page.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import sync_playwright

from local.ports import free_port
from local.seed import seed
from local.stack import Stack
from tests.e2e.desk import CHROMIUM, FLAGS
from tests.e2e.picture_customer import BUDI, link_at, make_customers
from tests.e2e.test_customer_signs_in import codes_at, next_code
from tests.owner import Owner

LIGHTHOUSE = "lighthouse@12.8.2"
RUNS = int(os.environ.get("RUNS", "5"))
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100}
DAYS_AHEAD = 30
TRIES = 4


def run(url: str, port: int, *, keep: bool, kept: Path) -> dict[str, Any]:
    """One report; with `keep` whoever is signed in stays so."""
    command = ["npx", "--yes", LIGHTHOUSE, url, f"--port={port}", "--quiet", "--output=json", f"--output-path={kept}"]
    command.append(f"--only-categories={','.join(WANTED)}")
    if keep:
        command.append("--disable-storage-reset")
    for tries_left in range(TRIES - 1, -1, -1):
        # On a busy machine Chromium's trace now and then begins too late.
        if (
            subprocess.run(command, check=not tries_left, env={**os.environ, "CHROME_PATH": str(CHROMIUM)}).returncode
            == 0
        ):
            break
    report: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return report


def medians(name: str, reports: list[dict[str, Any]], say: Callable[[str], None] = print) -> bool:
    """Says them; whether they are what is wanted."""
    scores = {
        category: statistics.median(100 * report["categories"][category]["score"] for report in reports)
        for category in WANTED
    }
    times = {
        audit: statistics.median(report["audits"][audit]["numericValue"] for report in reports)
        for audit in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    }
    shift = statistics.median(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
    said = ", ".join(f"{category} {score:.0f}" for category, score in scores.items())
    say(f"{name}: {said}; " + ", ".join(f"{key} {value:.0f} ms" for key, value in times.items()) + f"; CLS {shift:.3f}")
    for report in reports[:1]:
        for category in WANTED:
            for ref in report["categories"][category]["auditRefs"]:
                audit = report["audits"][ref["id"]]
                if audit["score"] is not None and audit["score"] < 0.9 and (category != "performance" or ref["weight"]):
                    say(f"    {category}: {audit['title']} {audit.get('displayValue', '')}")
    return all(scores[category] >= least for category, least in WANTED.items())


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="sambung-lighthouse-") as folder, sync_playwright() as playwright:
        stack = Stack(free_port(), Path(folder) / "stack", say=print)
        try:
            stack.start()
            seed(stack.url, stack.env, "demo", print)
            owner = Owner(stack)
            today = date.fromisoformat(requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"])
            owner.run((today + timedelta(days=DAYS_AHEAD)).isoformat())
            requests.get(f"{stack.url}/sandbox/idle", params={"wait_s": 60}, timeout=90).raise_for_status()
            make_customers(owner)
            port = free_port()
            context = playwright.chromium.launch_persistent_context(
                Path(folder) / "browser",
                executable_path=CHROMIUM,
                args=[*FLAGS.split(), f"--remote-debugging-port={port}"],
            )
            kept, link = Path(folder) / "report.json", f"{stack.url}{link_at(stack.url, BUDI)}"
            good = [medians("pay page", [run(link, port, keep=False, kept=kept) for _ in range(RUNS)])]
            good.append(medians("sign-in", [run(stack.url, port, keep=False, kept=kept) for _ in range(RUNS)]))
            page = context.new_page()
            page.goto(stack.url)
            page.get_by_label("Nomor WhatsApp").fill(BUDI)
            had = len(codes_at(stack.url, BUDI))
            page.get_by_role("button", name="Kirim kode").click()
            page.get_by_label("Kode 6 angka").fill(next_code(stack.url, BUDI, after=had))
            page.get_by_role("heading", name="Halo").wait_for()
            page.close()
            good.append(medians("home", [run(stack.url, port, keep=True, kept=kept) for _ in range(RUNS)]))
            context.close()
        finally:
            stack.stop()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

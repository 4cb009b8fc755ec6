"""A newcomer's path by the clock: fresh clone, `make run`, the first bill at the simulated phone, a list of one's own.

`make newcomer`: does what the README says, in a folder of its own with nothing installed, and prints how long each step
took. Wants a machine with nothing else to do. What lies in pip's and npm's own caches makes it quicker, so it says
whether they are used (COLD=yes goes without).
"""

import argparse
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from local.manifests import ROOT
from local.ports import free_port
from local.seed import PASSWORD

CAST = "6281200004471"
LIST = "tests/fixtures/spreadsheets/pelanggan-1000.xlsx"
WITHIN_S = 1800


@contextmanager
def running(clone: Path, port: int, cold: bool) -> Iterator[subprocess.Popen[str]]:
    """`make run` in the clone."""
    env = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "TOOLS_DIR", "LOCAL_DIR")}
    env |= {"PORT": str(port), "PYTHONUNBUFFERED": "1"}
    if cold:
        env |= {"PIP_NO_CACHE_DIR": "1", "npm_config_cache": str(clone.parent / "npm")}
    process = subprocess.Popen(
        ["make", "run"], cwd=clone, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGINT)  # Ctrl-C reaches make and what it runs
        process.wait(60)


def until_ready(process: subprocess.Popen[str]) -> None:
    """Until it says so, its own words on the screen meanwhile."""
    assert process.stdout
    for line in process.stdout:
        print(f"  | {line.rstrip()}", flush=True)
        if line.startswith("Ready:"):
            return
    raise SystemExit("make run ended without being ready")


def documents_at(url: str, phone: str) -> list[Any]:
    """The bills at a phone, as PDF."""
    items = requests.get(f"{url}/sandbox/whatsapp/{phone}/messages", timeout=30).json()["items"]
    return [item["document"] for item in items if item.get("document")]


def until_billed(url: str, phone: str) -> None:
    """Until a bill is at the phone and opens as PDF."""
    end = time.monotonic() + WITHIN_S
    while not (found := documents_at(url, phone)):
        if time.monotonic() > end:
            raise SystemExit(f"no bill came to {phone}")
        time.sleep(0.2)
    assert requests.get(found[0]["url"], timeout=60).content.startswith(b"%PDF")


def own_list(url: str, clone: Path) -> str:
    """Import the list and bill it, as the README says; the phone of one of its customers."""
    sign_in = f"{url}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=demo"
    owner = {"email": "owner@sambung.test", "password": PASSWORD, "returnSecureToken": True}
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {requests.post(sign_in, json=owner, timeout=30).json()['idToken']}"
    with (clone / LIST).open("rb") as file:
        session.post(f"{url}/api/customers/import", files={"file": file}, timeout=120).raise_for_status()
    today = requests.get(f"{url}/sandbox/clock", timeout=10).json()["today"]
    customers: list[Any] = []
    cursor = None
    while True:
        page = session.get(f"{url}/api/customers", params={"limit": 200, "cursor": cursor}, timeout=60).json()
        customers += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            break
    theirs = [
        one for one in customers
        if one["phone"] and any((line["next_invoice_on"] or "9") > today for line in one["subscriptions"])
    ]  # fmt: skip
    one = min(theirs, key=lambda one: min(line["next_invoice_on"] or "9" for line in one["subscriptions"]))
    on = min(line["next_invoice_on"] for line in one["subscriptions"] if line["next_invoice_on"])
    session.post(f"{url}/api/billing/runs", json={"on": on}, timeout=60).raise_for_status()
    return str(one["phone"])


def main() -> None:
    """Clone, run, look, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cold", action="store_true", help="without pip's and npm's caches")
    cold = parser.parse_args().cold
    port = free_port()
    url = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="sambung-newcomer-") as folder:
        clone = Path(folder) / "sambung"
        began = time.monotonic()

        def tell(step: str) -> None:
            print(f"{time.monotonic() - began:7.0f} s  {step}", flush=True)

        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        tell("cloned")
        with running(clone, port, cold) as process:
            until_ready(process)
            tell(f"ready ({'nothing was cached' if cold else 'with the caches of pip and npm'})")
            until_billed(url, CAST)
            tell("the first bill is at the simulated phone, and opens")
            phone = own_list(url, clone)
            tell("a list of 1,000 customers is imported, and a run started")
            until_billed(url, phone)
            tell("a bill of that list is at its customer's phone")


if __name__ == "__main__":
    main()

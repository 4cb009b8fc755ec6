"""The drain and the sender are killed in the middle of a run, on the whole stack: nothing missing, nothing twice."""

import json
import os
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import requests

from local.seed import Seeder
from local.stack import Stack

SPREADSHEET = Path(__file__).parents[1] / "fixtures" / "spreadsheets" / "pelanggan-1000.xlsx"
KILLS = 4
pytestmark = pytest.mark.timeout(400)


class Api:
    """The API as the owner calls it."""

    def __init__(self, stack: Stack) -> None:
        self.url = stack.url
        self.session = requests.Session()
        token = Seeder(stack.url, stack.env, lambda _: None).sign_in("owner")
        self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> Any:
        return self._answer(self.session.get(self.url + path, params=query, timeout=60))

    def post(self, path: str, **body: Any) -> Any:
        return self._answer(self.session.post(self.url + path, json=body, timeout=60))

    def import_file(self, path: Path) -> Any:
        with path.open("rb") as file:
            answer = self.session.post(self.url + "/api/customers/import", files={"file": file}, timeout=60)
        return self._answer(answer)

    def all(self, path: str) -> list[Any]:
        items, cursor = [], None
        while True:
            page = self.get(path, limit=200, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return items

    @staticmethod
    def _answer(answer: requests.Response) -> Any:
        assert answer.ok, f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text[:500]}"
        return answer.json()


def kill(stack: Stack, name: str) -> bool:
    """kill -9 of a function's process and all its workers; False if it is just being started again."""
    (pid,) = json.loads((stack.local_dir / "pids.json").read_text())[name]
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def test_nothing_is_missing_and_nothing_twice(stack: Stack) -> None:
    api = Api(stack)
    api.import_file(SPREADSHEET)
    run_id = api.post("/api/billing/runs", on=_end_of_next_month(stack))["id"]
    killed: Counter[str] = Counter()
    done_before = -1
    while (run := api.get(f"/api/billing/runs/{run_id}"))["status"] != "done" or killed["send_message"] < KILLS:
        done = run["due"] + _delivered(api, run_id)
        if done > done_before and killed.total() < 2 * KILLS:  # only while something is moving
            done_before = done
            name = "drain" if killed["drain"] < KILLS and run["status"] != "done" else "send_message"
            killed[name] += kill(stack, name)
        if run["status"] == "done" and done_before >= run["due"] + run["created"]:
            break
    assert min(killed["drain"], killed["send_message"]) >= 3, killed
    _wait_for_rest(stack)

    assert run["failed"] == 0
    assert run["due"] == run["created"] + run["already"] + run["skipped"]
    invoices = api.all("/api/invoices")
    subscribed = [line["id"] for one in api.all("/api/customers") for line in one["subscriptions"]]
    active = {one for one in subscribed if any(invoice["subscription_id"] == one for invoice in invoices)}
    assert len(invoices) == run["created"]
    assert Counter(invoice["subscription_id"] for invoice in invoices if invoice["period"] == run["on"][:7]) == Counter(
        active
    )
    phones = {one["id"]: one["phone"] for one in api.all("/api/customers")}
    wanted = Counter(invoice["number"] for invoice in invoices if phones[invoice["customer_id"]])
    assert _at_the_phones(stack, {phone for phone in phones.values() if phone}) == wanted
    assert {message["status"] for message in api.all("/api/messages")} == {"delivered"}
    owed = sum(one["balance"] for one in api.all("/api/customers"))
    assert owed == sum(invoice["total"] for invoice in invoices)

    again = api.get(f"/api/billing/runs/{api.post('/api/billing/runs', on=run['on'])['id']}")
    assert (again["due"], again["created"]) == (0, 0)


def _delivered(api: Api, run_id: str) -> int:
    counts: dict[str, int] = api.get("/api/messages/counts", run_id=run_id)["counts"]
    return counts["sent"] + counts["delivered"]


def _end_of_next_month(stack: Stack) -> str:
    today = requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"]
    year, month = int(today[:4]), int(today[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02d}-25"


def _wait_for_rest(stack: Stack) -> None:
    end = time.monotonic() + 180
    while not requests.get(f"{stack.url}/sandbox/idle", params={"wait_s": 20}, timeout=40).json()["idle"]:
        assert time.monotonic() < end, "the stack did not come to rest"


def _at_the_phones(stack: Stack, phones: set[str]) -> Counter[str]:
    got: Counter[str] = Counter()
    for phone in phones:
        answer = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=30)
        got.update(item["document"]["filename"].removesuffix(".pdf") for item in answer.json()["items"])
    return got

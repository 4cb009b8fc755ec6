"""The owner's way to the API, and what is at the simulated phones, for tests on the whole stack."""

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import requests

from local.seed import Seeder
from local.stack import Stack


class Owner:
    """The API as the owner calls it; an answer that is no success fails the test."""

    def __init__(self, stack: Stack, role: str = "owner") -> None:
        self.url = stack.url
        self.session = requests.Session()
        token = Seeder(stack.url, stack.env, lambda _: None).sign_in(role)
        self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> Any:
        return self._answer(self.session.get(self.url + path, params=query, timeout=60))

    def post(self, path: str, **body: Any) -> Any:
        return self._answer(self.session.post(self.url + path, json=body, timeout=60))

    def import_file(self, path: Path, *, dry_run: bool = False) -> Any:
        with path.open("rb") as file:
            query = {"dry_run": str(dry_run).lower()}
            url = self.url + "/api/customers/import"
            return self._answer(self.session.post(url, params=query, files={"file": file}, timeout=60))

    def all(self, path: str) -> list[Any]:
        items, cursor = [], None
        while True:
            page = self.get(path, limit=200, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return items

    def run(self, on: str) -> Any:
        """A billing run, when it is done."""
        run_id = self.post("/api/billing/runs", on=on)["id"]
        end = time.monotonic() + 120
        while (run := self.get(f"/api/billing/runs/{run_id}"))["status"] != "done":
            assert time.monotonic() < end, f"run {run_id} does not end"
        return run

    def today(self) -> str:
        """The sandbox's."""
        return str(requests.get(f"{self.url}/sandbox/clock", timeout=10).json()["today"])

    def next_month(self) -> str:
        """The month after the sandbox's today, as YYYY-MM."""
        today = self.today()
        year, month = int(today[:4]), int(today[5:7])
        return f"{year + month // 12}-{month % 12 + 1:02d}"

    @staticmethod
    def _answer(answer: requests.Response) -> Any:
        assert answer.ok, f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text[:500]}"
        return answer.json()


def wait_for_rest(stack: Stack, within_s: float = 180) -> None:
    """Until queues and outbox are at rest."""
    end = time.monotonic() + within_s
    while not (told := requests.get(f"{stack.url}/sandbox/idle", params={"wait_s": 20}, timeout=40).json())["idle"]:
        assert time.monotonic() < end, f"the stack did not come to rest: {told['left']}"


def at_the_phones(stack: Stack, phones: Iterable[str | None]) -> Counter[str]:
    """How often each invoice's PDF is at the phones."""
    got: Counter[str] = Counter()
    for phone in {phone for phone in phones if phone}:
        answer = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=30)
        got.update(item["document"]["filename"].removesuffix(".pdf") for item in answer.json()["items"])
    return got

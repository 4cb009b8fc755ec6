"""How a month is acted: the API as staff call it, the phones, the routers and the clock of the sandbox."""

import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from local import environment
from local.manifests import ROOT
from local.seed import Seeder


@dataclass
class Hands:
    """Of the owner at the desk, of the technician on the road, and of everybody else."""

    url: str
    owner: requests.Session
    technician: requests.Session
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    began: float = field(default_factory=time.monotonic)

    def pay(self, bill: dict[str, Any]) -> None:
        self.post(
            "/api/payments",
            self.owner,
            id=f"demo-{bill['id']}-{bill['paid']}",
            customer_id=bill["customer_id"],
            amount=bill["total"] - bill["paid"],
            method=self.dice.choice(["cash", "transfer"]),
        )

    def bills(self, phone: str) -> list[dict[str, Any]]:
        customer = self.customer(phone)["id"]
        found: list[dict[str, Any]] = self.get(f"/api/invoices?status=open&customer_id={customer}")["items"]
        return found

    def ticket(self, phone: str) -> dict[str, Any]:
        """Their latest."""
        customer = self.customer(phone)["id"]
        latest: dict[str, Any] = self.get(f"/api/complaints?customer_id={customer}&limit=1")["items"][0]
        return latest

    def customer(self, phone: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/api/customers?q={phone[1:]}&limit=1")["items"][0]
        return found

    def router_reports(self, router: str) -> None:
        """Often enough that it believes what it sees."""
        for _ in range(2):
            self.sandbox("POST", f"/router/{router}/report")
            self.sandbox("POST", "/clock", advance_minutes=1)
        self.sandbox("POST", f"/router/{router}/report")
        self.rest()

    def says(self, phone: str, words: str) -> None:
        self.sandbox("POST", f"/whatsapp/{phone}/send", text=words)
        self.rest()

    def at(self, phone: str) -> Any:
        return self.sandbox("GET", f"/whatsapp/{phone}/messages")

    def get(self, path: str) -> Any:
        return _answer(self.owner.get(self.url + path, timeout=60))

    def post(self, path: str, who: requests.Session, **body: Any) -> Any:
        return _answer(who.post(self.url + path, json=body, timeout=60))

    def say(self, words: str) -> None:
        print(f"{time.monotonic() - self.began:4.0f} s  {words}", flush=True)

    def rest(self) -> None:
        self.sandbox("GET", "/idle?wait_s=30")

    def sandbox(self, method: str, path: str, **body: Any) -> Any:
        answer = requests.request(method, f"{self.url}/sandbox{path}", json=body or None, timeout=300)
        return _answer(answer)


def _answer(answer: requests.Response) -> Any:
    if not answer.ok:
        raise RuntimeError(f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text}")
    return answer.json()


def open_hands() -> Hands:
    """On the stack of `make run`: PORT, LOCAL_DIR. Raises KeyError or RequestException where none runs."""
    url = f"http://localhost:{os.environ.get('PORT') or 8080}"
    env = environment.read(Path(os.environ.get("LOCAL_DIR") or ROOT / ".local") / "env")
    seeder = Seeder(url, env, lambda _: None)
    return Hands(url, _signed_in(seeder, "owner"), _signed_in(seeder, "technician"))


def _signed_in(seeder: Seeder, role: str) -> requests.Session:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {seeder.sign_in(role)}"
    return session

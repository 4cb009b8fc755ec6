"""The provider: its customers, their boxes and routers, brought in as an owner does who changes over to Sambung."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests

from local.stack import Stack
from tests.faults.month.ask import PatientOwner
from tests.faults.month.checks_of_people import POLICY

PRICE = 165_000
ON_A_BOX = 10
HEADINGS = "Nama;No HP;Alamat;Wilayah;Paket;Harga;Tgl Tagihan;User PPPoE;ODP"


@dataclass
class Town:
    """Who lives there, by customer."""

    stack: Stack
    api: PatientOwner
    people: int
    routers: int
    billing_days: tuple[int, ...]
    due_days: int
    phone: dict[str, str] = field(default_factory=dict)
    user: dict[str, str] = field(default_factory=dict)
    """The login of each customer's line."""
    boxes: dict[str, list[str]] = field(default_factory=dict)
    """Customers by box."""

    def bring_in(self, folder: Path) -> None:
        rules, now = (
            {"suspension": POLICY.model_dump(mode="json"), "due_days": self.due_days},
            self.api.get("/api/settings"),
        )
        # Receipts are held back for the shortest time there is: every rest would wait for them.
        self.api.patch(
            "/api/settings", billing={**now["billing"], **rules}, messaging={**now["messaging"], "undo_s": 1}
        )
        file = folder / "pelanggan.csv"
        file.write_text("\n".join([HEADINGS, *map(self._row, range(self.people))]))
        assert self.api.import_file(file)["created"] == self.people
        for one in self.api.all("/api/customers"):
            (line,) = one["subscriptions"]
            self.phone[one["id"]], self.user[one["id"]] = one["phone"], line["pppoe_user"]
            self.boxes.setdefault(box_of(int(line["pppoe_user"][1:])), []).append(one["id"])
        for number in range(self.routers):
            self._plug_in(number)
        for _ in range(3):
            self.report_all()

    def passes(self, by: timedelta) -> None:
        """The clock goes on, and comes to rest at whatever is due in between."""
        minutes = {"advance_minutes": max(1, round(by.total_seconds() / 60))}
        answer = requests.post(f"{self.stack.url}/sandbox/clock", json=minutes, timeout=3600)
        assert answer.ok, answer.text

    def router_of(self, number: int) -> int:
        """Which router serves a house: those of one router lie together, and a box hangs on one."""
        per_router = -(-self.people // self.routers // ON_A_BOX) * ON_A_BOX
        return min(number // per_router, self.routers - 1)

    @property
    def router_names(self) -> list[str]:
        return [router_id(number) for number in range(self.routers)]

    def router_of_customer(self, customer: str) -> str:
        return router_id(self.router_of(int(self.user[customer][1:])))

    def report_all(self) -> None:
        for name in self.router_names:
            self.report(name)

    def report(self, router: str) -> None:
        """The router's script runs now."""
        requests.post(f"{self.stack.url}/sandbox/router/{router}/report", timeout=60).raise_for_status()

    def change_router(self, router: str, **told: bool) -> None:
        requests.put(f"{self.stack.url}/sandbox/router/{router}", json=told, timeout=60).raise_for_status()

    def cut(self, box: str, *, up: bool) -> None:
        requests.put(f"{self.stack.url}/sandbox/router/nodes/{box}", json={"up": up}, timeout=60).raise_for_status()

    def does(self, customer: str, **act: Any) -> None:
        """At the phone."""
        url = f"{self.stack.url}/sandbox/whatsapp/{self.phone[customer]}/send"
        requests.post(url, json=act, timeout=60).raise_for_status()

    def at_phone(self, customer: str) -> list[dict[str, Any]]:
        url = f"{self.stack.url}/sandbox/whatsapp/{self.phone[customer]}/messages"
        items: list[dict[str, Any]] = requests.get(url, timeout=60).json()["items"]
        return items

    def _row(self, number: int) -> str:
        day = self.billing_days[number % len(self.billing_days)]
        return (
            f"Budi {number};08138{number:07d};Jl. Mawar {number};Dusun {self.router_of(number)};Rumah 20 Mbps;{PRICE};"
            f"{day};u{number:05d};{box_of(number)}"
        )

    def _plug_in(self, number: int) -> None:
        name = router_id(number)
        made = self.api.post("/api/routers", id=name, name=f"RB {number}")
        token = made["token"] or self.api.post(f"/api/routers/{name}/token")["token"]
        lines = {f"u{house:05d}": box_of(house) for house in range(self.people) if self.router_of(house) == number}
        plug = {"token": token, "lines": lines}
        requests.post(f"{self.stack.url}/sandbox/router", json=plug, timeout=60).raise_for_status()


def box_of(house: int) -> str:
    return f"ODP-{house // ON_A_BOX}"


def router_id(number: int) -> str:
    return f"rb-{number:02d}"

"""What customers do of a month: each pays in a way of their own, and now and then somebody writes."""

import base64
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO

import requests
from PIL import Image

from shared.core import clock
from shared.core.dates import long_date
from tests.faults.month.ask import Visitors
from tests.faults.month.facts import Facts, Known
from tests.faults.month.read_facts import at_the_phones
from tests.faults.month.town import PRICE, Town

WAYS = {
    "prompt": 48,
    "late": 20,
    "in_parts": 8,
    "promises": 6,
    "breaks_a_promise": 3,
    "after_the_cut": 7,
    "never": 6,
    "exempt": 2,
}
MEANS = {"cash": 55, "gateway": 30, "proof": 15}
WORDS = (
    "cek tagihan",
    "wifi mati min",
    "menu",
    "udh bayar ko blm nyala",
    "status pengaduan",
    "lemot bgt",
    "bayar",
    "bicara dengan admin",
)
GATEWAYS = ("midtrans", "xendit", "tripay")
GOES_ON = ("Baca jawaban", "Lewati", "Kirim sekarang", "Kirim laporan")
"""What people tap who are asked: that an answer waits, for a photo they have not, whether to report it."""
COMPLAINTS = ("no_connection", "slow", "unstable", "hardware")


@dataclass
class People:
    """All customers; what each is going to do is planned once their first bill is there."""

    town: Town
    known: Known
    chance: random.Random
    did: Counter[str]
    """What was done today, for the page."""
    way: dict[str, str] = field(default_factory=dict)
    bill: dict[str, str] = field(default_factory=dict)
    acts: dict[date, list[Callable[[], None]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.visitors = Visitors(self.town.stack)

    def hear_of_new_bills(self, facts: Facts) -> None:
        for invoice in sorted(facts.invoices, key=lambda one: one.id):
            if invoice.customer_id not in self.bill:
                self.bill[invoice.customer_id] = invoice.id
                self._plan(invoice.customer_id, invoice.due_on)

    def act(self, today: date) -> None:
        """What was planned up to today."""
        for day in sorted(day for day in self.acts if day <= today):
            for act in self.acts.pop(day):
                act()

    def write(self, share: float, among: list[str] | None = None, words: tuple[str, ...] = WORDS) -> None:
        """So many of them say something."""
        people = sorted(among or self.town.phone)
        for customer in self.chance.sample(people, max(1, round(share * len(people)))):
            self.town.does(customer, text=self.chance.choice(words))
            self.did["texts"] += 1

    def call(self, share: float) -> None:
        """So many telephone about a fault, and staff write it down."""
        for customer in sorted(self.town.phone):
            if self.chance.random() < share:
                what = {
                    "customer_id": customer,
                    "category": self.chance.choice(COMPLAINTS),
                    "description": "Lewat telepon",
                }
                self.town.api.post("/api/complaints", **what)
                self.did["calls"] += 1

    def go_on(self) -> None:
        """Whoever was asked something since they last wrote taps the answer."""
        asked: dict[str, str] = {}
        for one in at_the_phones(self.town.stack):
            if not one.message:
                asked.pop(one.phone, None)
            for words, button in one.offers.items():
                if words in GOES_ON:
                    asked.setdefault(one.phone, button)
        lives = {phone: customer for customer, phone in self.town.phone.items()}
        for phone, button in sorted(asked.items()):
            self.town.does(lives[phone], button_id=button)
            self.did["taps"] += 1

    def _plan(self, customer: str, due: date) -> None:
        way, some = self.way[customer], self.chance.randint

        def on(day: int, act: Callable[[], None]) -> None:
            self.acts[due + timedelta(days=day)].append(act)

        match way:
            case "prompt":
                on(some(-9, -1), lambda: self._pay(customer, PRICE))
            case "late":
                on(some(1, 8), lambda: self._pay(customer, PRICE))
            case "in_parts":
                on(2, lambda: self._cash(customer, 65_000))
                on(some(5, 8), lambda: self._pay(customer, PRICE - 65_000))
            case "promises":
                on(2, lambda: self._promise(customer, due + timedelta(days=6)))
                on(6, lambda: self._pay(customer, PRICE))
            case "breaks_a_promise":
                on(2, lambda: self._promise(customer, due + timedelta(days=6)))
            case "after_the_cut":
                on(self.chance.choice((11, 14, 16)), lambda: self._pay(customer, PRICE))
            case "exempt":
                exempt = {"customer_id": customer, "exempt": True, "reason": "Kantor desa"}
                on(-9, lambda: self.town.api.post("/api/collections/exemptions", **exempt) and None)

    def _pay(self, customer: str, amount: int) -> None:
        means = self.chance.choices(list(MEANS), list(MEANS.values()))[0]
        if means == "gateway" and self._gateway(customer, amount):
            return
        if means == "proof":
            shade = tuple(self.chance.randrange(256) for _ in "rgb")
            out = BytesIO()
            Image.new("RGB", (300, 600), shade).save(out, "JPEG")
            picture = {"data": base64.b64encode(out.getvalue()).decode(), "caption": "bukti transfer"}
            self.town.does(customer, image=picture)
            self.did["texts"] += 1
            return
        self._cash(customer, amount)

    def _cash(self, customer: str, amount: int) -> None:
        self.town.api.post("/api/payments", customer_id=customer, amount=amount, method="cash")
        self._paid(customer, amount, "cash")

    def _gateway(self, customer: str, amount: int) -> bool:
        """Whether the money is on its way; a gateway may be down, or the payer turn away after all."""
        link = next(
            (
                button["url"].rpartition("/")[2]
                for item in self.town.at_phone(customer)
                for button in item["buttons"]
                if "/t/" in button.get("url", "")
            ),
            None,
        )
        if link is None:
            return False
        asked = {"gateway": self.chance.choice(GATEWAYS), "channel": "qris"}
        charge = self.visitors.post(self.town.phone[customer], f"/api/pay/{link}/charges", json=asked)
        if charge.status_code not in (200, 201):
            self.did["gateway refused"] += 1
            return False
        assert charge.json()["amount"] == amount, charge.text
        if self.chance.random() < 0.1 or charge.json()["status"] != "pending":
            self.did["turned away"] += 1
            return False
        times = self.chance.choice((0, 1, 1, 3))
        address = f"{self.town.stack.url}/sandbox/payments/{charge.json()['charge_id']}/settle"
        told = {"status": "settlement", "times": times}
        requests.post(address, json=told, timeout=60).raise_for_status()
        self._paid(customer, amount, "gateway")
        if not times:
            self.known.unheard[customer, amount] += 1
            self.did["gateway silent"] += 1
        return True

    def _promise(self, customer: str, until: date) -> None:
        """Half of them say so on WhatsApp, where the bot may make something else of it; the others at the counter."""
        until = max(until, clock.today())  # where days are left out, the day they meant may have gone by
        if self.chance.random() < 0.5:
            self.town.does(customer, text=f"janji bayar {long_date(until)}")
            self.did["texts"] += 1
        else:
            self.town.api.post("/api/collections/promises", customer_id=customer, until=until.isoformat())

    def _paid(self, customer: str, amount: int, means: str) -> None:
        self.known.paid[customer, amount] += 1
        self.did[means] += 1
        self.did["Rp"] += amount

"""A month of an ISP by the sandbox's clock, with every way of paying: each is told in order, and the books agree.

Only in `make soak` (SOAK is how many customers), as it takes minutes. test_dunning_month.py is its short form.
"""

import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from PIL import Image

from local.stack import Stack
from shared.billing.suspend_days import why_not
from shared.settings.models import SuspensionPolicy
from tests.owner import Owner, wait_for_rest

PEOPLE = int(os.environ.get("SOAK") or 0)
SEED = int(os.environ.get("SEED_OF_MONTH") or random.randrange(10_000))
JAKARTA = ZoneInfo("Asia/Jakarta")
PRICE = 165_000
BILLING_DAYS = 6
DUE_DAYS = 10
DAYS = 34
"""From the last day of a month on: until whoever is cut latest has paid and is back."""
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
CUT = ("breaks_a_promise", "after_the_cut", "never")
pytestmark = [
    pytest.mark.skipif(
        not PEOPLE, reason="takes minutes: `make soak` runs it, test_dunning_month.py is its short form"
    ),
    pytest.mark.timeout(3600),
]


@dataclass
class Month:
    """The provider's month: who pays how, and what came in."""

    stack: Stack
    api: Owner
    chance: random.Random
    way: dict[str, str] = field(default_factory=dict)
    phone: dict[str, str] = field(default_factory=dict)
    bill: dict[str, str] = field(default_factory=dict)
    """The first bill of each customer."""
    acts: dict[date, list[Callable[[], None]]] = field(default_factory=lambda: defaultdict(list))
    paid_at: dict[str, datetime] = field(default_factory=dict)
    """When a customer had paid their first bill in full."""
    received: dict[date, int] = field(default_factory=Counter)
    taken_by: Counter[str] = field(default_factory=Counter)

    @property
    def now(self) -> datetime:
        told = requests.get(f"{self.stack.url}/sandbox/clock", timeout=30).json()["now"]
        return datetime.fromisoformat(told)

    @property
    def today(self) -> date:
        return self.now.astimezone(JAKARTA).date()

    def move_to(self, day: date) -> None:
        """Schedules, reminders and messages of the days between take place."""
        answer = requests.post(f"{self.stack.url}/sandbox/clock", json={"today": day.isoformat()}, timeout=900)
        assert answer.ok, answer.text

    def pay(self, customer: str, amount: int, *, in_full: bool = True) -> None:
        """By cash, by a gateway from the link at the phone, or by a proof that staff approve."""
        method = "cash" if not in_full else self.chance.choices(("cash", "gateway", "proof"), (65, 30, 5))[0]
        {"cash": self._cash, "gateway": self._gateway, "proof": self._proof}[method](customer, amount)
        self.taken_by[method] += 1
        self.received[self.today] += amount
        if in_full:
            self.paid_at[customer] = self.now

    def _cash(self, customer: str, amount: int) -> None:
        self.api.post("/api/payments", customer_id=customer, amount=amount, method="cash")

    def _gateway(self, customer: str, amount: int) -> None:
        asked = {"gateway": self.chance.choice(("midtrans", "xendit", "tripay")), "channel": "qris"}
        charge = requests.post(f"{self._link(customer)}/charges", json=asked, timeout=60)
        assert (charge.status_code, charge.json()["amount"]) == (201, amount), charge.text
        told = {"status": "settlement", "times": self.chance.choice((1, 1, 3))}
        address = f"{self.stack.url}/sandbox/payments/{charge.json()['charge_id']}/settle"
        assert requests.post(address, json=told, timeout=60).ok

    def _proof(self, customer: str, amount: int) -> None:
        out = BytesIO()
        shade = tuple(self.chance.randrange(256) for _ in "rgb")
        Image.new("RGB", (300, 600), shade).save(out, "JPEG")
        sent = {"amount": str(amount)}
        files = {"file": ("bukti.jpg", out.getvalue(), "image/jpeg")}
        answer = requests.post(f"{self._link(customer)}/proofs", data=sent, files=files, timeout=60)
        assert answer.status_code == 201, answer.text
        (proof,) = self.api.get("/api/payments/proofs", status="waiting")["items"]
        self.api.post(f"/api/payments/proofs/{proof['id']}/approve", amount=amount)

    def _link(self, customer: str) -> str:
        items = at_phone(self.stack, self.phone[customer])
        tokens = [
            one["url"].rpartition("/")[2] for item in items for one in item["buttons"] if "/t/" in one.get("url", "")
        ]
        return f"{self.stack.url}/api/pay/{tokens[0]}"

    def plan(self, customer: str, due: date) -> None:
        """What this customer is going to do, by their way of paying."""

        def on(day: int, act: Callable[[], None]) -> None:
            self.acts[due + timedelta(days=day)].append(act)

        def promise() -> None:
            until = (due + timedelta(days=6)).isoformat()
            self.api.post("/api/collections/promises", customer_id=customer, until=until)

        some = self.chance.randint
        match self.way[customer]:
            case "prompt":
                on(some(-9, -1), lambda: self.pay(customer, PRICE))
            case "late":
                on(some(1, 8), lambda: self.pay(customer, PRICE))
            case "in_parts":
                on(2, lambda: self.pay(customer, 65_000, in_full=False))
                on(some(5, 8), lambda: self.pay(customer, PRICE - 65_000))
            case "promises":
                on(2, promise)
                on(6, lambda: self.pay(customer, PRICE))
            case "breaks_a_promise":
                on(2, promise)
            case "after_the_cut":
                on(16, lambda: self.pay(customer, PRICE))
            case "exempt":
                exempt = {"customer_id": customer, "exempt": True, "reason": "Kantor desa"}
                on(-9, lambda: self.api.post("/api/collections/exemptions", **exempt) and None)


def at_phone(stack: Stack, phone: str) -> list[dict[str, Any]]:
    answer = requests.get(f"{stack.url}/sandbox/whatsapp/{phone}/messages", timeout=60)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def bring_in(month: Month, folder: Path) -> None:
    rows = [
        f"Budi {n};08138{n:07d};Jl. Mawar {n};Rumah 20 Mbps;{PRICE};{n % BILLING_DAYS + 1}"
        for n in range(1, PEOPLE + 1)
    ]
    file = folder / "pelanggan.csv"
    file.write_text("\n".join(["Nama;No HP;Alamat;Paket;Harga;Tgl Tagihan", *rows]))
    assert month.api.import_file(file)["created"] == PEOPLE
    for customer in month.api.all("/api/customers"):
        month.phone[customer["id"]] = customer["phone"]
        month.way[customer["id"]] = month.chance.choices(list(WAYS), list(WAYS.values()))[0]


def hear_of_new_bills(month: Month) -> None:
    for invoice in month.api.all("/api/invoices"):
        if invoice["customer_id"] not in month.bill:
            month.bill[invoice["customer_id"]] = invoice["id"]
            month.plan(invoice["customer_id"], date.fromisoformat(invoice["due_on"]))


def check_reports(month: Month) -> None:
    """What the dashboard says now is what the books hold and what was paid."""
    told, invoices = month.api.get("/api/reports/dashboard"), month.api.all("/api/invoices")
    today = month.today
    left = sum(one["total"] - one["paid"] for one in invoices if one["status"] == "open")
    of_month = [one for one in invoices if one["issued_on"].startswith(f"{today:%Y-%m}")]
    assert told["today"]["received"] == month.received[today]
    assert told["month"]["received"] == sum(v for day, v in month.received.items() if f"{day:%Y%m}" == f"{today:%Y%m}")
    assert told["curve"][-1]["received"] == told["month"]["received"]
    assert told["unpaid"]["amount"] == sum(bucket["amount"] for bucket in told["unpaid"]["buckets"]) == left
    assert told["collection"]["billed"] == sum(one["total"] for one in of_month)
    assert told["collection"]["collected"] == sum(one["paid"] for one in of_month)
    customers = month.api.all("/api/customers")
    suspended = {c["id"] for c in customers if any(line["status"] == "suspended" for line in c["subscriptions"])}
    assert told["customers"]["suspended"] == len(suspended)
    assert sum(one["balance"] for one in customers) == left


def check_messages(month: Month, policy: SuspensionPolicy) -> Counter[str]:
    """Each once, in order, none about a bill after it was paid, and cuts only where the policy allows."""
    by_customer: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for message in month.api.all("/api/messages"):
        by_customer[message["customer_id"]].append(message)
    said: Counter[str] = Counter()
    for customer, phone in month.phone.items():
        mine = sorted(by_customer[customer], key=lambda one: one["created_at"])
        assert {one["status"] for one in mine} <= {"delivered", "read"}, (customer, mine)
        # What one act says comes together, in whichever order; what later acts say comes later.
        written = {one["provider_id"]: one["created_at"][:19] for one in mine}
        there = [item["id"] for item in at_phone(month.stack, phone)]
        assert Counter(there) == Counter(list(written)), customer
        moments = [written[id] for id in there]
        assert moments == sorted(moments), (customer, [(one["purpose"], one["created_at"]) for one in mine])
        about = [one for one in mine if one["cause"].startswith(month.bill[customer])]
        for one in about:
            said[one["purpose"].split("-")[0].split("+")[0]] += 1
            moment = datetime.fromisoformat(one["created_at"])
            if one["purpose"] not in ("receipt", "resumed") and customer in month.paid_at:
                assert moment <= month.paid_at[customer], (customer, one)
            if one["purpose"].startswith("suspended"):
                local = moment.astimezone(JAKARTA)
                assert why_not(policy, local.date()) is None, (customer, one)
                assert 8 <= local.hour < 16, (customer, one)
        was_cut = any(one["purpose"].startswith("suspended") for one in mine)
        assert was_cut == (month.way[customer] in CUT), (customer, month.way[customer])
    return said


def test_a_month_of_a_thousand_is_told_in_order_and_adds_up(own_stack: Stack, tmp_path: Path) -> None:
    month = Month(own_stack, Owner(own_stack), random.Random(SEED))
    last_of_month = date.fromisoformat(f"{month.api.next_month()}-01") - timedelta(days=1)
    policy = SuspensionPolicy(no_cut_weekdays=[5, 6])
    rules = {**month.api.get("/api/settings")["billing"], "suspension": policy.model_dump(mode="json")}
    changed = {"billing": rules}
    assert month.api.session.patch(f"{own_stack.url}/api/settings", json=changed, timeout=30).ok
    bring_in(month, tmp_path)
    for day in (last_of_month + timedelta(days=number) for number in range(DAYS + 1)):
        month.move_to(day)
        hear_of_new_bills(month)
        for act in month.acts.pop(day, []):
            act()
        wait_for_rest(month.stack)
        check_reports(month)
    assert set(month.bill) == set(month.way)
    assert not month.acts

    said = check_messages(month, policy)
    ended = {
        customer["id"]: line["status"]
        for customer in month.api.all("/api/customers")
        for line in customer["subscriptions"]
    }
    gone = {customer for customer, way in month.way.items() if way in ("breaks_a_promise", "never")}
    assert {customer for customer, status in ended.items() if status == "suspended"} == gone
    assert set(ended.values()) == {"active", "suspended"}
    assert all('"ledger_disagrees"' not in log.read_text() for log in (own_stack.local_dir / "logs").glob("*.log"))
    print(  # noqa: T201 - what the soak tells
        f"month {SEED}: {PEOPLE} customers, {dict(Counter(month.way.values()))}, paid {dict(month.taken_by)}, "
        f"Rp{sum(month.received.values())}; about the first bills {dict(said)}; {len(gone)} suspended at the end"
    )

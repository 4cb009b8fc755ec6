"""Demo people: staff who can sign in, and with SEED=demo the customers of ISP Kamil, made through the API."""

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import requests
import yaml

from local.routers.demo import box_of, demo_nodes, plug_in_routers

PASSWORD = "sambung-demo"
STAFF = {
    "owner": ("owner@sambung.test", "Kamil"),
    "admin": ("admin@sambung.test", "Rina"),
    "cashier": ("cashier@sambung.test", "Fitri"),
    "technician": ("technician@sambung.test", "Eko"),
    "collector": ("collector@sambung.test", "Rusdi"),
}
DEMO = Path(__file__).with_name("demo.yaml")


@dataclass
class Seeder:
    """Where to seed: the origin, the emulators, and the functions' variables."""

    url: str
    env: dict[str, str]
    say: Callable[[str], None]

    def staff(self) -> None:
        """The demo staff in Auth and in `staff/`; again and again the same."""
        for role, (email, name) in STAFF.items():
            self._member(f"demo-{role}", email, name, role)

    def demo(self) -> None:
        """ISP Kamil, once: what is there is left as it is, what was broken off is gone on with."""
        api = _Api(self.url, self.sign_in("owner"))
        # Holds the day it was begun on while it is not done: the dates are part of what is sent.
        begun = Path(self.env["CLOCK_OFFSET_FILE"]).with_name("seeding")
        if not begun.exists():
            if api.get("/api/customers?limit=1")["items"]:
                return
            begun.write_text(requests.get(f"{self.url}/sandbox/clock", timeout=10).json()["today"])
        today = date.fromisoformat(begun.read_text())
        self.say("Making the customers of ISP Kamil ...")
        told = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
        api.patch("/api/settings", {"company": told["company"]})
        api.patch("/api/settings/alerts", {"phone": told["owner_phone"]})
        _name_phone(self.url, told["owner_phone"], "Kamil, pemilik")
        for plan in told["plans"]:
            api.post("/api/plans", plan)
        for area in told["areas"]:
            api.post("/api/areas", area)
        for node in demo_nodes(told):
            api.post("/api/nodes", node)
        people = _customers(told, today)
        for number, (customer, step) in enumerate(people):
            made = api.post("/api/customers", {"id": f"seed-{number}", **customer})
            _name_phone(self.url, customer["phone"], customer["name"])
            if step:
                _take_step(api, made["subscriptions"][0]["id"], step)
        plug_in_routers(self.url, api, told, [customer for customer, _ in people])
        api.post("/api/billing/runs", {"on": today.isoformat()})
        requests.get(f"{self.url}/sandbox/idle", params={"wait_s": 60}, timeout=90).raise_for_status()
        begun.unlink()

    def sign_in(self, role: str) -> str:
        """An ID token of a demo member of staff."""
        answer = requests.post(
            f"http://{self.env['FIREBASE_AUTH_EMULATOR_HOST']}/identitytoolkit.googleapis.com/v1/"
            "accounts:signInWithPassword?key=demo",
            json={"email": STAFF[role][0], "password": PASSWORD, "returnSecureToken": True},
            timeout=30,
        )
        answer.raise_for_status()
        return str(answer.json()["idToken"])

    def links(self) -> list[str]:
        """The last lines of `make run`."""
        cast = "+6281200004471"
        return [
            f"  Pemilik    {self.url}/admin/     {STAFF['owner'][0]} / {PASSWORD}",
            f"  Kasir      {self.url}/admin/     {STAFF['cashier'][0]} / {PASSWORD}",
            f"  Pelanggan  {self.url}/           masuk dengan {cast}; kodenya, seperti tagihan, datang ke HP di bawah",
            f"  HP         {self.url}/sandbox/   tanpa kata sandi; coba {cast}",
        ]

    def _member(self, uid: str, email: str, name: str, role: str) -> None:
        project = self.env["GOOGLE_CLOUD_PROJECT"]
        auth = f"http://{self.env['FIREBASE_AUTH_EMULATOR_HOST']}/identitytoolkit.googleapis.com/v1/projects/{project}"
        owner = {"Authorization": "Bearer owner"}
        claims = f'{{"role": "{role}"}}'
        account = {"localId": uid, "email": email, "password": PASSWORD, "displayName": name}
        made = requests.post(f"{auth}/accounts", json=account, headers=owner, timeout=30)
        if "DUPLICATE_LOCAL_ID" not in made.text and "EMAIL_EXISTS" not in made.text:
            made.raise_for_status()
            changes = {"localId": uid, "customAttributes": claims, "emailVerified": True}
            requests.post(f"{auth}/accounts:update", json=changes, headers=owner, timeout=30).raise_for_status()
        documents = (
            f"http://{self.env['FIRESTORE_EMULATOR_HOST']}/v1/projects/{project}/databases/(default)/documents/staff"
        )
        fields = {
            "email": {"stringValue": email},
            "name": {"stringValue": name},
            "role": {"stringValue": role},
            "areas": {"arrayValue": {}},
            "active": {"booleanValue": True},
            "valid_after": {"integerValue": "0"},
        }
        # Only where there is none: an owner who tries out a change of role keeps it.
        answer = requests.post(f"{documents}?documentId={uid}", json={"fields": fields}, headers=owner, timeout=30)
        if answer.status_code not in (200, 409):
            answer.raise_for_status()


class _Api:
    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str) -> Any:
        return self._answer(self._session.get(self._url + path, timeout=60))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._answer(self._session.post(self._url + path, json=body, timeout=60))

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        return self._answer(self._session.patch(self._url + path, json=body, timeout=60))

    @staticmethod
    def _answer(answer: requests.Response) -> Any:
        if not answer.ok:
            raise RuntimeError(f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text}")
        return answer.json()


def _customers(told: dict[str, Any], today: date) -> list[tuple[dict[str, Any], str]]:
    """(customer, step of its line's life or ""): the cast, then neighbours; the same every time but for the dates."""
    dice = random.Random(20)
    plans = [plan["id"] for plan in told["plans"]]
    first_names, last_names, streets = (told[name].split() for name in ("first_names", "last_names", "streets"))
    people = [(one["name"], one["note"], one["plan"], one.get("step", "")) for one in told["cast"]]
    cast = len(people)
    for index in range(told["neighbours"]):
        name = f"{dice.choice(first_names)} {dice.choice(last_names)}"
        plan = dice.choices(plans, weights=told["plan_weights"])[0]
        people.append((name, "", plan, "pause" if index in told["paused"] else ""))
    made, houses = [], Counter[str]()
    for index, (name, note, plan, step) in enumerate(people):
        area = dice.choice(told["areas"])
        billing_day = today.day if index < cast and today.day <= 28 else dice.choice(told["billing_days"])
        customer = {
            "name": name,
            "phone": f"0812000044{71 + index}" if index < cast else f"08120001{index - cast:04d}",
            "address": f"Jl. {dice.choice(streets)} No. {dice.randint(1, 90)}, {area['name']}",
            "area_id": area["id"],
            "note": note,
            "subscription": {
                "plan_id": plan,
                "billing_day": billing_day,
                "starts_on": (today - timedelta(days=dice.randint(1, 27))).isoformat(),
                "network": {"pppoe_user": f"kamil{index:04d}", "odp": box_of(told, area["id"], houses[area["id"]])},
            },
        }
        houses[area["id"]] += 1
        made.append((customer, step))
    return made


def _take_step(api: _Api, subscription: str, step: str) -> None:
    """Suspend or pause, unless an earlier start did."""
    if api.get(f"/api/subscriptions/{subscription}")["status"] == "active":
        api.post(f"/api/subscriptions/{subscription}/{step}", {"reason": "demo"})


def _name_phone(url: str, phone: str, name: str) -> None:
    digits = "62" + phone.removeprefix("0")
    requests.put(f"{url}/sandbox/whatsapp/{digits}", json={"name": name}, timeout=10).raise_for_status()


def seed(url: str, env: dict[str, str], wanted: str, say: Callable[[str], None]) -> Seeder:
    """Staff always; the demo provider if `wanted` is demo. A failure is said and leaves the system running."""
    seeder = Seeder(url, env, say)
    seeder.staff()
    if wanted == "demo":
        try:
            seeder.demo()
        except (requests.RequestException, RuntimeError) as error:
            print(f"The demo data could not be made: {error}", file=sys.stderr, flush=True)
    return seeder

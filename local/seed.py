"""Demo people: staff who can sign in, and with SEED=demo the customers of ISP Kamil, made through the API."""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import requests

PASSWORD = "sambung-demo"
STAFF = {
    "owner": ("owner@sambung.test", "Kamil"),
    "cashier": ("cashier@sambung.test", "Fitri"),
    "technician": ("technician@sambung.test", "Eko"),
    "collector": ("collector@sambung.test", "Rusdi"),
}
COMPANY = {
    "name": "ISP Kamil",
    "address": "Jl. Melati No. 5, Desa Sukamaju, Blitar",
    "phone": "0812-0000-0001",
    "banks": [{"bank": "BRI", "number": "0021 01 000123 50 1", "holder": "CV Kamil Net"}],
    "invoice_note": "Ada kendala? Balas pesan WhatsApp kami.",
}
PLANS = [
    ("hemat-10", "Hemat 10 Mbps", 110_000, 10),
    ("rumah-20", "Rumah 20 Mbps", 165_000, 20),
    ("keluarga-30", "Keluarga 30 Mbps", 220_000, 30),
    ("usaha-50", "Usaha 50 Mbps", 350_000, 50),
]
AREAS = [("sukamaju", "Sukamaju"), ("karanganyar", "Karanganyar"), ("griya-asri", "Griya Asri")]
CAST = [
    ("Asih Lestari", "Rumah 20 Mbps, bayar selalu awal", "rumah-20"),
    ("Budi Raharjo", "Sering telat", "hemat-10"),
    ("Citra Wulandari", "Diisolir bulan lalu", "keluarga-30"),
    ("Dewi Anggraini", "Melapor wifi lemot", "rumah-20"),
]
FIRST = (
    "Agus Sri Slamet Wahyu Ratna Joko Endang Bambang Siti Hendra Lilis Tono Yuni Rahmat Nur Eka Dwi Tri Puji Sari Imam "
    "Lina Hadi Rina Yanto Wati Teguh Maya Arif Indah"
).split()
LAST = "Santoso Wibowo Lestari Susanti Prasetyo Handayani Kurniawan Rahayu Saputra Setiawan Utami Nugroho".split()
STREETS = "Melati Mawar Kenanga Anggrek Merpati Diponegoro Kartini Sudirman Pahlawan Cempaka".split()
CUSTOMERS = 120


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
        """ISP Kamil, once: what is there already is left as it is."""
        api = _Api(self.url, self.sign_in("owner"))
        if api.get("/api/customers?limit=1")["items"]:
            return
        self.say("Making the customers of ISP Kamil ...")
        api.patch("/api/settings", {"company": COMPANY})
        for plan_id, name, price, speed in PLANS:
            api.post("/api/plans", {"id": plan_id, "name": name, "price": price, "speed_mbps": speed})
        for area_id, name in AREAS:
            api.post("/api/areas", {"id": area_id, "name": name})
        today = date.fromisoformat(requests.get(f"{self.url}/sandbox/clock", timeout=10).json()["today"])
        for number, customer in enumerate(_customers(today)):
            made = api.post("/api/customers", {"id": f"seed-{number}", **customer})
            _name_phone(self.url, customer["phone"], customer["name"])
            if customer["name"] == CAST[2][0]:
                api.post(f"/api/subscriptions/{made['subscriptions'][0]['id']}/suspend", {"reason": "demo"})
        api.post("/api/billing/runs", {"on": today.isoformat()})

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
            f"  Pelanggan  {self.url}/           tautan tagihan datang lewat WhatsApp",
            f"  HP         {self.url}/sandbox/   tanpa kata sandi; coba {cast}",
        ]

    def _member(self, uid: str, email: str, name: str, role: str) -> None:
        project = self.env["GOOGLE_CLOUD_PROJECT"]
        auth = f"http://{self.env['FIREBASE_AUTH_EMULATOR_HOST']}/identitytoolkit.googleapis.com/v1/projects/{project}"
        owner = {"Authorization": "Bearer owner"}
        claims = f'{{"role": "{role}"}}'
        account = {"localId": uid, "email": email, "password": PASSWORD, "displayName": name}
        made = requests.post(f"{auth}/accounts", json=account, headers=owner, timeout=30)
        if made.ok:
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


def _customers(today: date) -> list[dict[str, Any]]:
    """The cast first, then plausible neighbours; the same every time but for the dates."""
    dice = random.Random(20)
    people = [(name, note, plan, f"0812000044{71 + index}") for index, (name, note, plan) in enumerate(CAST)]
    for index in range(CUSTOMERS - len(CAST)):
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        people.append((name, "", dice.choices(PLANS, weights=[4, 6, 3, 1])[0][0], f"08120001{index:04d}"))
    made = []
    for index, (name, note, plan_id, phone) in enumerate(people):
        starts_on = today - timedelta(days=dice.randint(1, 27))
        area_id, area = dice.choice(AREAS)
        made.append(
            {
                "name": name,
                "phone": phone,
                "address": f"Jl. {dice.choice(STREETS)} No. {dice.randint(1, 90)}, {area}",
                "area_id": area_id,
                "note": note,
                "subscription": {
                    "plan_id": plan_id,
                    "billing_day": today.day if index < len(CAST) and today.day <= 28 else dice.choice([1, 5, 10, 20]),
                    "starts_on": starts_on.isoformat(),
                    "network": {"pppoe_user": f"kamil{index:04d}", "odp": f"ODP-{dice.choice('ABC')}{index % 8 + 1}"},
                },
            }
        )
    return made


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

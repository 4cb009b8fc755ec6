"""What people do in a month, of every twenty customers: a plausible mix, stated, not measured at any provider.

Whose turn is whose follows from the customer's number, so any twenty in a row are the whole mix.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

from bench.month.cloud import Cloud
from bench.people import PLANS
from shared.billing.pay_link import pay_token
from shared.billing.repository import invoices
from shared.core import clock
from shared.payments.repository import proofs

OF = 20
PAYS_ON = (1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 9, 9, 9, 10, 12, 13, 17, 24)
"""The day, by the customer's turn; reminded on the 8th, 11th (due) and 14th, warned on the 20th, cut on the 21st."""
CASH, PROOF = range(8), range(8, 14)
"""Turns that pay in cash, or by a transfer with its picture; the other six by QRIS at Midtrans."""
OPENS_LINK = 12
"""Turns that look at their bill on the web; who pays there does so in any case."""
WRITES = 6
"""Turns that write to us, three times each."""
WORDS = ("cek tagihan", "wifi mati min", "menu", "udh bayar ko blm nyala", "lemot bgt", "bayar")
COMPLAINS = 1
"""Turns of whom staff take down a complaint, which a technician ends on the next day."""
PICTURE_SIDE = (1080, 1920)

A_DAY = {
    "/api/reports/dashboard": 6,
    "/api/customers?q={name}&limit=50": 20,
    "/api/customers/{customer}": 20,
    "/api/invoices?customer_id={customer}&limit=50": 20,
    "/api/payments?customer_id={customer}&limit=50": 20,
    "/api/customers/{customer}/dunning": 20,
    "/api/customers/{customer}/ledger": 5,
    "/api/invoices?status=open&limit=50": 5,
    "/api/payments?limit=50": 5,
    "/api/payments/proofs?status=waiting": 5,
    "/api/complaints/desk": 10,
    "/api/complaints?is_open=true&limit=50": 10,
    "/api/conversations?limit=50": 5,
    "/api/messages?limit=50": 3,
    "/api/messages/counts": 3,
    "/api/reports/unpaid?limit=50": 3,
    "/api/reports/ageing": 1,
    "/api/reports/revenue?month=2026-12": 1,
    "/api/reports/whatsapp-cost?month=2026-12": 1,
    "/api/access": 10,
}
"""How often each member of staff asks each route in a day; what a screen shows was counted as it asks it."""
PEOPLE_A_MEMBER, FEWEST_MEMBERS = 500, 2
SITTINGS_A_DAY = 10
"""Staff come and go together: so often a day their functions find no warm instance."""


def members(people: int) -> int:
    """How many staff look at the sites."""
    return max(FEWEST_MEMBERS, people // PEOPLE_A_MEMBER)


def moment(day: int, hour: float) -> datetime:
    """An hour of a day of the month, on the provider's clock."""
    return datetime(2026, 12, 1, tzinfo=clock.zone()).astimezone(UTC) + timedelta(days=day - 1, hours=hour)


def plan(cloud: Cloud, people: int) -> None:
    """What each customer will do."""
    for number in range(1, people + 1):
        block, hour = (number - 1) // OF, 8 + number * 7 % 120 / 10
        pays_on, way = PAYS_ON[number % OF], (number * 3 + block) % OF
        act = _pays_cash if way in CASH else _sends_proof if way in PROOF else _pays_by_gateway
        cloud.at(moment(pays_on, hour), partial(act, cloud, number))
        if act is _pays_cash and (number * 9 + block) % OF < OPENS_LINK:
            cloud.at(moment(pays_on, hour - 0.5), partial(_opens_link, cloud, number))
        if (number * 7 + block) % OF < WRITES:
            day = 2 + number % 27
            for turn in range(3):
                cloud.at(moment(day, hour + turn / 30), partial(_writes, cloud, number, turn))
        if (number * 11 + block) % OF < COMPLAINS:
            cloud.at(moment(3 + number % 25, hour), partial(_complains, cloud, number))


def staff_look(cloud: Cloud, times: float, days: float) -> None:
    """A day of one member of staff: each route asked twice, the second counted as often as it is asked in so many days.

    The first of a day may do what the others find done.
    """
    number = 1 + cloud.chance.randrange(cloud.month.people)
    told = {"customer": customer_id(number), "name": "Raharjo"}
    came = set()
    for path, often in A_DAY.items():
        function = cloud.functions.at_path(path)
        colds = 0 if function in came else SITTINGS_A_DAY * days
        came.add(function)
        cloud.http("staff looking", "GET", path.format(**told), "owner", times=days, colds=colds)
        cloud.now += timedelta(minutes=1)  # as seldom as that, what was remembered is forgotten
        cloud.http("staff looking", "GET", path.format(**told), "owner", times=often * times - days, colds=0)


def customer_id(number: int) -> str:
    return f"PLG-{number:05d}"


def _bill(number: int) -> Any:
    stored = invoices.get(f"{customer_id(number)}-1_{date(2026, 12, 1):%Y-%m}")
    if stored is None:
        raise AssertionError(f"{number} was not billed")
    return stored.value


def _link(number: int) -> str:
    return f"/api/pay/{pay_token(_bill(number))}"


def _opens_link(cloud: Cloud, number: int) -> None:
    cloud.http("bills looked at", "GET", _link(number))
    cloud.http("bills looked at", "GET", f"{_link(number)}/ways-to-pay")


def _pays_cash(cloud: Cloud, number: int) -> None:
    told = {"id": f"p-{number}", "customer_id": customer_id(number), "method": "cash"}
    told |= {"amount": PLANS[number % len(PLANS)].price}  # type: ignore[dict-item]
    cloud.http("payments in cash", "POST", "/api/payments", "collector", json=told)


def _sends_proof(cloud: Cloud, number: int) -> None:
    _opens_link(cloud, number)
    sent = {"file": (BytesIO(picture(number)), "bukti.jpg"), "id": f"t-{number}"}
    headers = {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250}"}
    cloud.http("payments by transfer", "POST", f"{_link(number)}/proofs", data=sent, headers=headers)
    cloud.at(cloud.now + timedelta(hours=2), partial(_looks_at_proof, cloud, number))


def _looks_at_proof(cloud: Cloud, number: int) -> None:
    (stored,) = proofs.find(("customer_id", "==", customer_id(number)), ("status", "==", "waiting"))
    path = f"/api/payments/proofs/{stored.value.id}"
    view = cloud.http("payments by transfer", "GET", path, "cashier").get_json()
    cloud.http("payments by transfer", "GET", f"{path}/{view['file_id']}", "cashier")
    cloud.http("payments by transfer", "POST", f"{path}/approve", "cashier", json={})


def _pays_by_gateway(cloud: Cloud, number: int) -> None:
    _opens_link(cloud, number)
    headers = {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250}"}
    path, asked = f"{_link(number)}/charges", {"gateway": "midtrans", "channel": "qris"}
    charge = cloud.http("payments by gateway", "POST", path, json=asked, headers=headers).get_json()["charge_id"]
    for wait_s in (10, 20, 30):  # the page asks what became of it
        at = cloud.now + timedelta(seconds=wait_s)
        cloud.at(at, lambda: cloud.http("payments by gateway", "GET", f"{path}/{charge}"))
    cloud.at(cloud.now + timedelta(seconds=40), partial(_midtrans_tells, cloud, charge))


def _midtrans_tells(cloud: Cloud, charge: str) -> None:
    from local.gateways import midtrans

    order = cloud.desk.orders.of_any(charge)
    if order is None:
        raise LookupError(charge)
    cloud.desk.orders.move(order, "settlement")
    body, headers = midtrans.notice(cloud.desk, order, "settlement")
    cloud.http("payments by gateway", "POST", "/webhooks/payments/midtrans", data=body, headers=headers)


def _writes(cloud: Cloud, number: int, turn: int) -> None:
    cloud.meta.says(f"+62812{number:07d}", turn, WORDS[(number + turn) % len(WORDS)])


def _complains(cloud: Cloud, number: int) -> None:
    told = {"id": f"k-{number}", "customer_id": customer_id(number), "category": "no_connection", "description": "mati"}
    ticket = cloud.http("complaints", "POST", "/api/complaints", "cashier", json=told).get_json()["id"]
    steps: tuple[tuple[float, dict[str, str]], ...] = (
        (18, {"kind": "depart"}),
        (19, {"kind": "arrive"}),
        (20, {"kind": "resolve", "cause_found": "kabel putus", "action_taken": "disambung"}),
    )
    for hours, step in steps:
        cloud.at(cloud.now + timedelta(hours=hours), partial(_steps, cloud, ticket, step))


def _steps(cloud: Cloud, ticket: str, step: dict[str, str]) -> None:
    cloud.http("complaints", "GET", f"/api/complaints/{ticket}", "technician")
    told = step | {"id": f"{ticket}-{step['kind']}"}
    cloud.http("complaints", "POST", f"/api/complaints/{ticket}/events", "technician", json=told)


def picture(number: int) -> bytes:
    """A screenshot's worth of JPEG, no two the same."""
    noise = Random(number).randbytes((PICTURE_SIDE[0] // 20) * (PICTURE_SIDE[1] // 20))
    small = Image.frombytes("L", (PICTURE_SIDE[0] // 20, PICTURE_SIDE[1] // 20), noise)
    out = BytesIO()
    small.resize(PICTURE_SIDE).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()

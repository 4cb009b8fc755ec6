"""Charges and what staff look into, as they are asked for over HTTP."""

from typing import Any

import pytest

from shared.billing.pay_link import pay_token
from shared.billing.repository import invoices
from shared.core.firestore import Commit
from shared.customers.repository import customers
from shared.payments.charge_models import PaymentIssue
from shared.payments.repository import charges, payment_issues, payments
from tests.access.doors import ASIH, Doors, open_doors
from tests.cast import NOW
from tests.conftest import Enqueued
from tests.payments.gateway_stand import Stand, stand_up
from tests.payments.test_proofs import BILL, bill

QRIS = {"gateway": "midtrans", "channel": "qris"}


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    return stand_up(monkeypatch)


@pytest.fixture
def doors(db: None, enqueued: Enqueued, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Asih, signed in as `demo-asih`, owes a bill of 165,000."""
    opened = open_doors(monkeypatch)
    commit = Commit()
    commit.put(customers, ASIH.model_copy(update={"balance": 165_000}))
    commit.put(invoices, bill())
    commit.put(invoices, bill().model_copy(update={"id": "PLG-00011-1_2026-11", "customer_id": "PLG-00011"}))
    commit.commit()
    return opened


@pytest.fixture
def link(doors: Doors) -> str:
    return f"/api/pay/{pay_token(bill())}"


def test_whoever_holds_the_link_pays_and_sees_it_paid(doors: Doors, link: str, stand: Stand) -> None:
    asked = doors.call("POST", f"{link}/charges", None, json=QRIS)
    assert asked.status_code == 201
    charge = asked.get_json()
    assert set(charge) >= {"charge_id", "status", "amount", "expires_at", "qr_string"}
    assert (charge["charge_id"], charge["status"], charge["amount"]) == (f"{BILL}-1", "pending", 165_000)
    assert doors.call("POST", f"{link}/charges", None, json=QRIS).status_code == 200
    looked = f"{link}/charges/{charge['charge_id']}"
    assert doors.call("GET", looked, None).get_json() == charge
    stand.tells(charge["charge_id"])
    told = doors.call("GET", looked, None).get_json()
    assert (told["status"], told["invoice_status"], told["qr_string"]) == ("settled", "paid", None)
    assert doors.call("GET", link, None).get_json()["status"] == "paid"
    again = doors.call("POST", f"{link}/charges", None, json=QRIS)
    assert (again.status_code, again.get_json()["code"]) == (409, "nothing_to_pay")


def test_who_is_signed_in_pays_their_own_and_nobody_elses(doors: Doors) -> None:
    charge = doors.post(f"/api/me/invoices/{BILL}/charges", QRIS, "demo-asih")
    assert doors.get(f"/api/me/invoices/{BILL}/charges/{charge['charge_id']}", "demo-asih") == charge
    other = doors.call("POST", "/api/me/invoices/PLG-00011-1_2026-11/charges", "demo-asih", json=QRIS)
    assert other.status_code == 404
    assert doors.call("POST", f"/api/me/invoices/{BILL}/charges", "demo-owner", json=QRIS).status_code == 403


def test_a_link_opens_the_charges_of_its_own_bill_only(doors: Doors, link: str) -> None:
    theirs = bill().model_copy(update={"id": "PLG-00011-1_2026-11"})
    other = doors.call("POST", f"/api/pay/{pay_token(theirs)}/charges", None, json=QRIS).get_json()
    assert doors.call("GET", f"{link}/charges/{other['charge_id']}", None).status_code == 404
    assert doors.call("GET", f"{link}/charges/x", None).status_code == 404
    assert doors.call("POST", "/api/pay/wrong/charges", None, json=QRIS).status_code == 404


@pytest.mark.parametrize("body", [
    {}, {"gateway": "paypal", "channel": "qris"}, {"gateway": "midtrans", "channel": "gold"},
    {"gateway": "midtrans", "channel": 7}, {"gateway": "midtrans"},
])  # fmt: skip
def test_an_unknown_way_to_pay_is_named(doors: Doors, link: str, body: dict[str, Any]) -> None:
    assert doors.call("POST", f"{link}/charges", None, json=body).status_code == 422


def test_a_gateway_that_is_down_is_said_in_both_languages(doors: Doors, link: str, stand: Stand) -> None:
    stand.down = {"midtrans"}
    told = [
        doors.call("POST", f"{link}/charges", None, json=QRIS, headers={"Accept-Language": language})
        for language in ("id", "en")
    ]
    assert [one.status_code for one in told] == [503, 503]
    assert [one.get_json()["code"] for one in told] == ["gateway_down"] * 2
    assert all(one.headers["Retry-After"] for one in told)
    sentences = [one.get_json()["detail"] for one in told]
    assert "pilih cara bayar lain" in sentences[0]
    assert "choose another way" in sentences[1]


def test_the_page_offers_each_channel_once_and_what_it_costs(doors: Doors, link: str) -> None:
    ways = doors.call("GET", f"{link}/ways-to-pay", None).get_json()["gateways"]
    assert [way["channel"] for way in ways][:2] == ["qris", "va_bca"]
    assert len({way["channel"] for way in ways}) == len(ways)
    rules = [
        {"gateway": "tripay", "channel": "va_bri", "fee": 4_000},
        {"gateway": "xendit", "channel": "qris"},
        {"gateway": "midtrans", "channel": "qris"},
    ]
    told = doors.patch("/api/settings/payments", {"channels": rules})
    assert [(one["gateway"], one["channel"], one["fee"]) for one in told["channels"]] == [
        ("tripay", "va_bri", 4_000), ("xendit", "qris", 0), ("midtrans", "qris", 0),
    ]  # fmt: skip
    ways = doors.call("GET", f"{link}/ways-to-pay", None).get_json()["gateways"]
    assert [(way["gateway"], way["channel"], way["fee"], way["amount"]) for way in ways] == [
        ("tripay", "va_bri", 4_000, 169_000), ("xendit", "qris", 0, 165_000),
    ]  # fmt: skip
    assert told["static_qris"] == ""


@pytest.mark.parametrize(
    "rules",
    [
        [{"gateway": "midtrans", "channel": "qris", "fee": 1}],
        [{"gateway": "tripay", "channel": "qris", "fee_percent": 0.1}],
        [{"gateway": "xendit", "channel": "va_bri"}],
        [{"gateway": "xendit", "channel": "page"}] * 2,
        [{"gateway": "xendit", "channel": "page", "fee": -1}],
        [{"gateway": "xendit", "channel": "page", "fee": "free"}],
    ],
)
def test_rules_that_cannot_be_are_refused(doors: Doors, rules: list[dict[str, Any]]) -> None:
    answer = doors.call("PATCH", "/api/settings/payments", "demo-owner", json={"channels": rules})
    assert answer.status_code == 422
    assert answer.get_json()["fields"]


def test_the_office_lists_what_to_look_at_and_the_heads_resolve_it(doors: Doors) -> None:
    commit = Commit()
    commit.put(payment_issues, PaymentIssue(
        id="g_midtrans_t1.wrong_amount", kind="wrong_amount", gateway="midtrans", ref="t1", order_id=f"{BILL}-1",
        customer_id=ASIH.id, customer_name=ASIH.name, invoice_id=BILL, amount=100_000, expected=165_000, at=NOW,
        area_id="utara",
    ))  # fmt: skip
    commit.commit()
    (listed,) = doors.get("/api/payments/issues?status=open", "demo-cashier")["items"]
    assert (listed["kind"], listed["amount"], listed["expected"]) == ("wrong_amount", 100_000, 165_000)
    path = f"/api/payments/issues/{listed['id']}/resolve"
    assert doors.call("POST", path, "demo-cashier", json={"note": "x"}).status_code == 403
    for who in ("demo-technician", "demo-collector"):
        assert doors.call("GET", "/api/payments/issues", who).status_code == 403
    done = doors.post(path, {"note": "uangnya masuk", "book": True})
    assert (done["status"], done["payment_id"]) == ("resolved", "g_midtrans_t1")
    assert [(stored.value.amount, stored.value.method) for stored in payments.find()] == [(100_000, "gateway")]
    assert doors.get("/api/payments/issues?status=open")["items"] == []
    assert (
        doors.call("POST", "/api/payments/issues/nothing/resolve", "demo-owner", json={"note": "x"}).status_code == 404
    )


def test_nothing_secret_is_in_a_charge(doors: Doors, link: str, stand: Stand) -> None:
    doors.call("POST", f"{link}/charges", None, json={"gateway": "tripay", "channel": "va_bri"})
    (stored,) = charges.find()
    order = stand.desk.orders.of_any(stored.value.id)
    assert order
    told = str(stored.document)
    for secret in vars(stand.desk.keys).values():
        assert secret not in told or secret == stand.desk.keys.public_url
    assert ASIH.name not in told
    assert str(ASIH.phone) not in told


def test_a_gateway_learns_a_shortened_name_and_nothing_else_of_the_customer(
    doors: Doors, link: str, stand: Stand
) -> None:
    known = ASIH.model_copy(update={"balance": 165_000, "email": "asih@rumah.test", "address": "Jalan Melati 5"})
    commit = Commit()
    commit.put(customers, known)
    commit.commit()
    for gateway, channel in [("midtrans", "va_bca"), ("midtrans", "page"), ("xendit", "page"), ("tripay", "qris")]:
        asked = doors.call("POST", f"{link}/charges", None, json={"gateway": gateway, "channel": channel})
        assert asked.status_code == 201
    said = "\n".join(stand.told)
    assert "Asih L." in said
    for secret in (known.name, str(known.phone), str(known.phone)[3:], "asih@rumah.test", "Melati"):
        assert secret not in said

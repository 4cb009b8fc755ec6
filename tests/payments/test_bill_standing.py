"""Whoever holds a bill sees how far its paying is, and has the receipts; of other bills and people nothing exists."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from shared.billing.models import Invoice
from shared.billing.pay_link import pay_token
from shared.billing.repository import invoices
from shared.core.firestore import Commit
from shared.customers.repository import customers
from tests.access.doors import ASIH, Doors, open_doors
from tests.cast import NOW, TODAY, customer
from tests.conftest import Enqueued
from tests.payments.test_proofs import send

BUDI = customer(11, "Budi Raharjo Santoso", area_id="selatan")
PRICE = 165_000


def bill(of: str, name: str, month: int = 11) -> Invoice:
    return Invoice(
        id=f"{of}-1_2026-{month}", number=f"INV-2026{month}-{of[4:]}-1", kind="period", customer_id=of,
        customer_name=name, subscription_id=None, period=f"2026-{month}", billed_on=TODAY, issued_on=TODAY,
        issued_at=NOW, due_on=TODAY, lines=[], total=PRICE, status="open", area_id="utara", shard=0,
    )  # fmt: skip


HERS, HIS = bill(ASIH.id, ASIH.name), bill(BUDI.id, BUDI.name)
LINK, OTHER = f"/api/pay/{pay_token(HERS)}", f"/api/pay/{pay_token(HIS)}"
OWN = f"/api/me/invoices/{HERS.id}"


@pytest.fixture
def doors(db: None, storage: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Asih, signed in as `demo-asih`, and Budi owe a bill each."""
    opened = open_doors(monkeypatch)
    commit = Commit()
    commit.put(customers, ASIH.model_copy(update={"balance": PRICE}))
    commit.put(customers, BUDI.model_copy(update={"balance": PRICE}))
    commit.put(invoices, HERS)
    commit.put(invoices, HIS)
    commit.commit()
    return opened


def standing(doors: Doors, link: str = LINK) -> Any:
    answer = doors.call("GET", f"{link}/standing", None)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def pay(doors: Doors, of: str, payment_id: str, amount: int = PRICE) -> str:
    told = {"id": payment_id, "customer_id": of, "amount": amount, "method": "cash"}
    return str(doors.post("/api/payments", told)["id"])


def words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_proof_waits_is_refused_and_is_counted_in_the_end(doors: Doors) -> None:
    assert (standing(doors)["status"], standing(doors)["proof"]) == ("open", None)
    first = send(doors, who=None, path=f"{LINK}/proofs", id="b-1").get_json()["id"]
    assert standing(doors)["proof"]["status"] == "waiting"
    doors.post(f"/api/payments/proofs/{first}/refuse", {"reason": "gambarnya buram"})
    told = standing(doors)["proof"]
    assert (told["status"], told["reason"]) == ("refused", "gambarnya buram")
    second = send(doors, id="b-2").get_json()["id"]
    doors.post(f"/api/payments/proofs/{second}/approve", {"method": "qris"})
    told = standing(doors)
    assert (told["status"], told["amount_due"], told["proof"]) == ("paid", 0, None)
    assert [(one["amount"], one["method"]) for one in told["payments"]] == [(PRICE, "qris")]
    assert told == doors.get(f"{OWN}/standing", "demo-asih")
    assert standing(doors, OTHER)["status"] == "open"


def test_the_receipt_behind_the_link_tells_a_stranger_little(doors: Doors) -> None:
    payment = pay(doors, BUDI.id, "p-1", PRICE + 5_000)
    paper = doors.call("GET", f"{OTHER}/receipts/{payment}", None)
    assert paper.status_code == 200
    told = words(paper.data)
    assert "Budi S." in told
    assert BUDI.id not in told
    assert "Raharjo" not in told
    assert "saldo" not in told.lower()


def test_nobody_reaches_a_payment_of_somebody_else(doors: Doors) -> None:
    his = pay(doors, BUDI.id, "p-1")
    hers = pay(doors, ASIH.id, "p-2")
    for path in (f"{LINK}/receipts/{his}", f"{OTHER}/receipts/{hers}", "/api/pay/wrong/standing"):
        assert doors.call("GET", path, None).status_code == 404
    for path in (f"/api/me/payments/{his}/pdf", f"/api/me/invoices/{HIS.id}/standing"):
        assert doors.call("GET", path, "demo-asih").status_code == 404
    assert [one["id"] for one in doors.get("/api/me/payments", "demo-asih")["items"]] == [hers]
    assert doors.call("GET", f"/api/me/payments/{hers}/pdf", "demo-asih").data.startswith(b"%PDF-")


def test_no_letter_of_a_link_may_be_another(doors: Doors) -> None:
    token = pay_token(HERS)
    for place, letter in enumerate(token):
        for other in ("A", "b", "~"):
            if other != letter:
                manipulated = f"/api/pay/{token[:place]}{other}{token[place + 1 :]}/standing"
                assert doors.call("GET", manipulated, None).status_code in (404, 422), manipulated
    for wrong in (token[:-1], token + "A", token + "%2f..", f"{token}/../{pay_token(HIS)}", "..", "%00"):
        assert doors.call("GET", f"/api/pay/{wrong}/standing", None).status_code in (401, 404, 422), wrong


def test_a_payment_that_was_taken_back_has_no_receipt_behind_the_link(doors: Doors) -> None:
    payment = pay(doors, ASIH.id, "p-1")
    doors.post(f"/api/payments/{payment}/reverse", {"reason": "salah pelanggan"})
    assert standing(doors)["payments"] == []
    assert doors.call("GET", f"{LINK}/receipts/{payment}", None).status_code == 404
    assert doors.get("/api/me/payments", "demo-asih")["items"][0]["status"] == "reversed"


def test_ones_own_statement_adds_up_and_tells_no_reasons_of_staff(doors: Doors) -> None:
    reason = {"id": "a-1", "amount": 7_000, "reason": "anaknya Pak RT"}
    doors.post(f"/api/customers/{ASIH.id}/adjustments", reason)
    pay(doors, ASIH.id, "p-1", 7_000)
    answer = doors.call("GET", f"/api/me/statement?month={TODAY:%Y-%m}", "demo-asih")
    told = answer.get_json()
    assert told["opening_balance"] + told["charged"] - told["received"] == told["closing_balance"]
    assert [line["description"] for line in told["lines"]] == ["Koreksi", "Pembayaran"]
    assert "Pak RT" not in answer.text
    assert "demo-" not in answer.text
    assert doors.call("GET", "/api/me/statement?month=2026-13", "demo-asih").status_code == 422

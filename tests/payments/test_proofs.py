"""Pictures by which customers say they have paid: kept without what a phone adds, decided once, told when refused."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from werkzeug.test import TestResponse

from shared.billing.models import Invoice
from shared.billing.pay_link import pay_token
from shared.billing.repository import invoices, ledger
from shared.core.firestore import Commit
from shared.core.storage import get_file
from shared.customers.repository import customers
from shared.messaging.repository import messages
from shared.payments.decide_proof import approve_proof
from shared.payments.models import ProofApproval
from shared.payments.repository import payments
from tests.access.doors import ASIH, Doors, open_doors
from tests.cast import KAMIL, NOW, TODAY, customer
from tests.conftest import Enqueued
from tests.payments.test_qris import CODE

BILL = f"{ASIH.id}-1_2026-11"


@pytest.fixture
def doors(db: None, storage: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Asih, signed in as `demo-asih`, owes a bill of 165,000."""
    opened = open_doors(monkeypatch)
    commit = Commit()
    commit.put(customers, ASIH.model_copy(update={"balance": 165_000}))
    commit.put(customers, customer(11, "Budi Raharjo", area_id="selatan"))
    commit.put(invoices, bill())
    commit.commit()
    return opened


def bill() -> Invoice:
    return Invoice(
        id=BILL, number="INV-202611-90001-1", kind="period", customer_id=ASIH.id, customer_name=ASIH.name,
        subscription_id=None, period="2026-11", billed_on=TODAY, issued_on=TODAY, issued_at=NOW, due_on=TODAY,
        lines=[], total=165_000, status="open", area_id="utara", shard=0,
    )  # fmt: skip


def picture(colour: str = "red", kind: str = "JPEG") -> bytes:
    out = BytesIO()
    drawn = Image.new("RGB", (60, 90), colour)
    exif = Image.Exif()
    exif[0x010E] = "di rumah Asih"
    drawn.save(out, kind, exif=exif)
    return out.getvalue()


def send(doors: Doors, sent: bytes | None = None, who: str | None = "demo-asih", **form: Any) -> TestResponse:
    path = form.pop("path", "/api/me/proofs")
    data = {"file": (BytesIO(sent or picture()), "bukti.jpg"), **form}
    return doors.call("POST", path, who, data=data)


def test_a_proof_becomes_a_payment_once(doors: Doors, at_once: Callable[..., list[Any]]) -> None:
    answer = send(doors, id="b-1")
    assert answer.status_code == 201
    proof_id = answer.get_json()["id"]
    (waiting,) = doors.get("/api/payments/proofs?status=waiting")["items"]
    assert (waiting["id"], waiting["amount"], waiting["invoice_id"], waiting["source"]) == (
        proof_id, 165_000, BILL, "site",
    )  # fmt: skip
    done = at_once(*[lambda: approve_proof(proof_id, ProofApproval(), KAMIL)] * 8)
    assert {one.payment_id for one in done} == {f"p_{proof_id}"}
    (payment,) = [stored.value for stored in payments.find()]
    assert (payment.amount, payment.method, payment.proof_id) == (165_000, "transfer", proof_id)
    stored = invoices.get(BILL)
    assert stored
    assert stored.value.status == "paid"
    assert len(ledger.find()) == 1
    assert messages.get(f"p_{proof_id}.receipt")
    assert doors.get("/api/me/proofs", "demo-asih")["items"][0]["status"] == "approved"
    refused = doors.call("POST", f"/api/payments/proofs/{proof_id}/refuse", "demo-owner", json={"reason": "x"})
    assert refused.get_json()["code"] == "wrong_status"


def test_the_same_proof_sent_again_is_the_same(doors: Doors) -> None:
    answers = [send(doors, id="b-1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert len({answer.text for answer in answers}) == 1
    assert send(doors, picture("blue"), id="b-1").get_json()["code"] == "id_reused"


def test_what_the_phone_wrote_into_the_picture_is_not_kept(doors: Doors) -> None:
    sent = picture()
    assert b"di rumah Asih" in sent
    proof_id = send(doors, sent).get_json()["file_id"]
    kept = get_file(f"proofs/{ASIH.id}/{proof_id}")
    assert kept
    assert b"di rumah Asih" not in kept
    for path, who in ((f"/api/payments/proofs/{proof_id}/{proof_id}", "demo-cashier"),
                      (f"/api/me/proofs/{proof_id}", "demo-asih")):  # fmt: skip
        answer = doors.call("GET", path, who)
        assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/jpeg", kept)
    assert doors.call("GET", f"/api/payments/proofs/{proof_id}/other", "demo-owner").status_code == 404
    assert doors.call("GET", f"/api/payments/proofs/{proof_id}/{proof_id}", "demo-collector").status_code == 403


@pytest.mark.parametrize("sent", [b"x", b"%PDF-1.7 no picture", picture()[:300], b"GIF89a" + b"0" * 50])
def test_what_is_no_picture_is_refused_by_its_content(doors: Doors, sent: bytes) -> None:
    assert send(doors, sent).status_code == 415


def test_too_much_is_refused(doors: Doors) -> None:
    assert send(doors, b"0" * 6_000_000).status_code == 413


def test_a_picture_or_an_amount_already_used_is_pointed_out(doors: Doors) -> None:
    first = send(doors, id="b-1").get_json()["id"]
    doors.post(f"/api/payments/proofs/{first}/approve", {})
    second = send(doors, id="b-2", amount="165000").get_json()["id"]
    told = doors.get(f"/api/payments/proofs/{second}")
    assert (told["same_picture"], told["same_amount"]) == ([first], [f"p_{first}"])
    other = send(doors, picture("blue"), id="b-3", amount="99").get_json()["id"]
    told = doors.get(f"/api/payments/proofs/{other}")
    assert (told["same_picture"], told["same_amount"]) == ([], [])
    assert doors.get(f"/api/payments/proofs/{first}")["same_amount"] == []


def test_a_refusal_reaches_the_customer_with_its_reason(doors: Doors, enqueued: Enqueued) -> None:
    proof_id = send(doors, invoice_id=BILL).get_json()["id"]
    for _ in range(2):
        doors.post(f"/api/payments/proofs/{proof_id}/refuse", {"reason": "jumlahnya berbeda"}, "demo-cashier")
    told = messages.get(f"{proof_id}.refused")
    assert told
    assert told.value.template == "bukti_bayar_belum_cocok"
    assert told.value.values["reason"] == "jumlahnya berbeda"
    assert [task.message_id for task in enqueued.take("send_message")] == [f"{proof_id}.refused"]
    (mine,) = doors.get("/api/me/proofs", "demo-asih")["items"]
    assert (mine["status"], mine["reason"]) == ("refused", "jumlahnya berbeda")
    assert payments.find() == []


def test_a_decision_undone_in_time_waits_again_and_is_taken_anew(doors: Doors, enqueued: Enqueued) -> None:
    proof_id = send(doors, invoice_id=BILL).get_json()["id"]
    path = f"/api/payments/proofs/{proof_id}"

    def decide(what: str, **more: Any) -> None:
        decided = doors.post(f"{path}/{what}", {"undoable": True, **more}, "demo-cashier")
        assert decided["undo_until"] > decided["decided_at"]

    def undo() -> None:
        for _ in range(2):
            after = doors.post(f"{path}/undo", {}, "demo-cashier")
            assert (after["status"], after["payment_id"], after["decided_at"]) == ("waiting", None, None)

    decide("approve")
    assert doors.call("POST", f"{path}/undo", "demo-owner").get_json()["code"] == "not_yours"
    undo()
    decide("refuse", reason="buram")
    undo()
    decide("approve")
    assert doors.post(f"/api/payments/p_{proof_id}.3/undo", {}, "demo-cashier")["status"] == "reversed"
    decide("refuse", reason="jumlahnya berbeda")
    told = {stored.value.id: stored.value.status for stored in messages.find()}
    assert told == {
        f"p_{proof_id}.receipt": "cancelled",
        f"{proof_id}.2.refused": "cancelled",
        f"p_{proof_id}.3.receipt": "cancelled",
        f"{proof_id}.4.refused": "queued",
    }
    stored = invoices.get(BILL)
    assert stored
    assert (stored.value.status, stored.value.paid) == ("open", 0)
    assert [one.value.status for one in payments.find()] == ["reversed", "reversed"]


def test_staff_say_how_much_really_came_in(doors: Doors) -> None:
    proof_id = send(doors).get_json()["id"]
    doors.post(f"/api/payments/proofs/{proof_id}/approve", {"amount": 100_000, "method": "qris"})
    (payment,) = [stored.value for stored in payments.find()]
    assert (payment.amount, payment.method, payment.balance_after) == (100_000, "qris", 65_000)


def test_a_proof_for_somebody_else_s_bill_or_without_end_is_refused(doors: Doors) -> None:
    assert send(doors, invoice_id="PLG-00011-1_2026-11").status_code == 422
    for number in range(10):
        assert send(doors, picture("red", "PNG"), id=f"b-{number}").status_code == 201
    assert send(doors, id="b-10").get_json()["code"] == "too_many_proofs"


def test_whoever_holds_the_link_pays_by_qris_and_sends_a_proof(doors: Doors) -> None:
    link = f"/api/pay/{pay_token(bill())}"
    assert doors.call("GET", f"{link}/ways-to-pay", None).get_json()["qr_string"] is None
    told = doors.patch("/api/settings/payments", {"static_qris": CODE})
    assert told["qris_merchant"] == "ISP KAMIL"
    ways = doors.call("GET", f"{link}/ways-to-pay", None).get_json()
    assert (ways["amount"], "5406165000" in ways["qr_string"], ways["takes_proof"]) == (165_000, True, True)
    assert ways["qr_svg"].startswith("<svg")
    assert ways == doors.get(f"/api/me/invoices/{BILL}/ways-to-pay", "demo-asih")
    answer = send(doors, who=None, path=f"{link}/proofs")
    assert (answer.status_code, answer.get_json()["invoice_number"]) == (201, "INV-202611-90001-1")
    doors.post(f"/api/payments/proofs/{answer.get_json()['id']}/approve", {"method": "qris"})
    ways = doors.call("GET", f"{link}/ways-to-pay", None).get_json()
    assert (ways["amount"], ways["qr_string"], ways["banks"], ways["takes_proof"]) == (0, None, [], False)
    assert send(doors, who=None, path="/api/pay/wrong/proofs").status_code == 404


def test_the_picture_of_the_code_reads_as_the_code(doors: Doors) -> None:
    import segno

    doors.patch("/api/settings/payments", {"static_qris": CODE})
    code = doors.get(f"/api/me/invoices/{BILL}/ways-to-pay", "demo-asih")["qr_string"]
    out = BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="png", scale=4, border=4)
    assert zxingcpp.read_barcodes(Image.open(out))[0].text == code


def test_a_wrong_code_is_refused_by_the_settings(doors: Doors) -> None:
    answer = doors.call("PATCH", "/api/settings/payments", "demo-owner", json={"static_qris": CODE[:-4] + "0000"})
    assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, "static_qris")
    assert doors.get("/api/settings/payments")["static_qris"] == ""

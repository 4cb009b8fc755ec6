"""A person is removed and their account stays: once, resumable, and only of who has left and owes nothing."""

import inspect
import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import shared
from shared.access.audit import entries, record_audit
from shared.billing.models import Invoice, LedgerEntry
from shared.billing.repository import invoices, ledger
from shared.complaints.models import Complaint, ComplaintEvent, SlaClock
from shared.complaints.repository import complaint_events, complaints
from shared.core.firestore import Collection, Commit, attempt
from shared.core.storage import get_file, put_file
from shared.customers.models import CustomerPrivate, PromiseToPay
from shared.customers.repository import customers, customers_private, subscriptions
from shared.customers.search_tokens import findable
from shared.imports.models import ImportClaim
from shared.imports.repository import claims
from shared.messaging.contacts import contact_id_of
from shared.messaging.models import Contact, Identity, InboundEvent, Message
from shared.messaging.repository import contacts, identities, inbound, messages
from shared.payments.charge_models import Charge, PaymentIssue
from shared.payments.models import Payment, Proof
from shared.payments.repository import charges, payment_issues, payments, proofs
from shared.privacy import drain_erasure as draining
from shared.privacy.repository import erasures
from shared.privacy.resume_erasures import resume_erasures
from tests.access.doors import Doors
from tests.cast import NOW, TODAY, customer, picture, subscribed
from tests.conftest import Enqueued

PHONE, SHARED_PHONE, NIK = "+6281234567001", "+6281234567002", "3374010101900001"
SIGNS = ("Budi", "Raharjo", "Melati", "81234567001", NIK, "budi@", "budi-raharjo", "anjing", "-6.99")
KEPT = {"ledger"}
"""Name a customer by number only, and are never changed."""
BUDI, LINE = subscribed(
    customer(
        82001, "Budi Raharjo", phone=PHONE, other_phones=[SHARED_PHONE], address="Jalan Melati 5", email="budi@x.test",
        note="anjing galak", tags=["Melati"], location={"latitude": -6.99, "longitude": 110.4}, area_id="utara",
        old_number="Raharjo-7",
    ),
    status="stopped", network={"pppoe_user": "budi-raharjo"},
)  # fmt: skip
PROOF = f"proofs/{BUDI.id}/b1"
FAULT = f"complaints/{BUDI.id}/f1"
PATH = f"/api/customers/{BUDI.id}"


def message(number: int, **more: Any) -> Message:
    told: dict[str, Any] = {"status": "delivered", "to": PHONE, "values": {"nama": "Budi Raharjo"}, **more}
    return Message(
        id=f"{BUDI.id}-{number:04d}.issued", cause="x", purpose="issued", customer_id=BUDI.id, shard=0,
        template="tagihan_terbit", send_after=NOW, created_at=NOW, cost=330, **told,
    )  # fmt: skip


def incoming(number: int, phone: str) -> InboundEvent:
    return InboundEvent(
        id=f"cloud_{number}", provider="cloud", kind="messages", raw=f'{{"from": "{phone}", "text": "Melati"}}',
        contact_id=contact_id_of(phone), at=NOW, expires_at=NOW,
    )  # fmt: skip


def bill(**more: Any) -> Invoice:
    told: dict[str, Any] = {"status": "paid", "paid": 165_000, **more}
    return Invoice(
        id=f"{BUDI.id}-1_2026-11", number="INV-1", kind="period", customer_id=BUDI.id, customer_name=BUDI.name,
        subscription_id=LINE.id, period="2026-11", billed_on=TODAY, issued_on=TODAY, issued_at=NOW, due_on=TODAY,
        lines=[], total=165_000, shard=0, **told,
    )  # fmt: skip


def paid() -> Payment:
    return Payment(
        id="c_p1", number="BYR-1", customer_id=BUDI.id, customer_name=BUDI.name, amount=165_000, method="cash",
        allocations=[], credit=0, balance_after=0, paid_at=NOW, recorded_at=NOW, recorded_on=TODAY, taken_by="x",
        taken_by_name="X", in_hand=True, note="titip Bu Melati", shard=0,
        kept_promise=PromiseToPay(until=TODAY, given_on=TODAY, note="kata Bu Melati", by="x"),
    )  # fmt: skip


@pytest.fixture
def left(doors: Doors) -> Doors:
    """Budi has left; Sari, of the same house, shares his second number."""
    commit = Commit()
    commit.put(customers, findable(BUDI))
    commit.put(customers, findable(customer(82002, "Sari", phone=SHARED_PHONE)))
    commit.put(customers_private, CustomerPrivate(id=BUDI.id, nik=NIK))
    commit.put(subscriptions, LINE)
    for number in range(5):
        commit.put(messages, message(number))
    commit.put(messages, message(7, status="queued"))
    for number, phone in enumerate((PHONE, SHARED_PHONE)):
        commit.put(inbound, incoming(number, phone))
        commit.put(contacts, Contact(id=contact_id_of(phone), phone=phone, bsuid=f"b{number}", created_at=NOW))
        commit.put(identities, Identity(id=f"b{number}", contact_id=contact_id_of(phone)))
    commit.put(invoices, bill())
    commit.put(payments, paid())
    commit.put(ledger, LedgerEntry(
        id="e1", customer_id=BUDI.id, kind="payment", amount=-165_000, cause="c_p1", on=TODAY, at=NOW, by="x",
    ))  # fmt: skip
    commit.put(proofs, Proof(
        id="b1", customer_id=BUDI.id, customer_name=BUDI.name, invoice_id=None, invoice_number="", amount=1,
        amount_due=1, source="link", media_type="image/jpeg", sha256="x", sent_at=NOW, shard=0,
    ))  # fmt: skip
    put_file(PROOF, picture(), "image/jpeg")
    commit.put(charges, Charge(
        id=f"{bill().id}-1", invoice_id=bill().id, number="INV-1", customer_id=BUDI.id, gateway="tripay",
        channel="va_bri", order_id="x", amount=1, va_number="budi@va", created_at=NOW, expires_at=NOW, shard=0,
    ))  # fmt: skip
    commit.put(payment_issues, PaymentIssue(
        id="g_tripay_1.paid_twice", kind="paid_twice", gateway="tripay", ref="1", order_id="x", customer_id=BUDI.id,
        customer_name=BUDI.name, note="kata Bu Melati", amount=1, at=NOW,
    ))  # fmt: skip
    commit.put(complaints, Complaint(
        id="TKT-2611-0001", customer_id=BUDI.id, customer_name=BUDI.name, category="slow", description="rumah Melati",
        priority="normal", source="web", address=BUDI.address, location=BUDI.location, sla=SlaClock(allowed_s=3600),
        created_at=NOW, updated_at=NOW, shard=0,
    ))  # fmt: skip
    commit.put(complaint_events, ComplaintEvent(
        id="TKT-2611-0001.reported", complaint_id="TKT-2611-0001", customer_id=BUDI.id, number=1, kind="reported",
        at=NOW, by="customer", text="anjing di Melati",
    ))  # fmt: skip
    put_file(FAULT, picture(), "image/jpeg")
    commit.put(claims, ImportClaim(id="row-1", customer_id=BUDI.id))
    record_audit(
        commit, cause="a", what="changed", by="demo-admin", subject=f"customers/{BUDI.id}",
        before={"name": "Budi", "area_id": "utara"}, after={"name": "Budi Raharjo", "address": "Jalan Melati 5"},
    )  # fmt: skip
    commit.commit()
    doors.upload(f"{PATH}/photos", picture(), kind="ktp")
    return doors


def collections() -> Iterator[Collection[Any]]:
    for module in pkgutil.walk_packages(shared.__path__, "shared."):
        found = inspect.getmembers(import_module(module.name), lambda one: isinstance(one, Collection))
        yield from (collection for _, collection in found)


def everything() -> str:
    known = {collection.name: collection for collection in collections()}
    about_others = {"idempotency"}
    return "\n".join(
        f"{name} {stored.value.id} {json.dumps(stored.document, default=str)}"
        for name, collection in known.items()
        if name not in about_others
        for stored in collection.find()
        if "82002" not in stored.value.id
    )


def test_the_person_goes_and_the_account_stays(left: Doors) -> None:
    photo = left.get(f"{PATH}/photos")["items"][0]["file_id"]
    assert all(sign in everything() for sign in SIGNS)
    told = left.post(f"{PATH}/erase", {"reason": "Atas permintaan sendiri"})
    assert told["status"] == "done"
    after = everything().replace(json.dumps(incoming(1, SHARED_PHONE).raw), "")
    assert [sign for sign in SIGNS if sign in after] == []
    view = left.get(PATH)
    assert (view["name"], view["status"], view["area_id"], view["phone"]) == ("Dihapus", "archived", "utara", None)
    assert left.get("/api/customers?q=raharjo&status=archived")["items"] == []
    assert get_file(f"customers/{BUDI.id}/{photo}") is None
    assert get_file(PROOF) is None
    assert get_file(FAULT) is None
    assert left.get(f"{PATH}/photos")["items"] == []
    entry, invoice, payment = ledger.get("e1"), invoices.get(bill().id), payments.get("c_p1")
    assert entry
    assert (entry.value.amount, entry.value.cause) == (-165_000, "c_p1")
    assert invoice
    assert (invoice.value.total, invoice.value.number, invoice.value.customer_name) == (165_000, "INV-1", "Dihapus")
    assert payment
    assert (payment.value.amount, payment.value.customer_name) == (165_000, "Dihapus")
    sent, waiting = messages.get(message(0).id), messages.get(message(7).id)
    assert sent
    assert (sent.value.status, sent.value.cost, sent.value.to) == ("delivered", 330, "")
    assert waiting
    assert waiting.value.status == "cancelled"
    (erased,) = entries.find(("what", "==", "erased"))
    assert (erased.value.by, erased.value.after) == ("demo-owner", {"reason": "Atas permintaan sendiri"})


def test_a_number_that_others_share_stays_theirs(left: Doors) -> None:
    left.post(f"{PATH}/erase", {"reason": "x"})
    assert contacts.get(contact_id_of(PHONE)) is None
    assert identities.get("b0") is None
    assert contacts.get(contact_id_of(SHARED_PHONE))
    assert identities.get("b1")
    kept = inbound.get("cloud_1")
    assert kept
    assert kept.value.raw


def test_it_stops_anywhere_and_goes_on(left: Doors, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "PAGE", 2)
    monkeypatch.setattr("shared.privacy.erase_customer.ANSWER_WITHIN_S", 0)
    assert left.post(f"{PATH}/erase", {"reason": "x"})["status"] == "running"
    assert [task.job for task in enqueued.take("drain") if task.queue == "erasures"] == [BUDI.id] * 2
    pages = 1
    while attempt(lambda: draining._erase_page(BUDI.id)).status == "running":
        pages += 1
        assert pages < 50
    assert pages > len(draining.PARTS)
    after = everything().replace(json.dumps(incoming(1, SHARED_PHONE).raw), "")
    assert [sign for sign in SIGNS if sign in after] == []


def test_what_stands_still_is_handed_on_again(left: Doors, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.privacy.erase_customer.ANSWER_WITHIN_S", 0)
    left.post(f"{PATH}/erase", {"reason": "x"})
    enqueued.take("drain")
    resume_erasures()
    assert enqueued.take("drain") == []
    stored = erasures.get(BUDI.id)
    assert stored
    commit = Commit()
    commit.update(erasures, stored, stored.value.model_copy(update={"moved_at": NOW.replace(year=2025)}))
    commit.commit()
    resume_erasures()
    assert [task.job for task in enqueued.take("drain")] == [BUDI.id]


def test_twice_is_once(left: Doors) -> None:
    first, second = (left.post(f"{PATH}/erase", {"reason": "x"}) for _ in range(2))
    assert first == second
    assert len(entries.find(("what", "==", "erased"))) == 1


def test_who_was_erased_stays_so(left: Doors) -> None:
    left.post(f"{PATH}/erase", {"reason": "x"})
    tried = [
        left.call("PATCH", PATH, "demo-owner", json={"name": "Budi"}),
        left.call("POST", f"{PATH}/restore", "demo-owner", json={}),
    ]
    assert [(answer.status_code, answer.get_json()["code"]) for answer in tried] == [(409, "erased")] * 2
    csv = f"nomor;nama;telepon;alamat\n{BUDI.id};Budi Raharjo;081234567001;Jalan Melati 5\n".encode()
    told = left.upload("/api/customers/import?wait=true", csv)
    assert (told["updated"], told["skipped"]) == (0, 1)
    assert left.get(PATH)["name"] == "Dihapus"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "active"}, "not_stopped"),
        ({"status": "suspended"}, "not_stopped"),
        ({"balance": 1}, "has_balance"),
        ({"balance": -1}, "has_balance"),
        ({"credit": 5}, "has_balance"),
    ],
)
def test_who_is_still_a_customer_is_not_erased(left: Doors, change: dict[str, Any], code: str) -> None:
    commit = Commit()
    commit.put(customers, findable(BUDI.model_copy(update=change)))
    commit.commit()
    answer = left.call("POST", f"{PATH}/erase", "demo-owner", json={"reason": "x"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, code)
    assert left.get(PATH)["name"] == "Budi Raharjo"


def test_an_open_bill_is_in_the_way(left: Doors) -> None:
    commit = Commit()
    commit.put(invoices, bill(status="open", paid=0))
    commit.commit()
    answer = left.call("POST", f"{PATH}/erase", "demo-owner", json={"reason": "x"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "has_open_invoices")


def test_nobody_but_the_owner_may(left: Doors) -> None:
    for who in ("demo-admin", "demo-cashier", "demo-asih"):
        assert left.call("POST", f"{PATH}/erase", who, json={"reason": "x"}).status_code == 403


def test_every_collection_that_names_a_customer_is_thought_of() -> None:
    naming = {one.name for one in collections() if "customer_id" in one.model.model_fields}
    assert naming == {part.collection.name for part in draining.PARTS if part.whose is draining.by_number} | KEPT

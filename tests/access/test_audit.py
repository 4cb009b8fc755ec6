"""Every write leaves who, what, before, after, when and from where, in its own commit; nobody can change it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from local.openapi import merged
from shared.access import change_member, invite_member
from shared.access.audit import AuditEntry, entries, masked
from shared.access.matrix import MATRIX
from shared.billing.issue_invoices import issue_slice
from shared.billing.models import SLICES
from shared.billing.repository import invoices
from shared.complaints.outage_models import Outage
from shared.complaints.repository import outages
from shared.conversations.models import Conversation
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import subscriptions
from shared.messaging.models import Contact, Hold, Message
from shared.messaging.repository import contacts, holds, messages
from shared.network.line_state import LineState
from shared.network.models import RouterLines
from shared.network.repository import lines_id, sessions, shard_of_line
from shared.payments.charge_models import PaymentIssue
from shared.payments.models import Proof
from shared.payments.repository import payment_issues, proofs
from tests.access.doors import Doors
from tests.cast import NOW, picture

WRITES = {f"{method} {path}" for path, methods in merged()["paths"].items() for method in methods if method != "get"}
LEAVES_NONE = {
    "post /api/billing/preview": "changes nothing",
    "post /api/billing/dunning/preview": "changes nothing",
    "post /api/billing/dunning/example": "changes nothing",
    "post /api/subscriptions/{id}/preview": "changes nothing",
    "post /api/complaints/triage": "changes nothing",
    "post /api/login/request": "a message with its own cause; who asked is known by digest only",
    "post /api/login/confirm": "a session, not a change",
    "post /api/login/refresh": "a session, not a change",
    "post /api/me/complaints": "the complaint and its timeline say whose it is",
    "post /api/me/complaints/{id}/events": "as above",
    "post /api/me/complaints/{id}/photos": "as above",
    "post /api/me/complaints/recovery": "as above",
    "post /api/me/requests": "as above",
    "post /api/me/satisfaction": "the answers themselves say whose they are",
    "post /api/me/satisfaction/skip": "as above",
    "post /api/me/promises": "written down by whoever promised, see test_own_account.py",
    "patch /api/me/preferences": "as a word on WhatsApp: the contact says since when",
    "post /api/me/proofs": "the proof itself says whose it is; what staff make of it is in the trail",
    "post /api/pay/{token}/proofs": "as above",
    "post /api/me/invoices/{id}/charges": "the charge itself says whose it is; its payment is in the trail",
    "post /api/pay/{token}/charges": "as above",
}
NIK = "3374010101900001"
PHONE = "081200000077"
PHOTO = picture()


@pytest.fixture
def owner(doors: Doors, storage: None, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """The doors, with Firebase Auth left out: what it is told is tried in test_staff.py."""
    for module, names in ((invite_member, "ensure_account tell_account"), (change_member, "tell_account")):
        for name in names.split():
            monkeypatch.setattr(module, name, lambda *_, **__: None)
    monkeypatch.setattr(invite_member, "password_code", lambda _: "a-code")
    monkeypatch.setattr(invite_member, "mail_password_link", lambda _: False)
    return doors


def test_every_write_route_leaves_an_entry(owner: Doors) -> None:
    tried: set[str] = set()
    today = clock.today().isoformat()

    def act(route: str, call: Callable[[], Any]) -> Any:
        before = {stored.value.id for stored in entries.find()}
        answer = call()
        made = [stored.value for stored in entries.find() if stored.value.id not in before]
        assert made, route
        for entry in made:
            assert (entry.by, entry.channel) == ("demo-owner", "site"), route
            assert entry.from_address == "203.0.113.7", route
            assert abs(clock.now() - entry.at) < timedelta(minutes=5)
            assert entry.subject
            assert entry.what
        tried.add(route)
        return answer

    def post(route: str, body: Any, **names: str) -> Any:
        return act(f"post {route}", lambda: owner.post(route.format(**names), body))

    def patch(route: str, body: Any, **names: str) -> Any:
        return act(f"patch {route}", lambda: owner.patch(route.format(**names), body))

    def delete(route: str, **names: str) -> Any:
        return act(f"delete {route}", lambda: owner.delete(route.format(**names)))

    patch("/api/settings/complaints", {"sla": {"urgent": 2}})
    patch("/api/settings/alerts", {"phone": PHONE})
    patch("/api/settings", {"company": {"name": "ISP Kamil", "phone": PHONE}})
    post("/api/areas", {"id": "utara", "name": "Utara"})
    post("/api/plans", {"id": "rumah-20", "name": "Rumah 20", "price": 165_000})
    patch("/api/plans/{id}", {"price": 170_000}, id="rumah-20")
    line = {"plan_id": "rumah-20", "billing_day": int(today[8:]) if int(today[8:]) <= 28 else 1, "starts_on": today}
    new = {"name": "Budi", "phone": PHONE, "address": "Jl. X", "nik": NIK, "subscription": line}
    budi = post("/api/customers", new)
    subscription = budi["subscriptions"][0]["id"]
    patch("/api/customers/{id}", {"phone": "081200000078", "nik": "3374010101900002", "note": "Baru"}, id=budi["id"])
    post("/api/customers/{id}/subscriptions", line, id=budi["id"])
    patch("/api/subscriptions/{id}", {"due_days": 5}, id=subscription)
    charge = {"id": "c-1", "description": "Kabel", "amount": 20_000}
    post("/api/subscriptions/{id}/charges", charge, id=subscription)
    delete("/api/subscriptions/{id}/charges/{charge_id}", id=subscription, charge_id="c-1")
    invoice = drained(post("/api/billing/runs", {"on": today})["id"])
    post("/api/subscriptions/{id}/{step}", {"reason": "x"}, id=subscription, step="suspend")
    csv = b"nama;telepon;alamat;paket;harga\nCitra;081200000079;Jl. Y;Rumah 20;170000\n"
    act("post /api/customers/import", lambda: owner.upload("/api/customers/import?wait=true", csv))
    post("/api/collections/promises", {"customer_id": budi["id"], "until": today})
    post("/api/collections/reminders", {"customer_id": budi["id"]})
    post("/api/collections/reminders/undo", {"customer_id": budi["id"]})
    post("/api/collections/exemptions", {"customer_id": budi["id"], "exempt": True, "reason": "Pak RT"})
    with_a_fee(invoice)
    post("/api/invoices/{id}/waive-late-fee", {"reason": "banjir"}, id=invoice)
    post("/api/invoices/{id}/revoke-links", {}, id=invoice)
    post("/api/invoices/{id}/void", {"reason": "salah"}, id=invoice)
    post("/api/invoices/{id}/reissue", {}, id=invoice)
    complain(post, patch, act, owner, budi["id"])
    why = {"reason": "salah"}
    post("/api/payments", {"id": "p-1", "customer_id": budi["id"], "amount": 400_000, "method": "cash"})
    new = {"id": "u-1", "customer_id": budi["id"], "amount": 1, "method": "cash", "undoable": True}
    owner.post("/api/payments", new)
    post("/api/payments/{id}/undo", {}, id="c_u-1")
    keep_proofs(budi["id"])
    owner.post("/api/payments/proofs/proof-2/refuse", {**why, "undoable": True})
    post("/api/payments/proofs/{id}/undo", {}, id="proof-2")
    post("/api/payments/proofs/{id}/approve", {"amount": 1_000}, id="proof-1")
    post("/api/payments/proofs/{id}/refuse", why, id="proof-2")
    patch("/api/settings/payments", {"static_qris": ""})
    keep_issue(budi["id"])
    post("/api/payments/issues/{id}/resolve", {"note": "sudah dikembalikan"}, id="g_midtrans_1.paid_twice")
    post("/api/collections/handovers", {"id": "h-1", "amount": 400_000})
    post("/api/customers/{id}/refunds", {"id": "r-1", "amount": 1_000, **why}, id=budi["id"])
    post("/api/payments/{id}/reverse", why, id="c_p-1")
    post("/api/customers/{id}/adjustments", {"id": "a-1", "amount": 5_000, **why}, id=budi["id"])
    post("/api/invoices/{id}/credit-notes", {"id": "n-1", "amount": 1_000, **why}, id=f"{invoice}.r2")
    post("/api/invoices/{id}/write-off", why, id=f"{invoice}.r2")
    failed_message(budi["id"])
    post("/api/messages/{id}/resend", {}, id="x.issued")
    post("/api/messages/holds/{id}/retry", {}, id="all")
    wrote_to_us(budi["id"])
    post("/api/conversations/{id}/take", {}, id="wa-budi")
    post("/api/conversations/{id}/reply", {"text": "Halo"}, id="wa-budi")
    post("/api/conversations/{id}/hand-back", {}, id="wa-budi")
    news = {"id": "kabar", "name": "Paket baru", "template": "pengumuman", "values": {"text": "Paket baru."}}
    post("/api/broadcasts", news)
    for step in ("approve", "pause", "cancel"):
        act(f"post /api/broadcasts/{{id}}/{step}", lambda step=step: owner.post(f"/api/broadcasts/kabar/{step}", {}))
    keep_network(post, patch, subscription)
    citra = owner.post("/api/customers", {"name": "Citra", "phone": None, "address": "Jl. Z"})
    photo = act(
        "post /api/customers/{id}/photos",
        lambda: owner.upload(f"/api/customers/{citra['id']}/photos", PHOTO, kind="ktp"),
    )
    delete("/api/customers/{id}/photos/{file_id}", id=citra["id"], file_id=photo["file_id"])
    delete("/api/customers/{id}", id=citra["id"])
    post("/api/customers/{id}/restore", {}, id=citra["id"])
    owner.delete(f"/api/customers/{citra['id']}")
    post("/api/customers/{id}/erase", {"reason": "Atas permintaan sendiri"}, id=citra["id"])
    member = post("/api/staff", {"email": "fitri@sambung.test", "name": "Fitri", "role": "cashier"})
    patch("/api/staff/{uid}", {"role": "admin"}, uid=member["id"])
    post("/api/staff/{uid}/invite", {}, uid=member["id"])

    assert tried | set(LEAVES_NONE) == WRITES
    assert not tried & set(LEAVES_NONE)
    told = "\n".join(stored.value.model_dump_json() for stored in entries.find())
    for secret in (NIK, "3374010101900002", PHONE[1:], "81200000078", "fitri@sambung.test"):
        assert secret not in told, secret


def complain(post: Any, patch: Any, act: Any, owner: Doors, customer_id: str) -> None:
    """Tickets and outages, each step once."""
    new = {"customer_id": customer_id, "category": "slow", "description": "lemot"}
    first, second = (post("/api/complaints", new)["id"] for _ in range(2))
    patch("/api/complaints/{id}", {"priority": "low"}, id=first)
    post("/api/complaints/{id}/events", {"kind": "note", "text": "sering"}, id=first)
    act(
        "post /api/complaints/{id}/photos",
        lambda: owner.upload(f"/api/complaints/{first}/photos", PHOTO, kind="before"),
    )
    post("/api/complaints/{id}/merge", {"into": first}, id=second)
    outage = post("/api/outages", {"area_id": "utara", "started_at": "2026-01-01T00:00:00Z"})["id"]
    patch("/api/outages/{id}", {"cause": "kabel putus"}, id=outage)
    post("/api/outages/{id}/end", {}, id=outage)
    post("/api/outages/{id}/credit", {"give": False}, id=outage)
    commit = Commit()
    for name in ("confirmed", "dismissed"):
        commit.create(outages, Outage(
            id=name, scope_key=name, place=name, status="suggested", started_at=NOW, opened_at=NOW, opened_by="system",
        ))  # fmt: skip
    commit.commit()
    post("/api/outages/{id}/confirm", {}, id="confirmed")
    post("/api/outages/{id}/dismiss", {}, id="dismissed")


def keep_network(post: Any, patch: Any, subscription: str) -> None:
    """Routers, nodes and a session that staff end."""
    post("/api/routers", {"name": "RB Utara"})
    patch("/api/routers/{id}", {"note": "menara"}, id="rb-utara")
    post("/api/routers/{id}/token", {}, id="rb-utara")
    patch("/api/subscriptions/{id}", {"network": {"pppoe_user": "budi", "odp": "ODP Utara 1"}}, id=subscription)
    post("/api/nodes/from-customers", {})
    post("/api/nodes", {"kind": "olt", "name": "OLT Utara"})
    patch("/api/nodes/{id}", {"parent_id": "olt-utara"}, id="odp-utara-1")
    stored, shard = subscriptions.get(subscription), shard_of_line("budi")
    assert stored
    commit = Commit()
    commit.update(subscriptions, stored, stored.value.model_copy(update={"router_id": "rb-utara"}))
    line = LineState(on=True, session="0x81", subscription_id=subscription)
    commit.put(sessions, RouterLines(
        id=lines_id("rb-utara", shard), router_id="rb-utara", shard=shard, lines={"budi": line}
    ))  # fmt: skip
    commit.commit()
    post("/api/sessions/{id}/disconnect", {}, id=subscription)


def drained(run_id: str) -> str:
    """The id of the first bill of a run, made as its tasks would."""
    for slice_number in range(SLICES):
        issue_slice(run_id, slice_number)
    return min(stored.value.id for stored in invoices.find(("run_id", "==", run_id)))


def with_a_fee(invoice_id: str) -> None:
    stored = invoices.get(invoice_id)
    assert stored
    commit = Commit()
    commit.update(invoices, stored, stored.value.model_copy(update={"late_fee": 1}))
    commit.commit()


def keep_proofs(customer_id: str) -> None:
    commit = Commit()
    for number in (1, 2):
        commit.put(proofs, Proof(
            id=f"proof-{number}", customer_id=customer_id, customer_name="Budi", invoice_id=None, invoice_number="",
            amount=None, amount_due=0, source="site", media_type="image/png", sha256="x", sent_at=NOW, shard=0,
        ))  # fmt: skip
    commit.commit()


def keep_issue(customer_id: str) -> None:
    commit = Commit()
    commit.put(payment_issues, PaymentIssue(
        id="g_midtrans_1.paid_twice", kind="paid_twice", gateway="midtrans", ref="1", order_id="x-1",
        customer_id=customer_id, amount=1_000, at=NOW,
    ))  # fmt: skip
    commit.commit()


def wrote_to_us(customer_id: str) -> None:
    now, commit = clock.now(), Commit()
    commit.put(contacts, Contact(id="wa-budi", phone="+6281200000077", last_inbound_at=now, created_at=now))
    commit.put(conversations, Conversation(
        id="wa-budi", customer_id=customer_id, status="waiting", reason="asked", is_unread=True, last_at=now,
        created_at=now,
    ))  # fmt: skip
    commit.commit()


def failed_message(customer_id: str) -> None:
    commit = Commit()
    commit.put(holds, Hold(id="all", code=1, title="x", since=NOW, until=NOW))
    commit.put(messages, Message(
        id="x.issued", cause="x", purpose="issued", customer_id=customer_id, to="+6281200000077", status="failed",
        template="tagihan_terbit", values={}, send_after=NOW, created_at=NOW, shard=0,
    ))  # fmt: skip
    commit.commit()


def test_the_trail_is_read_by_who_about_what_and_when(owner: Doors) -> None:
    commit = Commit()
    today = clock.now()
    for number in range(8):
        commit.create(entries, AuditEntry(
            id=f"e{number}", at=today - timedelta(days=number), by="demo-owner" if number % 2 else "system",
            what="changed", subject=f"customers/PLG-{number % 4}", channel="machine",
        ))  # fmt: skip
    commit.commit()

    def ids(query: str) -> list[str]:
        return [item["id"] for item in owner.get(f"/api/audit?{query}")["items"]]

    assert ids("") == [f"e{number}" for number in range(8)]
    assert ids("by=system") == ["e0", "e2", "e4", "e6"]
    assert ids("subject=customers/PLG-1") == ["e1", "e5"]
    assert ids("subject=customers/PLG-1&by=system") == []
    day = (clock.today() - timedelta(days=2)).isoformat()
    assert ids(f"from={day}") == ["e0", "e1", "e2"]
    assert ids(f"to={day}") == ["e2", "e3", "e4", "e5", "e6", "e7"]
    assert ids(f"from={day}&to={day}&by=system") == ["e2"]
    first = owner.get("/api/audit?limit=3")
    rest = owner.get(f"/api/audit?limit=200&cursor={first['next_cursor']}")
    assert [item["id"] for item in first["items"] + rest["items"]] == ids("")
    assert {item["by_name"] for item in first["items"]} == {"demo-owner", ""}


def test_nobody_can_change_the_trail() -> None:
    routes = {(path, method) for path, methods in merged()["paths"].items() for method in methods}
    assert {(path, method) for path, method in routes if "audit" in path} == {("/api/audit", "get")}
    assert MATRIX["audit.read"].roles == ("owner",)


def test_personal_numbers_are_kept_by_their_ending_only() -> None:
    told = {"phone": "+6281234567890", "nik": None, "deep": [{"to": "+628111", "name": "Budi"}], "email": "",
            "other_phones": ["+6281234560001"], "location": {"latitude": 1.5, "longitude": 2.5}}  # fmt: skip
    assert masked(told) == {
        "phone": "…890",
        "nik": None,
        "deep": [{"to": "…111", "name": "Budi"}],
        "email": "",
        "other_phones": ["…001"],
        "location": "…",
    }

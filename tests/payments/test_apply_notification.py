"""What gateways notify us of: in any order, as often as they like, and never more than is true."""

import itertools
import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.billing.models import Invoice
from shared.billing.repository import ledger
from shared.core import clock
from shared.core.errors import Conflict, Problem
from shared.customers.repository import customers
from shared.messaging.repository import messages
from shared.payments.charge_models import ChargeRequest, IssueQuery, IssueResolution, PaymentIssue
from shared.payments.charge_states import FIRST_CHECK_AFTER
from shared.payments.check_charge import check_charge, check_silent_charges
from shared.payments.look_into_issues import list_issues, resolve_issue
from shared.payments.open_charge import open_charge
from shared.payments.record_payment import record_payment
from shared.payments.repository import charges, payment_events, payment_issues, payments
from tests.billing.conftest import Provider
from tests.cast import KAMIL
from tests.conftest import Enqueued
from tests.payments.conftest import DEC, JAN, PRICE, cut, money
from tests.payments.gateway_stand import GATEWAYS, Stand, stand_up

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
CHARGE = f"{DEC}-1"
ALL = [("midtrans", "qris"), ("midtrans", "page"), ("xendit", "qris"), ("xendit", "page"), ("tripay", "va_bri")]


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    return stand_up(monkeypatch)


@pytest.fixture
def bill(provider: Provider, stand: Stand) -> Invoice:
    """The December bill of one who was cut off for it."""
    provider.person()
    provider.run(DECEMBER)
    provider.today = DECEMBER + timedelta(days=30)
    cut(provider.line())
    return provider.invoice(DEC)


def ask(bill: Invoice, gateway: str = "midtrans", channel: str = "qris") -> str:
    return open_charge(bill, ChargeRequest.model_validate({"gateway": gateway, "channel": channel})).body.charge_id


def state(charge_id: str = CHARGE) -> str:
    stored = charges.get(charge_id)
    assert stored
    return stored.value.status


def issues() -> list[PaymentIssue]:
    return [stored.value for stored in payment_issues.find()]


def receipts() -> list[str]:
    return [stored.value.id for stored in messages.find() if stored.value.purpose == "receipt"]


def ended(provider: Provider) -> dict[str, Any]:
    return {
        "charge": state(),
        "invoice": (provider.invoice(DEC).status, provider.invoice(DEC).paid),
        "balance": provider.owner().balance,
        "line": provider.line().status,
        "payments": len(payments.find()),
        "receipts": len(receipts()),
        "resumed": len([one for one in messages.find() if one.value.purpose == "resumed"]),
        "issues": [one.kind for one in issues()],
    }


PAID = {
    "charge": "settled", "invoice": ("paid", PRICE), "balance": 0, "line": "active", "payments": 1, "receipts": 1,
    "resumed": 1, "issues": [],
}  # fmt: skip


@pytest.mark.parametrize(("gateway", "channel"), ALL)
def test_a_settlement_pays_the_bill_thanks_and_gives_the_service_back(
    bill: Invoice, provider: Provider, stand: Stand, gateway: str, channel: str
) -> None:
    ask(bill, gateway, channel)
    answer = stand.tells(CHARGE)
    assert (answer.status_code, answer.get_json()) == (200, {"success": True})
    assert ended(provider) == PAID
    (payment,) = (stored.value for stored in payments.find())
    assert payment.id.startswith(f"g_{gateway}_")
    assert (payment.method, payment.taken_by, payment.in_hand) == ("gateway", gateway, False)
    assert [one.invoice_id for one in payment.allocations] == [DEC]
    (entry,) = (stored.value for stored in entries.find(("what", "==", "paid")))
    assert (entry.by, entry.channel) == (gateway, "webhook")


def test_the_same_notification_a_hundred_times_at_once_counts_once(
    bill: Invoice, provider: Provider, stand: Stand, at_once: Callable[..., list[Any]], enqueued: Enqueued
) -> None:
    ask(bill)
    stand.pays(CHARGE)
    told = stand.notice(CHARGE)
    answers = at_once(*[lambda: stand.post(*told).status_code] * 100)
    assert Counter(answers) == {200: 100}
    assert ended(provider) == PAID
    sent = Counter(task.message_id for task in enqueued.take("send_message"))
    assert sorted(sent.values()) == [1, 1]
    assert len(ledger.find(("kind", "==", "payment"))) == 1


@pytest.mark.parametrize(
    "order", sorted(set(itertools.permutations(["pending", "settlement", "expire", "settlement"])))
)
@pytest.mark.parametrize("gateway", ["midtrans", "tripay"])
def test_whatever_the_order_it_ends_the_same(
    bill: Invoice, provider: Provider, stand: Stand, order: tuple[str, ...], gateway: str
) -> None:
    ask(bill, gateway, "qris")
    for status in order:
        assert stand.tells(CHARGE, status).status_code == 200  # type: ignore[arg-type]
    assert ended(provider) == PAID


def test_all_of_them_at_once_end_the_same(
    bill: Invoice, provider: Provider, stand: Stand, at_once: Callable[..., list[Any]]
) -> None:
    ask(bill)
    stand.pays(CHARGE)
    told = [stand.notice(CHARGE, status) for status in ("pending", "settlement", "expire", "settlement")] * 5  # type: ignore[arg-type]
    assert set(at_once(*[lambda one=one: stand.post(*one).status_code for one in told])) == {200}
    assert ended(provider) == PAID


@pytest.mark.parametrize(("status", "becomes"), [("pending", "pending"), ("expire", "expired"), ("deny", "denied")])
def test_what_moves_no_money_moves_only_the_charge(
    bill: Invoice, provider: Provider, stand: Stand, status: Any, becomes: str
) -> None:
    ask(bill)
    assert stand.tells(CHARGE, status).status_code == 200
    assert state() == becomes
    assert payments.find() == []
    assert provider.invoice(DEC).status == "open"


def test_who_is_refused_on_a_page_may_try_again_there(bill: Invoice, provider: Provider, stand: Stand) -> None:
    ask(bill, "midtrans", "page")
    stand.tells(CHARGE, "deny")
    assert state() == "pending"
    stand.tells(CHARGE)
    assert ended(provider) == PAID


def test_a_state_that_the_gateway_does_not_confirm_moves_nothing(
    bill: Invoice, provider: Provider, stand: Stand
) -> None:
    for gateway, channel in [("midtrans", "qris"), ("xendit", "page")]:
        charge_id = ask(bill, gateway, channel)
        stand.pays(charge_id, "pending")
        assert stand.post(*stand.notice(charge_id, "settlement")).status_code == 200
    assert payments.find() == []
    assert provider.invoice(DEC).status == "open"
    assert {stored.value.outcome for stored in payment_events.find()} == {"waiting"}


def test_a_forged_settlement_made_of_a_pendings_signature_moves_nothing(bill: Invoice, stand: Stand) -> None:
    ask(bill)
    gateway, body, headers = stand.notice(CHARGE, "pending")
    forged = json.dumps({**json.loads(body), "transaction_status": "settlement"}).encode()
    assert stand.post(gateway, forged, headers).status_code == 200
    assert payments.find() == []
    assert state() == "pending"


def test_a_forged_end_hides_no_payment(
    bill: Invoice, provider: Provider, stand: Stand, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(bill)
    gateway, body, headers = stand.notice(CHARGE, "pending")
    forged = json.dumps({**json.loads(body), "transaction_status": "expire"}).encode()
    assert stand.post(gateway, forged, headers).status_code == 200
    assert state() == "expired"
    stand.pays(CHARGE)
    sweep_after(timedelta(hours=2), enqueued, monkeypatch)
    assert ended(provider) == PAID


@pytest.mark.parametrize("gateway", ["midtrans", "xendit", "tripay"])
def test_what_is_not_signed_is_refused_and_leaves_nothing(bill: Invoice, stand: Stand, gateway: str) -> None:
    ask(bill, gateway, "qris")
    stand.pays(CHARGE)
    _, body, headers = stand.notice(CHARGE)
    other = {name: "x" for name in headers if name.lower().startswith("x-callback")}
    changed = body.replace(b"165000", b"165001")
    wrong = [(changed, headers)] if gateway != "xendit" else []
    for raw, told in [*wrong, (body, {"Content-Type": "application/json"}), (body, headers | other)]:
        if gateway == "midtrans" and raw == body:
            continue
        answer = stand.post(gateway, raw, told)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "bad_signature")
    assert payments.find() == []
    assert payment_events.find() == []


def test_an_unknown_gateway_is_not_there(stand: Stand, db: None) -> None:
    assert stand.post("paypal", b"{}", {}).status_code == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'"x"', b"\xff\xfe"])
@pytest.mark.parametrize("gateway", ["midtrans", "xendit", "tripay"])
def test_what_cannot_be_read_is_refused_and_never_fails(db: None, stand: Stand, gateway: str, body: bytes) -> None:
    import hashlib
    import hmac

    from tests.payments.gateway_stand import KEYS

    signature = hmac.new(KEYS.tripay_private_key.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "X-Callback-Token": KEYS.xendit_callback_token,
        "X-Callback-Signature": signature,
        "X-Callback-Event": "payment_status",
    }
    assert stand.post(gateway, body, headers).status_code in (400, 403)


@pytest.mark.parametrize("amount", [1, PRICE - 1, PRICE + 1, 10 * PRICE])
@pytest.mark.parametrize("gateway", ["midtrans", "xendit", "tripay"])
def test_another_amount_than_was_asked_for_is_not_booked_and_somebody_looks(
    bill: Invoice, provider: Provider, stand: Stand, gateway: str, amount: int
) -> None:
    charge_id = ask(bill, gateway, "page" if gateway == "xendit" else "qris")
    stand.pays(charge_id)
    order = stand.desk.orders.of_any(charge_id)
    assert order
    order.amount = amount
    stand.desk.orders.keep(order)
    for _ in range(2):
        assert stand.post(*stand.notice(charge_id)).status_code == 200
    assert payments.find() == []
    assert (provider.invoice(DEC).paid, provider.owner().balance) == (0, PRICE)
    (issue,) = issues()
    assert (issue.kind, issue.amount, issue.expected, issue.customer_id) == (
        "wrong_amount", amount, PRICE, "PLG-00001",
    )  # fmt: skip
    assert state() == "failed"


def test_another_currency_is_not_booked(bill: Invoice, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(bill)
    stand.pays(CHARGE)
    told = GATEWAYS["midtrans"]._told  # type: ignore[attr-defined]
    monkeypatch.setattr(GATEWAYS["midtrans"], "_told", lambda *order: told(*order) | {"currency": "USD"})
    assert stand.post(*stand.notice(CHARGE)).status_code == 200
    assert payments.find() == []
    assert [issue.kind for issue in issues()] == ["wrong_currency"]


@pytest.mark.parametrize("gateway", ["midtrans", "tripay"])
def test_money_for_an_order_nobody_knows_is_looked_at(bill: Invoice, stand: Stand, gateway: str) -> None:
    ask(bill, gateway, "qris")
    stand.pays(CHARGE)
    order = stand.desk.orders.of_any(CHARGE)
    assert order
    order.order_id = "not-ours"
    stand.desk.orders.keep(order)
    for _ in range(2):
        assert stand.post(*stand.notice("not-ours")).status_code == 200
    assert payments.find() == []
    (issue,) = issues()
    assert (issue.kind, issue.customer_id, issue.order_id) == ("unknown_order", None, "not-ours")
    (event,) = (stored.value for stored in payment_events.find())
    assert event.outcome == "unknown_order"


def test_a_charge_of_another_gateway_is_not_this_ones(bill: Invoice, stand: Stand) -> None:
    ask(bill, "midtrans", "va_bca")
    ask(bill, "tripay", "va_bri")
    stand.pays(f"{DEC}-2")
    order = stand.desk.orders.of_any(f"{DEC}-2")
    assert order
    order.order_id = CHARGE
    told = GATEWAYS["tripay"].notice(stand.desk, order, "settlement")
    assert told
    assert stand.post("tripay", *told).status_code == 200
    assert [issue.kind for issue in issues()] == ["unknown_order"]
    assert payments.find() == []


def test_a_second_payment_becomes_credit_and_somebody_is_told(bill: Invoice, provider: Provider, stand: Stand) -> None:
    first, second = ask(bill, "midtrans", "va_bca"), ask(bill, "tripay", "va_bri")
    stand.tells(first)
    assert (state(first), state(second)) == ("settled", "expired")
    stand.tells(second)
    assert state(second) == "settled"
    assert (provider.owner().balance, provider.owner().credit) == (-PRICE, PRICE)
    (issue,) = issues()
    assert (issue.kind, issue.charge_id, issue.amount) == ("paid_twice", second, PRICE)
    assert issue.payment_id == payments.find(("taken_by", "==", "tripay"))[0].value.id


def test_a_second_payment_pays_the_next_bill_and_is_told_of(provider: Provider, stand: Stand) -> None:
    provider.person()
    provider.run(JANUARY)
    first, second = (ask(provider.invoice(DEC), gateway, channel) for gateway, channel in ALL[:2])
    stand.tells(first)
    stand.tells(second)
    assert (provider.invoice(JAN).status, provider.owner().balance) == ("paid", 0)
    assert [issue.kind for issue in issues()] == ["paid_twice"]


def test_paying_in_cash_ends_the_charge_here_and_at_the_gateway(
    bill: Invoice, provider: Provider, stand: Stand, enqueued: Enqueued
) -> None:
    ask(bill)
    record_payment(money(), KAMIL)
    assert state() == "expired"
    (task,) = (task for task in enqueued.take("drain") if task.queue == "charges")
    check_charge(task.job)
    order = stand.desk.orders.of_any(CHARGE)
    assert order
    assert order.status == "expire"
    stored = charges.get(CHARGE)
    assert stored
    assert not stored.value.closing


def test_who_pays_cash_and_by_the_code_at_the_same_moment_has_credit(
    bill: Invoice, provider: Provider, stand: Stand, at_once: Callable[..., list[Any]]
) -> None:
    ask(bill)
    stand.pays(CHARGE)
    told = stand.notice(CHARGE)
    at_once(lambda: stand.post(*told), lambda: record_payment(money(), KAMIL))
    assert provider.owner().balance == -PRICE
    assert len(payments.find()) == 2
    assert state() == "settled"
    assert len(issues()) <= 1, "who came first decides whether it is the gateway's that is too much"


def test_a_gateway_that_does_not_confirm_now_is_asked_by_the_sweep(
    bill: Invoice, provider: Provider, stand: Stand, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(bill)
    stand.pays(CHARGE)
    told = stand.notice(CHARGE)
    stand.down = {"midtrans"}
    assert stand.post(*told).status_code == 200
    assert payments.find() == []
    stand.down = set()
    sweep_after(timedelta(minutes=5), enqueued, monkeypatch)
    assert ended(provider) == PAID
    assert stand.post(*told).status_code == 200
    assert ended(provider) == PAID


def test_the_repeated_notification_is_believed_once_the_gateway_confirms(
    bill: Invoice, provider: Provider, stand: Stand
) -> None:
    ask(bill)
    told = stand.notice(CHARGE)
    stand.post(*told)
    assert payments.find() == []
    stand.pays(CHARGE)
    stand.post(*told)
    assert ended(provider) == PAID


@pytest.mark.parametrize(("gateway", "channel"), [("xendit", "qris"), ("xendit", "page"), ("midtrans", "qris")])
def test_money_for_a_charge_whose_answer_was_lost_is_booked_all_the_same(
    bill: Invoice, provider: Provider, stand: Stand, gateway: str, channel: str
) -> None:
    stand.loses_answers = True
    with pytest.raises(Problem):
        ask(bill, gateway, channel)
    stand.loses_answers = False
    assert stand.tells(CHARGE).status_code == 200
    assert ended(provider) == PAID


@pytest.mark.parametrize(("gateway", "channel"), ALL)
def test_a_payment_nobody_notified_us_of_is_found_by_the_sweep(
    bill: Invoice,
    provider: Provider,
    stand: Stand,
    enqueued: Enqueued,
    monkeypatch: pytest.MonkeyPatch,
    gateway: str,
    channel: str,
) -> None:
    ask(bill, gateway, channel)
    stand.pays(CHARGE)
    assert sweep_after(timedelta(minutes=1), enqueued, monkeypatch) == []
    assert sweep_after(FIRST_CHECK_AFTER, enqueued, monkeypatch) == [CHARGE]
    assert ended(provider) == PAID
    assert sweep_after(timedelta(days=30), enqueued, monkeypatch) == []


def test_a_silent_charge_is_asked_for_ever_more_seldom_and_not_for_ever(
    bill: Invoice, provider: Provider, stand: Stand, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(bill, "midtrans", "page")
    asked = sum(len(sweep_after(timedelta(minutes=5), enqueued, monkeypatch)) for _ in range(12 * 30))
    assert 5 <= asked <= 20
    assert state() == "expired"
    stored = charges.get(CHARGE)
    assert stored
    assert stored.value.next_check_at is None
    assert provider.invoice(DEC).status == "open"


def test_a_bill_that_is_void_gives_up_its_charge(
    bill: Invoice, stand: Stand, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.billing.void_invoice import void_invoice

    ask(bill)
    void_invoice(DEC, "salah", KAMIL)
    sweep_after(FIRST_CHECK_AFTER, enqueued, monkeypatch)
    assert state() == "expired"
    order = stand.desk.orders.of_any(CHARGE)
    assert order
    assert order.status == "expire"


def test_what_staff_look_into_leaves_the_list(bill: Invoice, provider: Provider, stand: Stand) -> None:
    stand_in = ask(bill)
    order = stand.desk.orders.of_any(stand_in)
    assert order
    order.amount = 100_000
    stand.desk.orders.keep(order)
    stand.tells(stand_in)
    (listed,) = list_issues(IssueQuery(status="open")).items
    done = resolve_issue(listed.id, IssueResolution(note="uangnya memang masuk", book=True), KAMIL)
    assert (done.status, done.payment_id) == ("resolved", listed.id.removesuffix(".wrong_amount"))
    assert provider.invoice(DEC).paid == 100_000
    again = resolve_issue(listed.id, IssueResolution(note="lagi", book=True), KAMIL)
    assert again == done
    assert list_issues(IssueQuery(status="open")).items == []
    assert len(payments.find()) == 1


def test_what_is_booked_already_is_not_booked_from_the_list(bill: Invoice, stand: Stand) -> None:
    first, second = ask(bill, "midtrans", "va_bca"), ask(bill, "tripay", "va_bri")
    stand.tells(first)
    stand.tells(second)
    (listed,) = list_issues(IssueQuery()).items
    with pytest.raises(Conflict) as refused:
        resolve_issue(listed.id, IssueResolution(note="x", book=True), KAMIL)
    assert refused.value.code == "not_bookable"
    assert resolve_issue(listed.id, IssueResolution(note="dikembalikan"), KAMIL).status == "resolved"


def test_a_refund_at_the_gateway_takes_nothing_back_by_itself(bill: Invoice, stand: Stand) -> None:
    from shared.clients.gateway import Told
    from shared.payments.apply_notification import apply_notification

    ask(bill, "tripay", "qris")
    stand.tells(CHARGE)
    ref = payments.find()[0].value.id.removeprefix("g_tripay_")
    apply_notification("tripay", Told(CHARGE, ref, "taken_back", PRICE, "IDR"))
    assert [issue.kind for issue in issues()] == ["taken_back"]
    assert [stored.value.status for stored in payments.find()] == ["recorded"]


def test_a_fee_is_the_gateways_and_not_the_customers_credit(bill: Invoice, provider: Provider, stand: Stand) -> None:
    from shared.core.firestore import Commit
    from shared.payments.charge_models import ChannelRule
    from shared.payments.models import PaymentRules
    from shared.payments.repository import payment_settings

    commit = Commit()
    commit.put(payment_settings, PaymentRules(channels=[ChannelRule(gateway="tripay", channel="va_bri", fee=4_000)]))
    commit.commit()
    ask(bill, "tripay", "va_bri")
    stand.tells(CHARGE)
    assert ended(provider) == PAID
    (payment,) = (stored.value for stored in payments.find())
    assert (payment.amount, payment.note) == (PRICE, "Biaya layanan Rp4.000 dibayar pelanggan")


def test_what_is_kept_of_a_notification_names_nobody(bill: Invoice, stand: Stand) -> None:
    ask(bill, "xendit", "page")
    stand.tells(CHARGE)
    (event,) = payment_events.find()
    assert set(event.document) == {
        "gateway", "order_id", "ref", "state", "amount", "currency", "at", "outcome", "charge_id", "expires_at",
    }  # fmt: skip
    owner = customers.find()[0].value
    assert owner.name not in json.dumps(event.document, default=str)


def sweep_after(wait: timedelta, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sweep, so much later, and the tasks it asks for: the charges that were asked about."""
    now = clock.now() + wait
    monkeypatch.setattr(clock, "now", lambda: now)
    enqueued.take("drain")
    check_silent_charges()
    asked = [task.job for task in enqueued.take("drain") if task.queue == "charges"]
    for charge_id in asked:
        check_charge(charge_id)
    return asked

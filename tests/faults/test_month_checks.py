"""What is looked at every evening of the month: a quiet one passes, and each rule speaks when it is broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.billing.models import Invoice, LedgerEntry, PaidPart
from shared.complaints.models import Complaint, SlaClock
from shared.complaints.outage_models import Affected, Outage
from shared.core.firestore import Record
from shared.customers.customer_status import with_subscription
from shared.customers.models import Network
from shared.messaging.models import InboundEvent, Message
from shared.payments.charge_models import Charge
from shared.payments.models import Allocation, Payment
from tests.billing.dunning_stand import PRICE, bill
from tests.cast import KAMIL, customer, subscribed
from tests.faults.month.checks_of_money import CHECKS as OF_MONEY
from tests.faults.month.checks_of_people import CHECKS as OF_PEOPLE
from tests.faults.month.facts import Bubble, Facts, Known

CUT_AT = datetime(2026, 12, 21, 1, 5, tzinfo=UTC)
"""Five past eight on a Monday in Jakarta, ten days after what Citra owes was due."""
NOW = CUT_AT + timedelta(days=1)
BEFORE = datetime(2026, 12, 1, 3, tzinfo=UTC)
ASIH, CITRA = "PLG-00001-1", "PLG-00002-1"


def said(cause: str, purpose: str, number: int, at: datetime) -> Message:
    return Message(
        id=f"{cause}.{purpose}", cause=cause, purpose=purpose, customer_id=f"PLG-{number:05d}", to=phone(number),
        status="delivered", send_after=at, created_at=at, sent_at=at, shard=1,
    )  # fmt: skip


def phone(number: int) -> str:
    return f"+62812000{number:05d}"


def quiet_evening() -> tuple[Facts, Known]:
    """Asih has paid, Citra has not and is suspended; Asih asked, complained, and had an outage."""
    asih, citra = subscribed(customer(1, "Asih")), subscribed(customer(2, "Citra"))
    cut = citra[1].model_copy(update={"status": "suspended", "service_allowed": False})
    owing = with_subscription(citra[0].model_copy(update={"balance": PRICE}), cut)
    part = PaidPart(payment_id="c_1", amount=PRICE, on=date(2026, 12, 5))
    paid = bill(ASIH, status="paid", paid=PRICE, payments=[part], paid_on=part.on, next_dunning_on=None)
    bills = [
        paid.model_copy(update={"next_dunning_at": None}),
        bill(CITRA).model_copy(update={"next_dunning_at": None}),
    ]
    entries = [entry(one.id, one.customer_id, "invoice", PRICE) for one in bills]
    messages = [said(one.id, "issued", int(one.customer_id[4:]), BEFORE) for one in bills]
    messages += [said(bills[1].id, "suspended", 2, CUT_AT), said("whatsapp_cloud_w1", "answer", 1, BEFORE)]
    clock = SlaClock(allowed_s=3600, running_since=NOW)
    ticket: dict[str, Any] = {"customer_id": "PLG-00001", "customer_name": "Asih", "category": "slow", "source": "web"}
    outage = {"scope_key": "odp:x", "place": "ODP 1", "status": "ended", "started_at": BEFORE, "opened_at": BEFORE}
    facts = Facts(
        now=NOW,
        today=date(2026, 12, 22),
        customers=[asih[0], owing],
        lines=[asih[1], cut],
        invoices=bills,
        entries=[*entries, entry("c_1", "PLG-00001", "payment", -PRICE)],
        payments=[payment()],
        charges=[charge()],
        messages=messages,
        inbound=[event("done")],
        conversations=[],
        complaints=[
            Complaint(id="TKT-1", priority="normal", sla=clock, due_at=NOW + timedelta(hours=1), dispatched=True,
                      created_at=BEFORE, updated_at=BEFORE, shard=1, **ticket)
        ],
        outages=[Outage(id="o", opened_by="routers", **outage)],
        affected=[
            Affected(id="o.1", outage_id="o", customer_id="PLG-00001", told_at=BEFORE, recovered_at=NOW, shard=1)
        ],
        bubbles=[
            Bubble(phone(1), "w0", messages[0].id, BEFORE, "tagihan Asih"),
            Bubble(phone(2), "w2", messages[1].id, BEFORE, "tagihan Citra"),
            Bubble(phone(1), "w1", "", BEFORE, "cek tagihan"),
            Bubble(phone(1), "w3", messages[3].id, BEFORE, "Tidak ada tagihan"),
            Bubble(phone(2), "w4", messages[2].id, CUT_AT, "dijeda"),
        ],
        let_on={"plg-00001": True, "plg-00002": False},
        served_by={"plg-00001": "rb-00", "plg-00002": "rb-01"},
        reports=reports(),
        unfinished=[],
        tasks={},
    )  # fmt: skip
    known = Known(bills={(ASIH, "2026-12"), (CITRA, "2026-12")}, cut={CITRA})
    known.paid["PLG-00001", PRICE] = 1
    return facts, known


def entry(cause: str, owner: str, kind: str, amount: int) -> LedgerEntry:
    told = {"id": f"{cause}.{kind}", "customer_id": owner, "kind": kind, "amount": amount, "cause": cause}
    return LedgerEntry.model_validate({**told, "on": date(2026, 12, 1), "at": BEFORE, "by": KAMIL.id})


def payment() -> Payment:
    paid = Allocation(invoice_id=f"{ASIH}_2026-12", number="INV", amount=PRICE)
    return Payment(
        id="c_1", number="BYR", customer_id="PLG-00001", customer_name="Asih", amount=PRICE, method="cash",
        allocations=[paid], credit=0, balance_after=0, paid_at=BEFORE, recorded_at=BEFORE,
        recorded_on=date(2026, 12, 5), taken_by=KAMIL.id, taken_by_name=KAMIL.name, in_hand=False, shard=1,
    )  # fmt: skip


def charge() -> Charge:
    return Charge(
        id=f"{CITRA}_2026-12-1", invoice_id=f"{CITRA}_2026-12", number="INV", customer_id="PLG-00002",
        gateway="tripay", channel="qris", order_id="o1", amount=PRICE, status="pending", created_at=NOW,
        expires_at=NOW + timedelta(hours=1), next_check_at=NOW + timedelta(minutes=10), shard=1,
    )  # fmt: skip


def event(status: str) -> InboundEvent:
    told = {"id": "whatsapp_cloud_w1", "provider": "whatsapp_cloud", "kind": "text", "status": status}
    return InboundEvent.model_validate({**told, "at": BEFORE, "expires_at": NOW})


def reports() -> dict[str, Any]:
    money = {"received": PRICE}
    return {
        "dashboard": {
            "today": {"received": 0},
            "month": money,
            "curve": [money],
            "unpaid": {"amount": PRICE, "buckets": [{"amount": PRICE}]},
            "collection": {"billed": 2 * PRICE, "collected": PRICE},
            "customers": {"suspended": 1},
            "complaints": {"open": 1, "outages": 0},
        },
        "ageing": {"amount": PRICE},
        "revenue": {"subscriptions": 1, "by_area": [{"billed": 2 * PRICE, "open": PRICE}]},
    }


Broken = Callable[[Facts, Known], object]


def with_one(name: str, place: int, **changes: Any) -> Broken:
    """The evening with one record otherwise."""

    def broken(facts: Facts, _: Known) -> Facts:
        records: list[Record] = list(getattr(facts, name))
        records[place] = records[place].model_copy(update=changes)
        return replace(facts, **{name: records})

    return broken


def with_more(name: str, *records: Any) -> Broken:
    return lambda facts, _: replace(facts, **{name: [*getattr(facts, name), *records]})


def another_bill() -> Invoice:
    return bill(ASIH).model_copy(update={"id": "twice"})


def nobody_knows(facts: Facts, _: Known) -> Facts:
    return replace(
        facts, served_by={**facts.served_by, "plg-00001": "rb-02"}, let_on={**facts.let_on, "plg-00001": False}
    )


AT_NIGHT = CUT_AT - timedelta(hours=12)
LOST = Bubble(phone(1), "w9", "", NOW, "halo?")
BREAKS: list[tuple[str, Broken]] = [
    ("each_line_has_exactly_its_bills", lambda _, known: known.bills.add((ASIH, "2027-01"))),
    ("each_line_has_exactly_its_bills", with_more("invoices", another_bill())),
    ("each_line_has_exactly_its_bills", lambda _, known: known.bills.discard((ASIH, "2026-12"))),
    ("each_account_agrees", with_one("customers", 1, balance=PRICE - 1)),
    ("each_account_agrees", with_one("entries", 0, amount=1)),
    ("each_account_agrees", with_one("invoices", 0, paid=PRICE - 1)),
    ("what_was_paid_is_booked_once", with_one("payments", 0, amount=1)),
    ("what_was_paid_is_booked_once", lambda _, known: known.paid.update({("PLG-00002", 5): 1})),
    ("the_reports_say", with_one("invoices", 1, total=1)),
    ("the_reports_say", with_one("complaints", 0, is_open=False)),
    ("no_charge_is_forgotten", with_one("charges", 0, next_check_at=None)),
    ("no_charge_is_forgotten", with_one("charges", 0, next_check_at=BEFORE)),
    ("no_charge_is_forgotten", with_one("charges", 0, expires_at=BEFORE)),
    ("whoever_wrote_was_answered", with_more("bubbles", LOST)),
    ("whoever_wrote_was_answered", with_one("inbound", 0, status="waiting")),
    ("nobody_got_a_message_twice", with_more("bubbles", quiet_evening()[0].bubbles[0])),
    ("nobody_got_a_message_twice", with_more("bubbles", replace(quiet_evening()[0].bubbles[0], message="other"))),
    ("what_was_said_arrived", with_one("messages", 0, status="failed")),
    ("what_was_said_arrived", with_one("messages", 0, status="unknown")),
    ("what_was_said_arrived", with_more("messages", said("x", "receipt", 1, BEFORE))),
    ("nothing_is_in_doubt", with_one("messages", 0, status="unknown")),
    ("suspended_are", with_one("lines", 1, status="active")),
    ("suspended_are", with_one("lines", 1, service_allowed=True)),
    ("suspended_are", with_one("lines", 0, status="suspended", service_allowed=False)),
    ("nobody_was_cut", with_one("messages", 2, created_at=AT_NIGHT)),
    ("nobody_was_cut", with_one("messages", 2, created_at=CUT_AT - timedelta(days=1))),
    ("nobody_who_had_paid", with_more("messages", said(f"{ASIH}_2026-12", "remind+3", 1, CUT_AT))),
    ("the_routers_do", with_one("lines", 0, service_allowed=False)),
    ("the_routers_do", lambda facts, _: replace(facts, let_on={"plg-00001": True, "plg-00002": True})),
    ("the_routers_do", lambda facts, known: known.away.add("rb-02") or nobody_knows(facts, known)),
    ("nothing_is_stuck", with_one("messages", 0, status="released")),
    ("nothing_is_stuck", with_one("messages", 0, status="queued")),
    ("nothing_is_stuck", lambda facts, _: replace(facts, tasks={"drains": 1})),
    ("nothing_is_stuck", lambda facts, _: replace(facts, unfinished=["2026-12-01.1.3"])),
    ("nothing_is_stuck", with_one("invoices", 1, next_dunning_at=BEFORE)),
    ("no_complaint_is_forgotten", with_one("complaints", 0, dispatched=False)),
    ("no_complaint_is_forgotten", with_one("complaints", 0, due_at=BEFORE)),
    ("no_complaint_is_forgotten", with_one("complaints", 0, next_step_at=BEFORE)),
    ("who_had_the_outage", with_one("affected", 0, recovered_at=None)),
    ("who_had_the_outage", with_one("outages", 0, next_step_at=BEFORE)),
]


def spoken(facts: Facts, known: Known) -> dict[str, list[str]]:
    told = {check.__name__: check(facts, known) for check in (*OF_MONEY, *OF_PEOPLE)}
    return {name: wrong for name, wrong in told.items() if wrong}


def test_on_a_quiet_evening_nobody_complains() -> None:
    assert spoken(*quiet_evening()) == {}


@pytest.mark.parametrize(("rule", "breaks"), BREAKS, ids=[f"{place}-{rule}" for place, (rule, _) in enumerate(BREAKS)])
def test_a_rule_that_is_broken_speaks(rule: str, breaks: Broken) -> None:
    facts, known = quiet_evening()
    broken = breaks(facts, known)
    told = spoken(broken if isinstance(broken, Facts) else facts, known)
    assert any(name.startswith(rule) for name in told), told


def test_every_rule_is_seen_to_speak() -> None:
    named = [check.__name__ for check in (*OF_MONEY, *OF_PEOPLE)]
    assert [name for name in named if not any(name.startswith(rule) for rule, _ in BREAKS)] == []


def test_a_promise_holds_the_cut_back_until_its_day_is_over() -> None:
    facts, known = quiet_evening()
    known.cut.clear()
    known.promised["PLG-00002"] = date(2026, 12, 22)
    facts = with_one("lines", 1, status="active", service_allowed=True)(facts, known)  # type: ignore[assignment]
    assert "suspended_are_those_whom_policy_says" not in spoken(facts, known)


def test_what_a_router_that_is_away_cannot_know_is_listed_as_a_difference() -> None:
    facts, known = quiet_evening()
    known.away.add("rb-01")
    away = replace(facts, let_on={"plg-00001": True, "plg-00002": True})
    listed = with_one("lines", 1, router_id="rb-01", network=Network(pppoe_user="plg-00002"))(away, known)
    assert isinstance(listed, Facts)
    assert "the_routers_do_what_was_decided" not in spoken(listed, known)

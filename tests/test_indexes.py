"""firestore.indexes.json holds the indexes that our queries need, and no others. The emulator never misses one."""

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.access.models import AuditQuery, Caller
from shared.access.read_audit import list_audit
from shared.access.read_staff import list_staff
from shared.access.repository import owners
from shared.billing.models import InvoiceQuery
from shared.billing.my_account import my_account, my_invoices
from shared.billing.read_invoices import list_invoices
from shared.billing.read_run import list_failures, list_runs
from shared.billing.remind_now import reminder_of_staff
from shared.billing.repository import due_by, due_in_slice, dunning_due_by, dunning_due_in_slice, open_bills_of
from shared.billing.resume_runs import resume_runs
from shared.billing.settle_account import read_account
from shared.billing.start_dunning import resume_dunning
from shared.billing.start_run import start_run
from shared.billing.take_promise import list_promises
from shared.broadcasts.drain_broadcast import resume_broadcasts
from shared.broadcasts.models import BroadcastQuery
from shared.broadcasts.read_broadcasts import list_broadcasts
from shared.complaints.attach_earlier import not_attached
from shared.complaints.choose_technician import open_jobs
from shared.complaints.drain_outage import drain_outage, resume_outages
from shared.complaints.models import ComplaintQuery
from shared.complaints.my_complaints import list_my_complaints, report_form
from shared.complaints.outage_models import Outage, OutageQuery
from shared.complaints.read_complaints import list_complaints
from shared.complaints.read_outages import attached_to, list_outages, outage_view
from shared.complaints.repeat_fault import recent_complaints
from shared.complaints.repository import merged_into
from shared.complaints.step_due_complaints import step_due_complaints
from shared.conversations.models import Conversation, ConversationQuery, HistoryQuery
from shared.conversations.read_conversations import list_conversations, read_conversation
from shared.conversations.read_facts import read_account as read_account_facts
from shared.conversations.repository import conversations, waiting_events
from shared.core.fields import PageQuery
from shared.core.firestore import Commit, QueryShape, queries_run
from shared.customers.find_by_phone import customers_of
from shared.customers.keep_plans import list_areas, list_plans
from shared.customers.models import Area, CustomerQuery
from shared.customers.point_out_doubles import point_out_doubles
from shared.customers.read_customers import list_customers
from shared.customers.repository import all_plans, areas, customers, plans, subscriptions
from shared.customers.spreadsheet_models import SpreadsheetRow
from shared.imports.repository import find_unclaimed
from shared.imports.resume_imports import resume_imports
from shared.messaging.cancel_reminders import cancel_reminders
from shared.messaging.hold_outbox import wake_batch
from shared.messaging.models import Contact, MessageQuery
from shared.messaging.read_messages import count_messages, list_messages
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import contacts, messages
from shared.messaging.requeue_inbound import requeue_inbound
from shared.messaging.requeue_messages import requeue_messages
from shared.network.collect_boxes import nodes_from_lines
from shared.network.free_ports import boxes_near
from shared.network.keep_nodes import create_node, list_nodes
from shared.network.look_for_outages import look_again
from shared.network.models import NearQuery, NewNode, NodeQuery
from shared.network.read_history import read_history
from shared.network.read_node import read_node
from shared.network.read_routers import list_drift, list_routers
from shared.network.read_tree import read_tree
from shared.network.repository import due_at, lines_named
from shared.payments.apply_notification import charge_of
from shared.payments.charge_models import IssueQuery
from shared.payments.check_charge import check_silent_charges
from shared.payments.hand_over_cash import list_cash_in_hand, list_handovers
from shared.payments.keep_proof import same_amount, same_picture
from shared.payments.look_into_issues import list_issues
from shared.payments.models import PaymentQuery, ProofQuery, RouteQuery
from shared.payments.plan_route import read_route
from shared.payments.prove_accounts import prove_shard
from shared.payments.read_cash_book import read_cash_book
from shared.payments.read_ledger import list_ledger, read_statement
from shared.payments.read_payments import list_payments
from shared.payments.read_proofs import list_my_proofs, list_proofs
from shared.payments.repository import proofs
from shared.reports.ages import AGES
from shared.reports.change_alerts import list_alerts
from shared.reports.models import UnpaidQuery
from shared.reports.raise_alerts import raise_alerts
from shared.reports.read_ageing import list_unpaid
from shared.reports.read_dashboard import read_dashboard
from shared.reports.read_revenue import read_revenue
from shared.reports.read_satisfaction import read_satisfaction
from shared.reports.read_standing import read_standing
from shared.reports.read_whatsapp_cost import read_whatsapp_cost
from shared.satisfaction.repository import asked_before
from tests.cast import KAMIL, NOW, RUMAH_20, TODAY, customer, subscription
from tests.conftest import Enqueued
from tests.exemptions import MOST, asked_for, exempt

INDEXES = Path(__file__).parents[1] / "firestore.indexes.json"


def every(**choices: list[Any]) -> list[dict[str, Any]]:
    """Every combination of filters."""
    return [dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())]


def ask_everything() -> None:
    for asked in every(status=[None, "open"], period=[None, "2026-12"], customer_id=[None, "PLG-00001"]):
        list_invoices(InvoiceQuery(**asked))
    for asked in every(to=[None, "081234567890"], status=[None, "sent"], cause=[None, "x"], customer_id=[None, "y"]):
        list_messages(MessageQuery(**asked))
    for asked in every(q=["", "bu san"], status=[None, "active"], area_id=[None, "a"], plan_id=[None, "p"]):
        list_customers(CustomerQuery(**asked))
    for within in (("utara",), ("utara", "barat")):
        list_invoices(InvoiceQuery(), within)
        list_invoices(InvoiceQuery(status="open"), within)
        list_messages(MessageQuery(), within)
        list_messages(MessageQuery(cause="x"), within)
        list_customers(CustomerQuery(q="bu"), within)
    for asked in every(by=[None, "x"], subject=[None, "customers/x"], to=[None, TODAY]):
        list_audit(AuditQuery(**asked))
    owners()
    list_staff(PageQuery())
    for list_all in (list_runs, list_plans, list_areas):
        list_all(PageQuery())
    list_failures("x", PageQuery())
    all_plans()
    count_messages("2026-12-01.1")
    point_out_doubles("+6281234567890", "1234567890123456", KAMIL)
    customers_of("+6281234567890")
    my_account(customer())
    my_invoices(customer(), PageQuery())
    subscriptions.count(due_by(TODAY))
    due_in_slice(0, TODAY, after=None, limit=1)
    start_run(date(2026, 12, 1), KAMIL.id)
    resume_runs()
    resume_dunning()
    dunning_due_in_slice(0, NOW, after=None, limit=1)
    dunning_due_by(NOW, after=None, limit=1)
    open_bills_of(["PLG-00001"])
    list_promises(PageQuery(), KAMIL)
    list_promises(PageQuery(), Caller(id="x", role="collector", areas=("utara", "barat")))
    reminder_of_staff("PLG-00001", TODAY)
    release_messages()
    requeue_messages()
    requeue_inbound()
    messages.find(("called_at", ">", NOW), order=[("called_at", "ASCENDING")], limit=1)
    for asked in every(customer_id=[None, "PLG-00001"], method=[None, "cash"], taken_by=[None, "x"], to=[None, TODAY]):
        list_payments(PaymentQuery(**asked))
    list_payments(PaymentQuery(), ("utara", "barat"))
    for role in ("owner", "collector"):
        somebody = Caller(id="x", role=role)  # type: ignore[arg-type]
        list_cash_in_hand(somebody)
        list_handovers(PageQuery(), somebody)
        read_route(RouteQuery(), somebody)
        read_route(RouteQuery(area_id="a"), somebody)
    read_cash_book(TODAY)
    list_ledger_of("PLG-00001")
    cancel_reminders(Commit(), "x", ["y"])
    prove_shard(customer().shard)
    for within in ((), ("utara",)):
        list_proofs(ProofQuery(status="waiting"), within)
        list_proofs(ProofQuery(), within)
    list_my_proofs(customer(), PageQuery())
    same_picture("x", "x")
    same_amount("x", 1)
    proofs.find(("customer_id", "==", "x"), ("status", "==", "waiting"))
    for within in ((), ("utara",)):
        list_issues(IssueQuery(status="open"), within)
        list_issues(IssueQuery(), within)
    charge_of("midtrans", "x")
    check_silent_charges()
    rows = [SpreadsheetRow(row=1, number="7"), SpreadsheetRow(row=2, pppoe_user="u"), SpreadsheetRow(row=3, name="n")]
    find_unclaimed(rows, {})
    resume_imports()
    ask_for_complaints()
    ask_for_conversations()
    ask_for_reports()
    ask_for_network()


def ask_for_network() -> None:
    limited = ("utara", "barat")
    for within in ((), limited):
        list_routers(PageQuery(), within)
        list_drift(PageQuery(), within)
        read_tree(within)
        for asked in every(kind=[None, "odp"], parent_id=[None, "x"], area_id=[None, "utara"]):
            list_nodes(NodeQuery(**asked), within)
    create_node(NewNode(kind="odp", name="ODP 1"), KAMIL)
    create_node(NewNode(kind="olt", name="OLT 1"), KAMIL)
    for name in ("odp-1", "olt-1"):
        read_node(name)
    commit = Commit()
    commit.create(subscriptions, subscription(customer()))
    commit.commit()
    read_history("PLG-00001-1")
    boxes_near(NearQuery(latitude=-7, longitude=110))
    nodes_from_lines(KAMIL)
    lines_named(["budi"])
    for also_stuck in (True, False):
        due_at("x", also_stuck=also_stuck)


def ask_for_reports() -> None:
    for age in (None, *AGES):
        for within in ((), ("utara", "barat")):
            list_unpaid(UnpaidQuery(age=age), within)
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(areas, Area(id="utara", name="Utara"))
    commit.commit()
    read_dashboard()
    raise_alerts(read_standing())
    list_alerts()
    read_revenue(None)
    read_whatsapp_cost(None)
    read_satisfaction(None)
    asked_before("x")


def ask_for_conversations() -> None:
    for asked in ({}, {"status": "waiting"}, {"mine": True}, {"unread": True}, {"customer_id": "x"}):
        list_conversations(ConversationQuery.model_validate(asked), KAMIL)
    list_conversations(ConversationQuery(), Caller(id="x", role="admin", areas=("utara", "barat")))
    waiting_events("x")
    read_account_facts(customer(), "", NOW)
    commit, now = Commit(), NOW
    commit.put(contacts, Contact(id="x", phone="+6281200000001", created_at=now))
    commit.put(conversations, Conversation(id="x", last_at=now, created_at=now))
    commit.commit()
    for cursor in (None, now.isoformat()):
        read_conversation("x", HistoryQuery(cursor=cursor))


def ask_for_complaints() -> None:
    limited = Caller(id="x", role="admin", areas=("utara", "barat"))
    for somebody in (KAMIL, limited):
        list_complaints(ComplaintQuery(), somebody)
        list_outages(OutageQuery(), somebody.areas)
    for asked in ("customer_id", "outage_id", "assignee_id", "area_id", "status"):
        list_complaints(ComplaintQuery.model_validate({asked: "open"}), KAMIL)
    list_complaints(ComplaintQuery(is_open=True), KAMIL)
    list_outages(OutageQuery(status="open"))
    list_my_complaints(customer(), PageQuery())
    report_form(customer())
    recent_complaints("x")
    open_jobs("x")
    outage_view(outage := an_outage())
    list(not_attached(outage))
    list(attached_to("x"))
    drain_outage("x")
    look_again()
    merged_into("x")
    step_due_complaints()
    resume_outages()
    list_broadcasts(BroadcastQuery())
    resume_broadcasts()
    wake_batch("x")


def an_outage() -> Outage:
    return Outage(id="x", scope_key="x", place="x", status="open", started_at=NOW, opened_at=NOW, opened_by="x")


def list_ledger_of(customer_id: str) -> None:
    commit = Commit()
    commit.create(customers, customer())
    commit.commit()
    list_ledger(customer_id, PageQuery())
    read_statement(customer_id, "2026-11")
    read_account(customer_id)


def needed(shape: QueryShape) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The composite index of a query; None where single-field indexes are enough."""
    equal = sorted({field for field, kind in shape.filters if kind == "=="})
    ordered = list(shape.orders)
    for field, kind in shape.filters:
        if kind == "range" and field not in [name for name, _ in ordered]:
            ordered.append((field, "ASCENDING"))
    if not ordered or (len(ordered) == 1 and not equal):
        return None
    return shape.collection, tuple((field, "ASCENDING") for field in equal) + tuple(ordered)


def test_the_indexes_are_those_the_queries_need(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.core.clock.today", lambda: TODAY)
    ask_everything()
    wanted = {index for shape in queries_run if (index := needed(shape))}
    declared = {
        (index["collectionGroup"], tuple((field["fieldPath"], field["order"]) for field in index["fields"]))
        for index in json.loads(INDEXES.read_text())["indexes"]
    }
    assert declared == wanted, f"missing {wanted - declared}, not needed {declared - wanted}"


def test_what_no_query_asks_for_has_no_index_of_its_own() -> None:
    overrides = json.loads(INDEXES.read_text())["fieldOverrides"]
    declared = {(one["collectionGroup"], one["fieldPath"]) for one in overrides if one["indexes"] == []}
    assert len(declared) <= MOST
    alone = {
        (shape.collection, field.partition(".")[0])
        for shape in queries_run
        if needed(shape) is None
        for field, _ in (*shape.filters, *shape.orders)
    }
    assert alone & declared == set(), "asked for by other means: name it in tests/exemptions.py"
    asked = asked_for()
    assert {one for one in declared if one[1] in asked} == set(), "run `python -m tests.exemptions`"
    # A few new fields may wait for the next time somebody does: an index too many is no fault.
    assert len(set(exempt()) - declared) <= 20, "run `python -m tests.exemptions`"

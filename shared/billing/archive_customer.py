"""Take a customer out of the daily lists: what runs is stopped, with its final bill or its credit."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.models import LedgerEntry
from shared.billing.step_subscription import end_subscription, present_terms
from shared.billing.write_account import write_account
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.customers.life_cycle import take_step
from shared.customers.models import Customer, CustomerView, Plan
from shared.customers.read_customers import stored_customer
from shared.customers.repository import all_plans, subscriptions
from shared.customers.views import customer_view


def archive_customer(customer_id: str, by: Caller, *, force: bool) -> CustomerView:
    """Stop what runs and archive. Raises NotFound, Conflict `has_open_invoices` if they owe and it is not forced."""
    cause = f"{customer_id}.{ulid()}"

    def decide() -> Customer:
        stored = stored_customer(customer_id)
        customer = stored.value
        if customer.archived:
            return customer
        if customer.balance > 0 and not force:
            raise Conflict(
                code="has_open_invoices",
                message_id="Pelanggan ini masih punya tagihan. Lunasi dulu, atau arsipkan dengan paksa.",
                message_en="This customer still has open invoices. Settle them, or archive by force.",
            )
        commit = Commit()
        customer, entries = _stop_all(commit, customer, by)
        customer = customer.model_copy(update={"archived": True, "status": "archived", "updated_at": clock.now()})
        customer = write_account(commit, stored, customer, cause, entries).customer
        record_audit(commit, cause=cause, what="archived", by=by.id, subject=f"customers/{customer_id}")
        commit.commit()
        return customer

    return customer_view(attempt(decide))


def _stop_all(commit: Commit, customer: Customer, by: Caller) -> tuple[Customer, list[LedgerEntry]]:
    terms, known = present_terms(by), all_plans()
    entries: list[LedgerEntry] = []
    for running in subscriptions.get_many(customer.subscriptions).values():
        line = running.value
        if line.status == "stopped":
            continue
        plan = known.get(line.plan_id) or Plan(id=line.plan_id, name=line.plan_id, price=0)
        charge_suspended = terms.rules.invoice_while_suspended
        stopped = take_step(line, "stop", plan, terms.today, terms.now, charge_suspended=charge_suspended)
        customer, stopped, credited = end_subscription(customer, stopped, plan, terms)
        commit.update(subscriptions, running, stopped)
        entries += credited
    return customer, entries

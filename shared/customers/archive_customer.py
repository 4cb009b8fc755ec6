"""Take a customer out of the daily lists, and bring them back."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import ulid
from shared.customers.customer_status import customer_status, with_subscription
from shared.customers.life_cycle import take_step
from shared.customers.models import Customer, CustomerView, Plan, Subscription
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers, plans, subscriptions
from shared.customers.views import customer_view


def archive_customer(customer_id: str, by: Caller, *, force: bool) -> CustomerView:
    """Stop what runs and archive. Raises Conflict `has_open_invoices` if they owe and it is not forced."""
    cause = f"{customer_id}.{ulid()}"

    def decide() -> Customer:
        stored = stored_customer(customer_id)
        if stored.value.archived:
            return stored.value
        if stored.value.balance > 0 and not force:
            raise Conflict(
                code="has_open_invoices",
                message_id="Pelanggan ini masih punya tagihan. Lunasi dulu, atau arsipkan dengan paksa.",
                message_en="This customer still has open invoices. Settle them, or archive by force.",
            )
        commit = Commit()
        customer = stored.value
        for running in subscriptions.get_many(customer.subscriptions).values():
            if running.value.status != "stopped":
                stopped = _stopped(running)
                commit.update(subscriptions, running, stopped)
                customer = with_subscription(customer, stopped)
        customer = customer.model_copy(update={"archived": True, "status": "archived", "updated_at": clock.now()})
        commit.update(customers, stored, customer)
        record_audit(commit, cause=cause, what="archived", by=by.id, subject=f"customers/{customer_id}")
        commit.commit()
        return customer

    return customer_view(attempt(decide))


def restore_customer(customer_id: str, by: Caller) -> CustomerView:
    """Bring an archived customer back; their subscriptions stay stopped."""
    cause = f"{customer_id}.{ulid()}"

    def decide() -> Customer:
        stored = stored_customer(customer_id)
        if not stored.value.archived:
            return stored.value
        statuses = [brief.status for brief in stored.value.subscriptions.values()]
        customer = stored.value.model_copy(
            update={
                "archived": False,
                "status": customer_status(statuses, archived=False),
                "updated_at": clock.now(),
            }
        )
        commit = Commit()
        commit.update(customers, stored, customer)
        record_audit(commit, cause=cause, what="restored", by=by.id, subject=f"customers/{customer_id}")
        commit.commit()
        return customer

    return customer_view(attempt(decide))


def _stopped(running: Stored[Subscription]) -> Subscription:
    plan = plans.get(running.value.plan_id)
    sold = plan.value if plan else Plan(id=running.value.plan_id, name=running.value.plan_id, price=0)
    return take_step(running.value, "stop", sold, clock.today(), clock.now())

"""Bring an archived customer back to the daily lists."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.customers.customer_status import customer_status
from shared.customers.models import Customer, CustomerView
from shared.customers.read_customers import stored_customer
from shared.customers.refuse_erased import refuse_erased
from shared.customers.repository import customers
from shared.customers.views import customer_view


def restore_customer(customer_id: str, by: Caller) -> CustomerView:
    """The customer afterwards; their subscriptions stay stopped. Raises NotFound, Conflict `erased`."""
    cause = f"{customer_id}.{ulid()}"

    def decide() -> Customer:
        stored = stored_customer(customer_id)
        if not stored.value.archived:
            return stored.value
        refuse_erased(stored.value)
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

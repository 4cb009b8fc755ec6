"""What only owner and admin may see of a customer; each look is written down before anything is shown."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.firestore import Commit
from shared.core.ids import ulid
from shared.customers.models import PrivateView
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers_private


def read_private(customer_id: str, by: Caller) -> PrivateView:
    """Their identity number, if we have it. Raises NotFound."""
    stored_customer(customer_id)
    commit = Commit()
    record_audit(
        commit, cause=f"{customer_id}.{ulid()}", what="looked_at", by=by.id, subject=f"customer_private/{customer_id}"
    )
    commit.commit()
    stored = customers_private.get(customer_id)
    return PrivateView(id=customer_id, nik=stored.value.nik if stored else None)

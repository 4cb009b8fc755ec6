"""Remove a person and keep their account: at once from the customer, then page by page from what names them."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers, customers_private
from shared.messaging.repository import contacts, identities
from shared.network.forget_lines import forget_lines
from shared.privacy.drain_erasure import drain_erasure
from shared.privacy.forget import customer_without_person
from shared.privacy.models import Erasure, ErasureView
from shared.privacy.own_contacts import own_contacts
from shared.privacy.repository import erasures

ANSWER_WITHIN_S = 20.0


def erase_customer(customer_id: str, reason: str, by: Caller) -> ErasureView:
    """How far it is; asked again, it goes on. What takes longer than a caller should wait is a task.

    Raises NotFound, Conflict `not_stopped`, `has_open_invoices` or `has_balance`.
    """
    now = clock.now()
    cause = f"{customer_id}.{ulid()}"

    def decide() -> Erasure:
        stored = stored_customer(customer_id)
        if known := erasures.get(customer_id):
            return known.value
        _refuse_running(stored.value)
        theirs = own_contacts(stored.value)
        erasure = Erasure(
            id=customer_id,
            reason=reason,
            by=by.id,
            contact_ids=[contact.value.id for contact in theirs],
            started_at=now,
            moved_at=clock.real(),
        )
        erased = stored.value.model_copy(update={"erased_at": now, "updated_at": now})
        commit = Commit()
        commit.update(customers, stored, customer_without_person(erased))
        if private := customers_private.get(customer_id):
            commit.delete(customers_private, private)
        for contact in theirs:
            commit.delete(contacts, contact)
            for identity in identities.get_many(filter(None, (contact.value.bsuid, *contact.value.left))).values():
                commit.delete(identities, identity)
        forget_lines(commit, stored.value)
        commit.create(erasures, erasure)
        record_audit(
            commit,
            cause=cause,
            what="erased",
            by=by.id,
            subject=f"customers/{customer_id}",
            after={"reason": reason},
        )
        commit.commit()
        return erasure

    begun = attempt(decide)
    if begun.status == "running":
        enqueue_drain("erasures", customer_id)
        begun = drain_erasure(customer_id, ANSWER_WITHIN_S)
    return ErasureView(id=begun.id, status=begun.status, started_at=begun.started_at)


def _refuse_running(customer: Customer) -> None:
    if customer.status not in ("archived", "stopped"):
        raise Conflict(
            code="not_stopped",
            message_id="Hentikan langganannya atau arsipkan pelanggan ini lebih dulu.",
            message_en="Stop their subscriptions or archive this customer first.",
        )
    if invoices.find(("customer_id", "==", customer.id), ("status", "==", "open"), limit=1):
        raise Conflict(
            code="has_open_invoices",
            message_id="Pelanggan ini masih punya tagihan. Lunasi, batalkan, atau hapuskan dulu.",
            message_en="This customer still has open invoices. Settle, void or write them off first.",
        )
    if customer.balance or customer.credit:
        raise Conflict(
            code="has_balance",
            message_id="Saldo pelanggan ini belum nol. Kembalikan atau hapuskan dulu.",
            message_en="This customer's balance is not zero. Pay it back or write it off first.",
        )

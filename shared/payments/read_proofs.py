"""Proofs of payment as staff look through them, and as their own customer sees what became of them."""

from shared.access.own_areas import ALL, area_filters
from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Filter, Stored
from shared.core.http import Download
from shared.core.storage import get_file
from shared.customers.models import Customer
from shared.customers.read_customers import area_of_customer
from shared.payments.keep_proof import file_of, same_amount, same_picture
from shared.payments.models import MyProof, MyProofPage, Proof, ProofPage, ProofQuery, ProofView
from shared.payments.repository import proofs


def list_proofs(query: ProofQuery, within: tuple[str, ...] = ALL) -> ProofPage:
    """Proofs of these areas, the latest first. Asked by several things, a page may hold fewer than `limit`."""
    filters: list[Filter] = area_filters(within) or []
    if not filters and query.status:
        filters = [("status", "==", query.status)]
    page = proofs.page(*filters, order=[("sent_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    meant = [proof for proof in page.items if query.status in (None, proof.status)]
    return ProofPage(items=[proof_view(proof) for proof in meant], next_cursor=page.next_cursor)


def read_proof(proof_id: str) -> ProofView:
    """The proof, with what else has its picture or its amount now. Raises NotFound."""
    proof = stored_proof(proof_id).value
    doubles = {
        "same_picture": same_picture(proof.id, proof.sha256),
        "same_amount": same_amount(proof.customer_id, proof.amount, but=proof.payment_id),
    }
    return proof_view(proof.model_copy(update=doubles))


def proof_picture(proof_id: str, file_id: str) -> Download:
    """Raises NotFound."""
    proof = stored_proof(proof_id).value
    if file_id != proof.id:
        raise NotFound()
    return _picture(proof)


def list_my_proofs(customer: Customer, query: PageQuery) -> MyProofPage:
    """The customer's own, the latest first."""
    mine = ("customer_id", "==", customer.id)
    page = proofs.page(mine, order=[("sent_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    return MyProofPage(items=[_mine(proof) for proof in page.items], next_cursor=page.next_cursor)


def my_proof_picture(customer: Customer, file_id: str) -> Download:
    """Raises NotFound, also for somebody else's."""
    proof = stored_proof(file_id).value
    if proof.customer_id != customer.id:
        raise NotFound()
    return _picture(proof)


def stored_proof(proof_id: str) -> Stored[Proof]:
    """Raises NotFound."""
    stored = proofs.get(proof_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_proof(proof_id: str) -> str | None:
    """Its customer's now. Raises NotFound."""
    return area_of_customer(stored_proof(proof_id).value.customer_id)


def proof_view(proof: Proof) -> ProofView:
    """A proof for staff."""
    return ProofView(file_id=proof.id, **proof.model_dump())


def _mine(proof: Proof) -> MyProof:
    return MyProof(file_id=proof.id, **proof.model_dump(include=set(MyProof.model_fields) - {"file_id"}))


def _picture(proof: Proof) -> Download:
    data = get_file(file_of(proof))
    if data is None:
        raise NotFound()
    return Download(data, proof.media_type, f"bukti-{proof.id}.{proof.media_type.partition('/')[2]}")

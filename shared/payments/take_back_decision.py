"""Undo a decision on a proof within its seconds: it waits again, and the customer hears nothing."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.firestore import Commit, attempt
from shared.messaging.hold_back import is_in_time, take_back, undo_over
from shared.payments.models import ProofView
from shared.payments.proof_message import decision_of
from shared.payments.read_proofs import proof_view, stored_proof
from shared.payments.repository import proofs
from shared.payments.take_back_payment import must_be_theirs, reopened, take_back_payment


def take_back_decision(proof_id: str, by: Caller) -> ProofView:
    """The proof, which waits; one that waits already is left as it is. What approving it booked is taken back.

    Raises NotFound, Forbidden `not_yours`, Conflict `undo_over`.
    """
    proof = stored_proof(proof_id).value
    if proof.status == "approved" and proof.payment_id:
        take_back_payment(proof.payment_id, by)
    else:
        attempt(lambda: _take_back_refusal(proof_id, by))
    after = stored_proof(proof_id).value
    if after.status == "approved":
        raise undo_over()  # its payment was reversed in the ordinary way meanwhile
    return proof_view(after)


def _take_back_refusal(proof_id: str, by: Caller) -> None:
    stored = stored_proof(proof_id)
    proof = stored.value
    if proof.status == "waiting":
        return
    if proof.status != "refused" or not is_in_time(proof.undo_until):
        raise undo_over()
    must_be_theirs(proof.decided_by, by)
    commit = Commit()
    take_back(commit, [f"{decision_of(proof)}.refused"])
    commit.update(proofs, stored, reopened(proof))
    record_audit(
        commit,
        cause=decision_of(proof),
        what="undone",
        by=by.id,
        subject=f"customers/{proof.customer_id}",
        before={"proof": proof.id, "status": "refused", "reason": proof.reason},
        after={"status": "waiting"},
    )
    commit.commit()

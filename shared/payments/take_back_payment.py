"""Undo a payment within its seconds: as if it had never been, and nobody hears of it."""

from shared.access.models import Caller
from shared.core.errors import Forbidden
from shared.core.firestore import Commit, attempt
from shared.messaging.hold_back import is_in_time, take_back, undo_over
from shared.payments.models import Payment, PaymentView, Proof
from shared.payments.payment_view import payment_view
from shared.payments.read_payments import stored_payment
from shared.payments.read_proofs import stored_proof
from shared.payments.repository import proofs
from shared.payments.reverse_payment import write_reversal

WHY = "Diurungkan"
DECIDED = ("reason", "payment_id", "approved_amount", "decided_at", "decided_by", "decided_by_name", "undo_until")
"""What a decision writes on a proof."""


def take_back_payment(payment_id: str, by: Caller) -> PaymentView:
    """The payment, reversed; a second time changes nothing. A proof it was of waits again.

    Raises NotFound, Forbidden `not_yours`, Conflict `undo_over`.
    """

    def decide() -> Payment:
        stored = stored_payment(payment_id)
        payment = stored.value
        if payment.status == "reversed":
            return payment
        if not is_in_time(payment.undo_until):
            raise undo_over()
        must_be_theirs(payment.taken_by, by)
        commit = Commit()
        take_back(commit, [f"{payment.id}.receipt", f"{payment.id}.resumed"])
        after, is_billed = write_reversal(commit, stored, WHY, by, undone=True)
        if is_billed:
            raise undo_over()  # the money has gone on, so this is no act of one person any more
        if payment.proof_id:
            proof = stored_proof(payment.proof_id)
            if proof.value.payment_id == payment.id:
                commit.update(proofs, proof, reopened(proof.value))
        commit.commit()
        return after

    return payment_view(attempt(decide))


def reopened(proof: Proof) -> Proof:
    """As it waited before it was decided; what comes of the next decision has other ids."""
    untold = {name: Proof.model_fields[name].default for name in DECIDED}
    return proof.model_copy(update={**untold, "status": "waiting", "rounds": proof.rounds + 1})


def must_be_theirs(who: str, by: Caller) -> None:
    """Raises Forbidden `not_yours` for what somebody else did."""
    if who != by.id:
        raise Forbidden(
            code="not_yours",
            message_id="Hanya yang mencatatnya yang bisa mengurungkan. Batalkan dengan alasan.",
            message_en="Only who did it can undo it. Reverse it with a reason.",
        )

"""Staff decide on a proof: it becomes a payment in the same commit, or the customer hears why not."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.firestore import Commit, Stored, attempt
from shared.customers.read_customers import stored_customer
from shared.messaging.hold_back import undo_until
from shared.messaging.repository import queue_message
from shared.messaging.send_now import send_now
from shared.payments.close_charges import look_after
from shared.payments.models import Proof, ProofApproval, ProofRefusal, ProofView
from shared.payments.proof_message import decision_of, refused_message
from shared.payments.read_proofs import proof_view, stored_proof
from shared.payments.repository import proofs
from shared.payments.write_payment import Asked, Booked, write_payment


def approve_proof(proof_id: str, approval: ProofApproval, by: Caller) -> ProofView:
    """The proof, and with it the payment `p_{proof}`; a second time changes nothing. Raises NotFound, Conflict."""

    def decide() -> tuple[Proof, Booked | None]:
        stored = stored_proof(proof_id)
        if stored.value.status == "approved":
            return stored.value, None
        _must_wait(stored)
        proof = stored.value
        amount = approval.amount or proof.amount
        if amount is None:
            raise invalid("amount", "Isi jumlah uang yang masuk.", "Say how much came in.")
        commit = Commit()
        asked = Asked(
            id=payment_id_of(proof),
            customer_id=proof.customer_id,
            amount=amount,
            method=approval.method,
            invoice_id=proof.invoice_id,
            paid_at=proof.sent_at,
            note=approval.note,
            proof_id=proof.id,
            undoable=approval.undoable,
        )
        booked = write_payment(commit, asked, by)
        changes = {
            "status": "approved",
            "payment_id": asked.id,
            "approved_amount": amount,
            "undo_until": booked.payment.undo_until,
        }
        after = _decided(proof, by, changes)
        commit.update(proofs, stored, after)
        commit.commit()
        return after, booked

    proof, booked = attempt(decide)
    if booked:
        send_now(booked.messages, booked.payment.undo_until)
        look_after(booked.closed)
    return proof_view(proof)


def refuse_proof(proof_id: str, refusal: ProofRefusal, by: Caller) -> ProofView:
    """The proof, whose customer is told the reason; a second time changes nothing. Raises NotFound, Conflict."""

    def decide() -> tuple[Proof, list[str]]:
        stored = stored_proof(proof_id)
        if stored.value.status == "refused":
            return stored.value, []
        _must_wait(stored)
        until = undo_until(clock.now()) if refusal.undoable else None
        after = _decided(stored.value, by, {"status": "refused", "reason": refusal.reason, "undo_until": until})
        commit = Commit()
        commit.update(proofs, stored, after)
        owner = stored_customer(after.customer_id).value
        message = refused_message(after, owner, clock.now())
        if message is not None:
            queue_message(commit, message)
        record_audit(
            commit,
            cause=decision_of(after),
            what="refused",
            by=by.id,
            subject=f"customers/{after.customer_id}",
            after={"proof": after.id, "reason": refusal.reason},
        )
        commit.commit()
        return after, [message.id] if message else []

    proof, messages = attempt(decide)
    send_now(messages, proof.undo_until)
    return proof_view(proof)


def payment_id_of(proof: Proof) -> str:
    """Derived, so that one proof is one payment, and another one only after that was taken back."""
    return f"p_{decision_of(proof)}"


def _must_wait(stored: Stored[Proof]) -> None:
    if stored.value.status != "waiting":
        raise Conflict(
            code="wrong_status",
            message_id="Bukti ini sudah diputuskan.",
            message_en="This proof has been decided already.",
        )


def _decided(proof: Proof, by: Caller, changes: dict[str, object]) -> Proof:
    decided = {"decided_at": clock.now(), "decided_by": by.id, "decided_by_name": by.name}
    return proof.model_copy(update=decided | changes)

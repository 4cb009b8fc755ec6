"""The WhatsApp message that tells a customer why their proof of payment did not do."""

from datetime import datetime

from shared.core import clock
from shared.core.dates import moment_text
from shared.core.money import rupiah
from shared.customers.models import Customer
from shared.messaging.models import Message
from shared.payments.models import Proof


def decision_of(proof: Proof) -> str:
    """What its next decision is named by, or its last: one that was taken back has left its ids behind."""
    return f"{proof.id}.{proof.rounds + 1}" if proof.rounds else proof.id


def refused_message(proof: Proof, customer: Customer, now: datetime) -> Message | None:
    """The message about a proof that was refused, or None for a customer without a number."""
    if customer.phone is None:
        return None
    return Message(
        id=f"{decision_of(proof)}.refused",
        cause=decision_of(proof),
        purpose="refused",
        customer_id=customer.id,
        to=customer.phone,
        template="bukti_bayar_belum_cocok",
        values={
            "customer_name": customer.name,
            "invoice_number": proof.invoice_number or "internet Anda",
            "sent_at": moment_text(proof.sent_at, clock.zone()),
            "reason": proof.reason,
            "amount": rupiah(proof.amount_due),
        },
        lane="now",
        priority=2,
        send_after=proof.undo_until or now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )

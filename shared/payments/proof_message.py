"""The WhatsApp message that tells a customer why their proof of payment did not do."""

from datetime import datetime

from shared.core import clock
from shared.core.dates import moment_text
from shared.core.money import rupiah
from shared.customers.models import Customer
from shared.messaging.models import Message
from shared.payments.models import Proof


def refused_message(proof: Proof, customer: Customer, reason: str, now: datetime) -> Message | None:
    """The message, or None for a customer without a number."""
    if customer.phone is None:
        return None
    return Message(
        id=f"{proof.id}.refused",
        cause=proof.id,
        purpose="refused",
        customer_id=customer.id,
        to=customer.phone,
        template="bukti_bayar_belum_cocok",
        values={
            "customer_name": customer.name,
            "invoice_number": proof.invoice_number or "internet Anda",
            "sent_at": moment_text(proof.sent_at, clock.zone()),
            "reason": reason,
            "amount": rupiah(proof.amount_due),
        },
        lane="now",
        priority=2,
        send_after=now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )

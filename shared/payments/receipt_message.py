"""The WhatsApp message that thanks for a payment, receipt attached."""

from collections.abc import Sequence

from shared.core import clock
from shared.core.dates import moment_text
from shared.core.money import rupiah
from shared.customers.models import Customer
from shared.messaging.models import Attachment, Message, OnlyWhile
from shared.payments.models import METHOD_WORD, Allocation, Payment
from shared.payments.receipt_link import receipt_path

NAMED = 3


def receipt_message(payment: Payment, customer: Customer) -> Message | None:
    """The message, or None for a customer without a number."""
    if customer.phone is None:
        return None
    return Message(
        id=f"{payment.id}.receipt",
        cause=payment.id,
        purpose="receipt",
        customer_id=customer.id,
        to=customer.phone,
        template="pembayaran_diterima",
        values={
            "customer_name": customer.name,
            "invoice_number": paid_for(payment.allocations),
            "amount": rupiah(payment.amount),
            "method": METHOD_WORD[payment.method],
            "paid_at": moment_text(payment.paid_at, clock.zone()),
            "payment_number": payment.number,
        },
        attachment=Attachment(path=receipt_path(payment), filename=f"{payment.number}.pdf"),
        only_while=OnlyWhile(document=f"payments/{payment.id}", field="status", values=["recorded"]),
        lane="now",
        priority=3,
        send_after=payment.undo_until or payment.recorded_at,
        created_at=payment.recorded_at,
        area_id=customer.area_id,
        shard=customer.shard,
    )


def paid_for(allocations: Sequence[Allocation]) -> str:
    """What was paid, in one line: invoice numbers, or that it waits for the next bill."""
    if not allocations:
        return "saldo untuk tagihan berikutnya"
    named = ", ".join(one.number for one in allocations[:NAMED])
    left = len(allocations) - NAMED
    return f"{named} dan {left} tagihan lagi" if left > 0 else named

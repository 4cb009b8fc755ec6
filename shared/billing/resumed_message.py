"""The WhatsApp message that tells a customer that their service is back."""

from datetime import datetime

from shared.core import clock
from shared.core.dates import moment_text
from shared.customers.models import Customer, Subscription
from shared.messaging.models import Message, OnlyWhile


def resumed_message(customer: Customer, resumed: Subscription, cause: str, now: datetime) -> Message | None:
    """One message, however many of their lines came back; None for a customer without a number."""
    if customer.phone is None:
        return None
    return Message(
        id=f"{cause}.resumed",
        cause=cause,
        purpose="resumed",
        customer_id=customer.id,
        to=customer.phone,
        template="layanan_aktif_kembali",
        values={
            "customer_name": customer.name,
            "customer_number": customer.id,
            "resumed_at": moment_text(now, clock.zone()),
        },
        only_while=OnlyWhile(document=f"subscriptions/{resumed.id}", field="status", values=["active"]),
        lane="now",
        priority=3,
        send_after=now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )

"""How a message's state moves, never backwards: pure."""

from datetime import datetime

from shared.core import clock
from shared.messaging.models import Message, MessageStatus, Receipt

RANK: dict[MessageStatus, int] = {
    "queued": 0,
    "released": 1,
    "sending": 2,
    "unknown": 3,
    "sent": 4,
    "failed": 5,
    "delivered": 6,
    "read": 7,
    "cancelled": 8,
}
"""A later state wins, in whatever order receipts arrive: a failure on one device yields to a delivery on another."""

FINAL: frozenset[MessageStatus] = frozenset({"sent", "delivered", "read", "failed", "cancelled"})


def is_over(message: Message, now: datetime) -> bool:
    """Whether what it says is no use any more."""
    return message.expires_at is not None and message.expires_at <= now


def with_receipt(message: Message, receipt: Receipt) -> Message:
    """The message after a receipt; the same message if it came before."""
    if receipt.status not in message.heard:
        message = message.model_copy(update={"heard": [*message.heard, receipt.status]})
    if RANK[receipt.status] <= RANK[message.status] and message.provider_id:
        return _with_moment(message, receipt)
    status = receipt.status if RANK[receipt.status] > RANK[message.status] else message.status
    advanced = message.model_copy(
        update={
            "status": status,
            "provider": receipt.provider,
            "provider_id": message.provider_id or receipt.provider_id,
            "lease_until": None,
            "failure": receipt.failure if status == "failed" else None,
        }
    )
    return _with_moment(advanced, receipt)


def _with_moment(message: Message, receipt: Receipt) -> Message:
    moments: dict[str, object] = {}
    if receipt.status == "delivered" and message.delivered_at is None:
        moments["delivered_at"] = receipt.at
    if receipt.status == "read" and message.read_at is None:
        moments["read_at"] = receipt.at
    if message.sent_at is None and receipt.status != "failed":
        moments |= {"sent_at": receipt.at, "sent_on": receipt.at.astimezone(clock.zone()).date()}
    return message.model_copy(update=moments) if moments else message

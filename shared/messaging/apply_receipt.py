"""What the provider says became of a message. Receipts come late, twice and out of order, and end the same."""

from datetime import timedelta

from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.messaging.message_states import with_receipt
from shared.messaging.models import Receipt, UnmatchedReceipt
from shared.messaging.repository import messages, receipts

PARKED_FOR = timedelta(days=30)


def apply_receipt(receipt: Receipt) -> None:
    """Move the message on; a receipt for a message we do not know is parked. Raises Busy if raced too often."""

    def decide() -> None:
        stored = messages.get(receipt.message_id) if receipt.message_id else None
        if stored is None:
            _park(receipt)
            return
        after = with_receipt(stored.value, receipt, clock.real())
        if after != stored.value:
            commit = Commit()
            commit.update(messages, stored, after)
            commit.commit()

    attempt(decide)


def _park(receipt: Receipt) -> None:
    commit = Commit()
    commit.put(
        receipts,
        UnmatchedReceipt(
            id=f"{receipt.provider}_{receipt.provider_id}.{receipt.status}".replace("/", "_"),
            provider=receipt.provider,
            status=receipt.status,
            at=receipt.at,
            expires_at=clock.real() + PARKED_FOR,
        ),
    )
    commit.commit()
    log("receipt_parked", provider=receipt.provider, status=receipt.status)

"""What the provider says became of a message. Receipts come late, twice and out of order, and end the same."""

from datetime import timedelta

from shared.clients.whatsapp_errors import action_for
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue
from shared.messaging.contacts import close_window
from shared.messaging.message_secrets import drop_secret
from shared.messaging.message_states import with_receipt
from shared.messaging.models import Message, Receipt, SendTask, UnmatchedReceipt
from shared.messaging.prices import price_of
from shared.messaging.repository import messages, messaging_rules, receipts
from shared.messaging.resend_message import add_repeat

PARKED_FOR = timedelta(days=30)


def apply_receipt(receipt: Receipt) -> None:
    """Move the message on; a receipt for a message we do not know is parked. Raises Busy if raced too often."""

    def decide() -> None:
        stored = messages.get(receipt.message_id) if receipt.message_id else None
        if stored is None:
            _park(receipt)
            return
        after = _priced(with_receipt(stored.value, receipt), receipt)
        if after == stored.value:
            return
        commit = Commit()
        if _came_too_late(stored.value, after):
            close_window(after.to)
            after = add_repeat(commit, after)
        commit.update(messages, stored, after)
        drop_secret(commit, after)
        commit.commit()
        if after.resent_as and not stored.value.resent_as:
            enqueue("messages-now", "send_message", SendTask(message_id=after.resent_as))

    attempt(decide)


def _priced(message: Message, receipt: Receipt) -> Message:
    """With what the provider bills for it, which it tells with `sent` or `delivered`."""
    if receipt.category is None or message.cost is not None:
        return message
    rates = messaging_rules().rates
    cost = price_of(receipt.category, clock.today(), rates) if receipt.billable else 0
    return message.model_copy(update={"cost": cost})


def _came_too_late(before: Message, after: Message) -> bool:
    """A free-form message that the provider took and then refused, as the window had closed."""
    if before.form != "free" or before.status == "failed" or after.status != "failed" or after.failure is None:
        return False
    return action_for(after.failure.code) == "use_template"


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

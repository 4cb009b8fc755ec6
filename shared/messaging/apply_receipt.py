"""What the provider says became of a message. Receipts come late, twice and out of order, and end the same."""

from datetime import timedelta
from typing import Literal

from shared.clients.whatsapp_errors import action_for
from shared.core import clock
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import digest
from shared.core.logging import log
from shared.core.tasks import enqueue
from shared.messaging.contacts import close_window
from shared.messaging.message_secrets import drop_secret
from shared.messaging.message_states import with_receipt
from shared.messaging.models import Message, Receipt, SendTask, UnmatchedReceipt
from shared.messaging.prices import price_of
from shared.messaging.providers import carrier_of
from shared.messaging.repository import messages, messaging_rules, receipts
from shared.messaging.resend_message import add_repeat, times_said

PARKED_FOR = timedelta(days=30)
STATUSES: tuple[Literal["sent", "delivered", "read", "failed"], ...] = ("sent", "delivered", "read", "failed")
LOOKED_AT = 10
LONGEST_ID = 300
SAID_AGAIN_AFTER = tuple(timedelta(seconds=seconds) for seconds in (20, 120, 900))
"""What was taken and then failed for a reason that passes: our paper could not be fetched just then (131053)."""


def apply_receipt(receipt: Receipt) -> None:
    """Move the message on; a receipt for a message we do not know is parked. Raises Busy if raced too often."""

    def decide() -> None:
        stored = _message_of(receipt)
        if stored is None:
            _park(receipt)
            # It may have become known just now, and looked for its receipts before this one was there.
            stored = None if carrier_of(receipt.provider).echoes_our_id else _message_of(receipt)
        if stored is None:
            return
        after = _priced(with_receipt(stored.value, receipt), receipt)
        if receipt.state_id and not after.provider_state_id:
            after = after.model_copy(update={"provider_state_id": receipt.state_id})
        if after == stored.value:
            return
        commit, wait = Commit(), timedelta(0)
        if _came_too_late(stored.value, after):
            close_window(after.to)
            after = add_repeat(commit, after)
        elif _may_pass_later(stored.value, after):
            wait = SAID_AGAIN_AFTER[times_said(after) - 1]
            after = add_repeat(commit, after, wait)
        commit.update(messages, stored, after)
        drop_secret(commit, after)
        commit.commit()
        if after.resent_as and not stored.value.resent_as:
            enqueue("messages-now", "send_message", SendTask(message_id=after.resent_as), at=clock.real() + wait)
        if after.provider_state_id and not stored.value.provider_state_id:
            apply_parked(after)

    attempt(decide)


def apply_parked(message: Message) -> None:
    """Receipts of a message that came before we knew its provider's id of it."""
    ids = [one for one in (message.provider_id, message.provider_state_id) if one]
    kept = receipts.get_many(_parked_id(message.provider or "", one, status) for one in ids for status in STATUSES)
    for stored in kept.values():
        parked = stored.value
        apply_receipt(
            Receipt(
                message_id=message.id,
                provider=parked.provider,
                provider_id=message.provider_id or "",
                status=parked.status,
                at=parked.at,
                failure=parked.failure,
            )
        )


def _message_of(receipt: Receipt) -> Stored[Message] | None:
    if receipt.message_id:
        return messages.get(receipt.message_id)
    if carrier_of(receipt.provider).echoes_our_id:
        return None
    for field, value in (("provider_id", receipt.provider_id), ("provider_state_id", receipt.state_id)):
        found = messages.find((field, "==", value), limit=LOOKED_AT) if value else []
        if ours := next((one for one in found if one.value.provider == receipt.provider), None):
            return ours
    return None


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


def _may_pass_later(before: Message, after: Message) -> bool:
    """A message that the provider took and then could not deliver, for a reason that passes; a few times."""
    if before.status == "failed" or after.status != "failed" or after.failure is None or after.has_secret:
        return False
    return action_for(after.failure.code) == "retry" and times_said(after) <= len(SAID_AGAIN_AFTER)


def _park(receipt: Receipt) -> None:
    commit = Commit()
    commit.put(
        receipts,
        UnmatchedReceipt(
            id=_parked_id(receipt.provider, receipt.provider_id or receipt.state_id, receipt.status),
            provider=receipt.provider,
            status=receipt.status,
            at=receipt.at,
            failure=receipt.failure,
            expires_at=clock.real() + PARKED_FOR,
        ),
    )
    commit.commit()
    log("receipt_parked", provider=receipt.provider, status=receipt.status)


def _parked_id(provider: str, provider_id: str, status: str) -> str:
    known = provider_id if len(provider_id) <= LONGEST_ID else digest(provider_id)
    return f"{provider}_{known}.{status}".replace("/", "_")

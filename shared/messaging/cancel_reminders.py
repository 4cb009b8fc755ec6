"""Take back reminders that have not gone out: what they ask for has been done, or changed."""

from collections.abc import Collection

from shared.core.firestore import Commit
from shared.messaging.models import MessageStatus
from shared.messaging.repository import messages

WAITING: tuple[MessageStatus, ...] = ("queued", "released")
REMINDING = ("remind", "warn", "late_fee")
"""How the purposes of what asks for money begin."""
CUT = ("suspend",)
"""How the purpose of what tells that a service is cut begins."""


def cancel_reminders(commit: Commit, customer_id: str, causes: Collection[str], *, is_back: bool = False) -> list[str]:
    """Add to the commit that what this customer is asked for any of these causes is not sent any more; the ids.

    With `is_back` also the word that their service is cut. One that is being sent in this moment is left: its lease
    came before this commit.
    """
    unsaid = REMINDING + CUT if is_back else REMINDING
    cancelled = []
    for stored in messages.find(("customer_id", "==", customer_id), ("status", "in", list(WAITING))):
        message = stored.value
        named = {message.cause, *message.values.get("causes", "").split()}
        if message.purpose.startswith(unsaid) and not named.isdisjoint(causes):
            commit.update(messages, stored, message.model_copy(update={"status": "cancelled"}))
            cancelled.append(message.id)
    return cancelled

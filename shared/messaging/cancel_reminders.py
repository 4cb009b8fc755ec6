"""Take back reminders that have not gone out: what they ask for has been done."""

from shared.core.firestore import Commit
from shared.messaging.models import MessageStatus
from shared.messaging.repository import messages

WAITING: tuple[MessageStatus, ...] = ("queued", "released")
REMINDING = ("remind", "warn", "suspend")
"""How the purposes of what asks for money begin."""


def cancel_reminders(commit: Commit, cause: str) -> list[str]:
    """Add to the commit that the reminders of this cause are not sent any more; their ids.

    One that is being sent in this moment is left: its lease came before this commit.
    """
    cancelled = []
    for stored in messages.find(("cause", "==", cause)):
        message = stored.value
        if message.status in WAITING and message.purpose.startswith(REMINDING):
            commit.update(messages, stored, message.model_copy(update={"status": "cancelled"}))
            cancelled.append(message.id)
    return cancelled

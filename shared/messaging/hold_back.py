"""Nobody is told of an act at the desk before it can no longer be taken back; taken back, they never hear of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit
from shared.messaging.models import MessageFailure, MessageStatus
from shared.messaging.repository import messages, rules_now

WAITING: tuple[MessageStatus, ...] = ("queued", "released")
UNDONE = MessageFailure(code=-6, title="undone")
"""Why such a message was cancelled."""


def undo_until(now: datetime) -> datetime | None:
    """Until when an act of now can be taken back, None where the owner wants none of it. One document read.

    Read anew: who has just switched it off does not go on holding messages back.
    """
    seconds = rules_now().undo_s
    return now + timedelta(seconds=seconds) if seconds else None


def is_in_time(until: datetime | None) -> bool:
    """Whether an act that can be taken back until then still can."""
    return until is not None and clock.now() <= until


def take_back(commit: Commit, message_ids: Iterable[str]) -> None:
    """Add to the commit that none of these goes out. Raises Conflict `undo_over` if one is on its way, or has gone."""
    for stored in messages.get_many(message_ids).values():
        if stored.value.status == "cancelled":
            continue
        if stored.value.status not in WAITING:
            raise undo_over()
        commit.update(messages, stored, stored.value.model_copy(update={"status": "cancelled", "failure": UNDONE}))


def undo_over() -> Conflict:
    """It came too late."""
    return Conflict(
        code="undo_over",
        message_id="Waktu mengurungkan sudah lewat. Batalkan dengan alasan.",
        message_en="It is too late to undo this. Reverse it with a reason.",
    )

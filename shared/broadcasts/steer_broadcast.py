"""Approve a broadcast, pause it, go on with it, or call it off: one commit each, and a second time changes nothing."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.broadcasts.models import Broadcast, BroadcastStatus, BroadcastView
from shared.broadcasts.read_broadcasts import read_broadcast
from shared.broadcasts.repository import broadcasts, stored_broadcast
from shared.core import clock
from shared.core.errors import Conflict, Forbidden
from shared.core.firestore import Commit, attempt
from shared.core.tasks import enqueue_drain
from shared.messaging.hold_outbox import pause_batch, release_batch
from shared.messaging.repository import rules_now

FROM: dict[BroadcastStatus, tuple[BroadcastStatus, ...]] = {
    "approved": ("draft", "paused"),
    "paused": ("approved",),
    "cancelled": ("draft", "approved", "paused"),
}
"""What it is to be -> what it may be before."""


def approve_broadcast(broadcast_id: str, by: Caller) -> BroadcastView:
    """From now on it is sent, within quota and quiet hours.

    Raises NotFound, Conflict `broadcast_state`, Forbidden `needs_second_person` for its author, where that is set.
    """
    return _steer(broadcast_id, "approved", by)


def pause_broadcast(broadcast_id: str, by: Caller) -> BroadcastView:
    """What has not gone out waits for a word. Raises NotFound, Conflict `broadcast_state`."""
    return _steer(broadcast_id, "paused", by)


def cancel_broadcast(broadcast_id: str, by: Caller) -> BroadcastView:
    """What has not gone out never goes. Raises NotFound, Conflict `broadcast_state`."""
    return _steer(broadcast_id, "cancelled", by)


def _steer(broadcast_id: str, wanted: BroadcastStatus, by: Caller) -> BroadcastView:
    def decide() -> None:
        stored = stored_broadcast(broadcast_id)
        before = stored.value
        if before.status == wanted:
            return
        if before.status not in FROM[wanted]:
            raise _not_now(before)
        now = clock.now()
        changes: dict[str, object] = {"status": wanted}
        if before.status == "draft" and wanted == "approved":
            if before.created_by == by.id and rules_now().broadcast_needs_second_person:
                raise _needs_another()
            changes |= {"approved_at": now, "approved_by_name": by.name}
        commit = Commit()
        commit.update(broadcasts, stored, before.model_copy(update=changes))
        record_audit(
            commit,
            cause=f"{broadcast_id}.{now.isoformat()}",
            what=wanted,
            by=by.id,
            subject=f"broadcasts/{broadcast_id}",
            before={"status": before.status},
            after={"status": wanted},
        )
        commit.commit()

    attempt(decide)
    # After the commit: what was decided stands, and each of these may happen twice.
    if wanted == "paused":
        pause_batch(broadcast_id)
    else:
        release_batch(broadcast_id)
        enqueue_drain("broadcasts", broadcast_id)
    return read_broadcast(broadcast_id)


def _needs_another() -> Forbidden:
    return Forbidden(
        code="needs_second_person",
        message_id="Anda penulis siaran ini. Minta rekan lain menyetujuinya.",
        message_en="You wrote this broadcast. Ask somebody else to approve it.",
    )


def _not_now(broadcast: Broadcast) -> Conflict:
    return Conflict(
        code="broadcast_state",
        message_id="Siaran ini sudah tidak bisa diubah begitu. Muat ulang halamannya.",
        message_en=f"This broadcast is {broadcast.status}; load the page again.",
    )

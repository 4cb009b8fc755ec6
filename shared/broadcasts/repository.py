"""Where broadcasts are kept."""

from shared.broadcasts.models import Broadcast, BroadcastProgress
from shared.core.errors import NotFound
from shared.core.firestore import Collection, Stored

broadcasts = Collection("broadcasts", Broadcast)
broadcast_progress = Collection("broadcast_progress", BroadcastProgress)


def stored_broadcast(broadcast_id: str) -> Stored[Broadcast]:
    """Raises NotFound."""
    stored = broadcasts.get(broadcast_id)
    if stored is None:
        raise NotFound()
    return stored

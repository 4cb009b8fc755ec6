"""Hand on again what a crash left between its commit and its task, and what became of no receipt."""

from datetime import timedelta

from shared.core import clock
from shared.core.config import settings
from shared.core.firestore import Filter
from shared.core.logging import log
from shared.core.tasks import enqueue_all, enqueue_drain
from shared.messaging.models import SendTask
from shared.messaging.repository import messages

QUEUED_LATE = timedelta(minutes=2)
RELEASED_LATE = timedelta(minutes=15)
AT_ONCE = 500


def requeue_messages() -> None:
    """`queued` 2 minutes past its time, `released` for 15 minutes, a lease that ran out, `unknown` past its wait."""
    real = clock.real()
    if messages.find(("status", "==", "queued"), ("send_after", "<", clock.now() - QUEUED_LATE), limit=1):
        enqueue_drain("messages")
    unknown_wait = timedelta(seconds=settings().whatsapp_unknown_wait_s)
    _send_again(("status", "==", "released"), ("released_at", "<", real - RELEASED_LATE))
    _send_again(("status", "==", "sending"), ("lease_until", "<", real))
    _send_again(("status", "==", "unknown"), ("called_at", "<", real - unknown_wait))


def _send_again(*left: Filter) -> None:
    found = messages.find(*left, limit=AT_ONCE)
    if not found:
        return
    for lane in ("now", "bulk"):
        tasks = [SendTask(message_id=stored.value.id) for stored in found if stored.value.lane == lane]
        enqueue_all(f"messages-{lane}", "send_message", tasks)
    log("messages_requeued", state=str(left[0][2]), count=len(found))

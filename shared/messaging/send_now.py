"""Hand messages of the now lane to Cloud Tasks, after the commit that made them."""

from collections.abc import Sequence
from datetime import datetime

from shared.core import clock, tasks
from shared.core.errors import Busy
from shared.core.logging import log
from shared.messaging.models import SendTask


def send_now(message_ids: Sequence[str], after: datetime | None = None) -> None:
    """Ask for them to be sent, `after` the moment (on our clock) until which they are held back, if they are.

    What cannot be asked for now, the sweep finds: the effect stands in any case.
    """
    if not message_ids:
        return
    at = clock.real() + (after - clock.now()) if after else None
    try:
        tasks.enqueue_all("messages-now", "send_message", [SendTask(message_id=one) for one in message_ids], at=at)
    except Busy:
        log("messages_not_enqueued", severity="WARNING", count=len(message_ids))

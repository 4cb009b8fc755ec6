"""Hand on again the erasures that have stopped moving: their request or task was lost in a crash."""

from datetime import timedelta

from shared.core import clock
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.privacy.repository import erasures

STILL_FOR = timedelta(minutes=2)


def resume_erasures() -> None:
    """Enqueue every unfinished erasure that has not moved for two minutes."""
    for stored in erasures.find(("status", "==", "running"), limit=50):
        if stored.value.moved_at < clock.real() - STILL_FOR:
            enqueue_drain("erasures", stored.value.id)
            log("erasure_resumed", customer_id=stored.value.id)

"""Hand on again the slices of runs that have stopped moving: their task was lost in a crash."""

from datetime import timedelta

from shared.billing.repository import run_slices
from shared.core import clock
from shared.core.logging import log
from shared.core.tasks import enqueue_drain

STILL_FOR = timedelta(minutes=2)


def resume_runs() -> None:
    """Enqueue every unfinished slice that has not moved for two minutes."""
    still = run_slices.find(
        ("finished", "==", False),
        ("moved_at", "<", clock.real() - STILL_FOR),
        order=[("moved_at", "ASCENDING")],
        limit=200,
    )
    for stored in still:
        enqueue_drain("invoices", stored.value.run_id, [stored.value.slice])
        log("slice_resumed", run_id=stored.value.run_id, slice=stored.value.slice)

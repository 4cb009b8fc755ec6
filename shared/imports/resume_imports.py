"""Hand on again the imports that have stopped moving: their request or task was lost in a crash."""

from datetime import timedelta

from shared.core import clock
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.imports.repository import imports

STILL_FOR = timedelta(minutes=2)


def resume_imports() -> None:
    """Enqueue every unfinished import that has not moved for two minutes."""
    still = imports.find(
        ("status", "==", "running"),
        ("moved_at", "<", clock.real() - STILL_FOR),
        order=[("moved_at", "ASCENDING")],
        limit=50,
    )
    for stored in still:
        enqueue_drain("imports", stored.value.id)
        log("import_resumed", import_id=stored.value.id)

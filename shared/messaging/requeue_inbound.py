"""Hand on again whose words a crash left without an answer."""

from datetime import timedelta

from shared.core import clock
from shared.core.logging import log
from shared.messaging.keep_inbound import ask_for_answers
from shared.messaging.repository import inbound

LATE = timedelta(minutes=1)
AT_ONCE = 500


def requeue_inbound() -> None:
    """Everybody whose words wait for over a minute, the longest first."""
    late = inbound.find(
        ("status", "==", "waiting"),
        ("at", "<", clock.now() - LATE),
        order=[("at", "ASCENDING")],
        limit=AT_ONCE,
        leave_out=["raw", "said"],
    )
    people = {stored.value.contact_id for stored in late if stored.value.contact_id}
    if people:
        ask_for_answers(people)
        log("inbound_requeued", count=len(people))

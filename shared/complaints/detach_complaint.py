"""Staff say that what the routers showed was no outage: each complaint of it is a ticket of its own again."""

from shared.complaints.move_complaint import dated, is_done
from shared.complaints.repository import complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.tasks import enqueue_drain


def detach(complaint_id: str, outage_id: str) -> None:
    """Safe to repeat: one that is done, or not of it any more, is left alone."""

    def decide() -> bool:
        stored = complaints.get(complaint_id)
        if stored is None or is_done(stored.value) or stored.value.outage_id != outage_id:
            return False
        now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
        alone = {"outage_id": None, "was_outage_id": outage_id, "dispatched": stored.value.assignee_id is not None}
        commit = Commit()
        commit.update(complaints, stored, dated(stored.value.model_copy(update=alone), now, calendar))
        commit.commit()
        return True

    if attempt(decide):
        enqueue_drain("complaints", complaint_id)

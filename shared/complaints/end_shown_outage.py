"""A router no longer shows an outage: once none does, it is over by itself."""

from shared.access.audit import record_audit
from shared.complaints.end_outage import over
from shared.complaints.outage_models import ROUTERS
from shared.complaints.repository import outages
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain


def end_shown(outage_id: str, router_id: str) -> None:
    """This router's lines beneath it are back; a second time changes nothing."""

    def decide() -> bool:
        stored = outages.get(outage_id)
        if stored is None or stored.value.status != "open" or router_id not in stored.value.router_ids:
            return False
        outage, now = stored.value, clock.now()
        after = outage.model_copy(update={"router_ids": [one for one in outage.router_ids if one != router_id]})
        commit = Commit()
        if not after.router_ids:
            after = over(after, now, ROUTERS, now)
            record_audit(
                commit,
                cause=outage_id,
                what="outage_ended",
                by=ROUTERS,
                subject=f"outages/{outage_id}",
                after={"ended_at": now.isoformat(), "credit_days": after.credit_days},
            )
        commit.update(outages, stored, after)
        commit.commit()
        return after.status == "ended"

    if attempt(decide):
        log("outage_ended", outage_id=outage_id)
        enqueue_drain("announcements", outage_id)

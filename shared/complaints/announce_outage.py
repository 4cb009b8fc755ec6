"""Tell a page of those who have the outage for sure; who has heard of it already is left alone."""

from shared.complaints.lines_of import is_running, place_of
from shared.complaints.outage_models import OutageProgress
from shared.complaints.outage_scope import is_known_inside
from shared.complaints.repository import affected, outage_progress, outages
from shared.complaints.tell_affected import affected_id, note_affected
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers, subscriptions

PAGE = 60


def announce_page(outage_id: str) -> bool:
    """One page, in one commit with how far it has come; whether there is more."""
    stored, progress = outages.get(outage_id), outage_progress.get(outage_id)
    far = progress.value if progress else OutageProgress(id=outage_id)
    if stored is None or stored.value.status != "open" or far.announced:
        return False
    outage, now = stored.value, clock.now()
    after = [far.announced_to] if far.announced_to else None
    page = subscriptions.find(("area_id", "==", outage.area_id), by_id=True, limit=PAGE, after=after)
    hit: dict[str, list[str]] = {}
    for line in (one.value for one in page):
        if is_running(line) and is_known_inside(outage, place_of(line)):
            hit.setdefault(line.customer_id, []).append(line.id)
    known = affected.get_many(affected_id(outage_id, customer_id) for customer_id in hit)
    owners = customers.get_many(hit)
    commit = Commit()
    told = 0
    for customer_id, lines in hit.items():
        told_before = known.get(affected_id(outage_id, customer_id))
        owner = owners.get(customer_id)
        if told_before:
            ids = sorted({*told_before.value.subscription_ids, *lines})
            if ids != told_before.value.subscription_ids:
                commit.update(affected, told_before, told_before.value.model_copy(update={"subscription_ids": ids}))
        elif owner and not owner.value.archived:
            note_affected(commit, outage, owner.value, lines, now, lane="bulk")
            told += 1
    is_last = len(page) < PAGE
    reached = page[-1].value.id if page else far.announced_to
    done = far.model_copy(update={"announced_to": reached, "announced": is_last, "told": far.told + told})
    if progress:
        commit.update(outage_progress, progress, done)
    else:
        commit.create(outage_progress, done)
    commit.commit()
    return not is_last

"""Tell a page of those whose lines fell, and no others; who heard of it by an outage it swallowed is left alone."""

from collections.abc import Iterable, Mapping

from shared.complaints.announce_recovery import NOT_OUT
from shared.complaints.lines_of import is_running
from shared.complaints.outage_models import Affected, OutageProgress
from shared.complaints.repository import affected, merged_into, outage_lines, outage_progress, outages
from shared.complaints.tell_affected import affected_id, announcement_id, note_affected
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.customers.repository import customers, subscriptions
from shared.messaging.repository import messages

NEVER_WENT = (*NOT_OUT, "cancelled")


def announce_lines_page(outage_id: str) -> bool:
    """One page, in one commit; whether there is more."""
    stored, progress = outages.get(outage_id), outage_progress.get(outage_id)
    if stored is None or stored.value.status != "open":
        return False
    far = progress.value if progress else OutageProgress(id=outage_id)
    pages = outage_lines.find(("outage_id", "==", outage_id), ("told", "==", False), limit=1)
    outage, now, told, commit = stored.value, clock.now(), 0, Commit()
    for page in pages:
        hit: dict[str, list[str]] = {}
        for line in (one.value for one in subscriptions.get_many(page.value.lines).values()):
            if is_running(line):
                hit.setdefault(line.customer_id, []).append(line.id)
        known = affected.get_many(affected_id(outage_id, customer_id) for customer_id in hit)
        heard = heard_in([one.value.id for one in merged_into(outage_id)], hit)
        owners = customers.get_many(hit)
        for customer_id, lines in hit.items():
            told_before, owner = known.get(affected_id(outage_id, customer_id)), owners.get(customer_id)
            if told_before:
                ids = sorted({*told_before.value.subscription_ids, *lines})
                if ids != told_before.value.subscription_ids:
                    commit.update(affected, told_before, told_before.value.model_copy(update={"subscription_ids": ids}))
            elif owner and not owner.value.archived:
                lane = None if customer_id in heard else "bulk"
                note_affected(commit, outage, owner.value, lines, now, lane=lane)  # type: ignore[arg-type]
                told += lane is not None
        commit.update(outage_lines, page, page.value.model_copy(update={"told": True}))
    done = far.model_copy(update={"announced": not pages, "told": far.told + told})
    if progress is None:
        commit.create(outage_progress, done)
    elif done != far:
        commit.update(outage_progress, progress, done)
    if commit.writes:
        commit.commit()
    return bool(pages)


def heard_in(outage_ids: Iterable[str], customer_ids: Iterable[str]) -> Mapping[str, Stored[Affected]]:
    """Those of these customers who were told of one of these outages, by our message or in an answer."""
    ids, people = [*outage_ids], [*customer_ids]
    found = affected.get_many(affected_id(outage_id, customer_id) for outage_id in ids for customer_id in people)
    sent = messages.get_many(
        announcement_id(one.value.outage_id, one.value.customer_id) for one in found.values() if not one.value.by_answer
    )
    heard: dict[str, Stored[Affected]] = {}
    for one in found.values():
        message = sent.get(announcement_id(one.value.outage_id, one.value.customer_id))
        if message is None or message.value.status not in NEVER_WENT:
            heard[one.value.customer_id] = one
    return heard

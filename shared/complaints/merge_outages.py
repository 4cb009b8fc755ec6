"""What a higher outage swallowed becomes part of it: who was told of it, and what was complained of."""

from collections.abc import Callable, Iterator
from functools import partial

from shared.complaints.announce_lines import heard_in
from shared.complaints.outage_models import Affected, OutageProgress
from shared.complaints.page_by_page import pages
from shared.complaints.read_outages import attached_to
from shared.complaints.repository import affected, complaints, merged_into, outage_progress
from shared.complaints.tell_affected import affected_id
from shared.core.firestore import Commit, attempt

PAGE = 60


def merging(outage_id: str) -> Iterator[Callable[[], object]]:
    """What is still to be moved into this outage, a page or a complaint at a time."""
    for one in merged_into(outage_id):
        yield from pages(partial(_page, one.value.id, outage_id))
        for complaint in attached_to(one.value.id):
            yield partial(_repoint, complaint.id, one.value.id, outage_id)


def _page(merged: str, into: str) -> bool:
    """Those told of `merged` are told when `into` is over; whether there are more."""
    progress = outage_progress.get(merged)
    far = progress.value if progress else OutageProgress(id=merged)
    if far.recovered:
        return False
    after = [far.recovered_to] if far.recovered_to else None
    page = affected.find(("outage_id", "==", merged), by_id=True, limit=PAGE, after=after)
    heard = heard_in([merged], [one.value.customer_id for one in page])
    there = affected.get_many(affected_id(into, one.value.customer_id) for one in page)
    commit = Commit()
    for one in page:
        name = affected_id(into, one.value.customer_id)
        if name not in there and one.value.customer_id in heard:
            told = one.value.model_dump() | {"id": name, "outage_id": into, "by_answer": True}
            commit.create(affected, Affected(**told))
    is_last = len(page) < PAGE
    reached = page[-1].value.id if page else far.recovered_to
    done = far.model_copy(update={"recovered_to": reached, "recovered": is_last})
    if progress:
        commit.update(outage_progress, progress, done)
    else:
        commit.create(outage_progress, done)
    commit.commit()
    return not is_last


def _repoint(complaint_id: str, merged: str, into: str) -> None:
    def decide() -> None:
        stored = complaints.get(complaint_id)
        if stored and stored.value.outage_id == merged:
            commit = Commit()
            commit.update(complaints, stored, stored.value.model_copy(update={"outage_id": into}))
            commit.commit()

    attempt(decide)

"""Do for an outage what is to be done now: gather complaints, tell who has it, tell that it is over, give back.

Page after page, each one commit with how far it has come, until the time is up; then another task goes on.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial

from shared.complaints.announce_lines import announce_lines_page
from shared.complaints.announce_outage import announce_page
from shared.complaints.announce_recovery import recovery_page
from shared.complaints.attach_earlier import attach, not_attached
from shared.complaints.credit_outage import credit_page
from shared.complaints.detach_complaint import detach
from shared.complaints.end_outage import resolve_attached
from shared.complaints.merge_outages import merging
from shared.complaints.move_complaint import is_done
from shared.complaints.outage_models import Outage, OutageProgress
from shared.complaints.page_by_page import pages
from shared.complaints.read_outages import attached_to
from shared.complaints.repository import outage_progress, outages
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain

WORK_FOR_S = 40.0
AT_ONCE = 100


def drain_outage(outage_id: str, work_for_s: float = WORK_FOR_S) -> None:
    """As a task; safe to repeat and to run twice at once."""
    stop_at = time.monotonic() + work_for_s
    stored = outages.get(outage_id)
    if stored is None or stored.value.status == "suggested" or stored.value.merged_into:
        return
    for step in _steps(stored.value):
        if time.monotonic() >= stop_at:
            enqueue_drain("announcements", outage_id)
            return
        step()
    attempt(lambda: _rest(outage_id, stored.value))
    enqueue_drain("messages")


def resume_outages() -> None:
    """Hand on what a crash left, and tell staff of estimates that have passed."""
    for stored in outages.find(("next_step_at", "<=", clock.now()), limit=AT_ONCE):
        if stored.value.status == "open" and is_overdue(stored.value):
            attempt(lambda outage_id=stored.value.id: _mark_late(outage_id))  # type: ignore[misc]
        enqueue_drain("announcements", stored.value.id)


def is_overdue(outage: Outage) -> bool:
    """Whether it should have been over by now."""
    return outage.expected_at is not None and not outage.late and outage.expected_at <= clock.now()


def _steps(outage: Outage) -> Iterator[Callable[[], object]]:
    """What is to be done, a commit or a page at a time; what was done before is passed by."""
    if outage.status == "dismissed":
        yield from (partial(detach, complaint.id, outage.id) for complaint in attached_to(outage.id))
        return
    if outage.node_id:
        yield from merging(outage.id)
    if outage.status == "open":
        yield from (partial(attach, outage.id, complaint.id) for complaint in not_attached(outage))
        page = announce_lines_page if outage.node_id else announce_page
        yield from pages(partial(page, outage.id)) if outage.announce else ()
        return
    going_on = (complaint for complaint in attached_to(outage.id) if not is_done(complaint))
    yield from (partial(resolve_attached, outage, complaint.id) for complaint in going_on)
    yield from pages(partial(recovery_page, outage.id))
    yield from pages(partial(credit_page, outage.id)) if outage.credit == "running" else ()


def _rest(outage_id: str, worked_on: Outage) -> None:
    """Nothing is left to do until the estimate, unless something changed meanwhile."""
    stored = outages.get(outage_id)
    if stored is None:
        return
    outage, progress = stored.value, outage_progress.get(outage_id)
    same = (outage.status, outage.announce, outage.credit) == (
        worked_on.status,
        worked_on.announce,
        worked_on.credit,
    )
    if not same:
        enqueue_drain("announcements", outage_id)
        return
    if outage.node_id and outage.status == "open" and outage.next_step_at != worked_on.next_step_at:
        # More of its lines fell meanwhile.
        enqueue_drain("announcements", outage_id)
        return
    far = progress.value if progress else OutageProgress(id=outage_id)
    waits_for = outage.expected_at if outage.status == "open" and not outage.late else None
    changes: dict[str, object] = {"next_step_at": waits_for}
    if far.announced and outage.announced_at is None:
        changes["announced_at"] = clock.now()
    if far.credited and outage.credit == "running":
        changes["credit"] = "done"
    after = outage.model_copy(update=changes)
    if after == outage:
        return
    commit = Commit()
    commit.update(outages, stored, after)
    commit.commit()
    log("outage_drained", outage_id=outage_id, status=outage.status, told=far.told)


def _mark_late(outage_id: str) -> None:
    stored = outages.get(outage_id)
    if stored is None or stored.value.status != "open" or not is_overdue(stored.value):
        return
    commit = Commit()
    commit.update(outages, stored, stored.value.model_copy(update={"late": True, "next_step_at": None}))
    commit.commit()

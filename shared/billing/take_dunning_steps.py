"""Take the dunning steps that are due in one slice: page after page, each page one commit.

What a page does (dates moved on, messages, services cut, fees) and how far the slice has come become true together, so
a drain that is killed goes on after its last page, and one that is delivered twice finds it done.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.access.audit import record_audit
from shared.access.models import SYSTEM
from shared.billing.dunning_models import DunningSlice
from shared.billing.dunning_word import Moment
from shared.billing.models import Invoice
from shared.billing.repository import dunning_due_in_slice, dunning_slices, slice_id
from shared.billing.write_dunning import write_dunning
from shared.core import clock
from shared.core.firestore import Commit, LostRace, Stored, attempt, to_document
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.settings.repository import billing_rules

PAGE = 60
LOOK_AHEAD = 600
MOST_WRITES = 450
"""A page that writes more goes customer by customer: Firestore takes 500."""
WORK_FOR_S = 30.0


class SliceMoved(Exception):
    """Another delivery of the same task has taken this slice further: it is left to that one."""


class PageTooLarge(Exception):
    """More than one commit may hold."""


@dataclass
class Drain:
    """What one call of `dun_slice` works with; `state` is how far the slice has come."""

    at: Moment
    state: Stored[DunningSlice]
    told: int = 0


def dun_slice(on: str, slice_number: int) -> None:
    """Take what is due in one slice; asks for another task when its time is up. Raises Busy if it loses every race."""
    state = dunning_slices.get(slice_id(on, slice_number))
    if state is None or state.value.finished:
        return
    drain = Drain(Moment(clock.now(), clock.today(), billing_rules()), state)
    stop_at = time.monotonic() + WORK_FOR_S
    try:
        while not drain.state.value.finished:
            if time.monotonic() > stop_at:
                enqueue_drain("dunning", on, [slice_number])
                break
            _take_batch(drain, stop_at)
    except SliceMoved:
        return
    finally:
        if drain.told:
            enqueue_drain("messages")
    log("dunning_drained", on=on, slice=slice_number, told=drain.told)


def _take_batch(drain: Drain, stop_at: float) -> None:
    """Take one look-ahead of what is due, or as much of it as there is time for."""
    progress = drain.state.value
    due = dunning_due_in_slice(progress.slice, drain.at.now, after=_place(progress), limit=LOOK_AHEAD)
    is_all = len(due) < LOOK_AHEAD
    taken: set[str] = set()
    for start in range(0, len(due), PAGE):
        if time.monotonic() > stop_at:
            return
        page = due[start : start + PAGE]
        fresh = [stored for stored in page if stored.value.customer_id not in taken]
        taken.update(stored.value.customer_id for stored in fresh)
        _take_page(drain, fresh, page[-1].value, is_last=is_all and start + PAGE >= len(due))
    if not due:
        _save_place(drain, None, is_last=True)


def _take_page(drain: Drain, page: Sequence[Stored[Invoice]], last: Invoice, *, is_last: bool) -> None:
    """`last` is behind the slice afterwards."""
    owners = list(dict.fromkeys(stored.value.customer_id for stored in page))
    try:
        commit = Commit()
        counts = write_dunning(commit, owners, drain.at, page)
        if commit.writes > MOST_WRITES:
            raise PageTooLarge
        _save(drain, commit, counts, last, is_last=is_last)
    except (LostRace, PageTooLarge):
        for customer_id in owners:
            attempt(lambda one=customer_id: _take_alone(drain, one))  # type: ignore[misc]
        _save_place(drain, last, is_last=is_last)


def _take_alone(drain: Drain, customer_id: str) -> None:
    """One customer of a page that lost a race: all is read again and decided again."""
    fresh = dunning_slices.get(drain.state.value.id)
    if fresh is None or fresh.update_time != drain.state.update_time:
        raise SliceMoved
    commit = Commit()
    counts = write_dunning(commit, [customer_id], drain.at)
    if commit.writes:
        _save(drain, commit, counts)


def _save_place(drain: Drain, last: Invoice | None, *, is_last: bool) -> None:
    try:
        _save(drain, Commit(), Counter(), last, is_last=is_last)
    except LostRace:
        raise SliceMoved from None


def _place(progress: DunningSlice) -> list[Any] | None:
    if progress.cursor is None:
        return None
    shard, at, last_id = progress.cursor
    return [shard, datetime.fromisoformat(str(at)), last_id]


def _save(
    drain: Drain, commit: Commit, counts: Counter[str], last: Invoice | None = None, *, is_last: bool = False
) -> None:
    """Commit what was done together with how far the slice has come."""
    before = drain.state.value
    totals = Counter(before.counts) + counts
    changes: dict[str, Any] = {"page": before.page + 1, "counts": dict(totals), "moved_at": clock.real()}
    changes["finished"] = is_last
    if last is not None:
        changes["cursor"] = [last.shard, f"{last.next_dunning_at}", last.id]
    progress = before.model_copy(update=changes)
    commit.update(dunning_slices, drain.state, progress)
    if counts:
        record_audit(
            commit,
            cause=f"{progress.id}.{progress.page}",
            what="dunned",
            by=SYSTEM,
            subject=f"dunning_slices/{progress.id}",
            after=dict(counts),
        )
    committed_at = commit.commit()
    drain.state = Stored(progress, committed_at, to_document(progress))
    drain.told += counts.total() - counts["cut"]

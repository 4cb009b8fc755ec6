"""Begin with the dunning steps that are due: the day's, after its bills, and those that had to wait for an hour."""

from datetime import date, timedelta

from shared.billing.dunning_models import DunningSlice
from shared.billing.models import SLICES
from shared.billing.repository import dunning_due, dunning_slices, slice_id
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import SHARDS

FEW = 30
"""So few that only the slices they lie in are drained."""
AT_WORK = timedelta(seconds=15)
STILL_FOR = timedelta(minutes=2)


def start_dunning() -> None:
    """Enqueue the slices in which something is due. Nothing is done where nothing is."""
    found = dunning_due(clock.now(), limit=FEW)
    if not found:
        return
    slices = {stored.value.shard * SLICES // SHARDS for stored in found} if len(found) < FEW else set(range(SLICES))
    on = clock.today()
    opened = attempt(lambda: _open(on, slices))
    enqueue_drain("dunning", f"{on}", opened)
    log("dunning_started", on=f"{on}", slices=len(opened))


def resume_dunning() -> None:
    """For the sweep: slices whose task was lost, then what has come due since the morning."""
    still = dunning_slices.find(
        ("finished", "==", False),
        ("moved_at", "<", clock.real() - STILL_FOR),
        order=[("moved_at", "ASCENDING")],
        limit=200,
    )
    for stored in still:
        enqueue_drain("dunning", f"{stored.value.on}", [stored.value.slice])
        log("dunning_resumed", on=f"{stored.value.on}", slice=stored.value.slice)
    start_dunning()


def _open(on: date, slices: set[int]) -> list[int]:
    """Make these slices ready to be drained; those that somebody is at are left to them."""
    commit, opened = Commit(), []
    known = dunning_slices.get_many(slice_id(f"{on}", number) for number in slices)
    for number in sorted(slices):
        stored = known.get(slice_id(f"{on}", number))
        if stored is None:
            fresh = DunningSlice(id=slice_id(f"{on}", number), on=on, slice=number, moved_at=clock.real())
            commit.create(dunning_slices, fresh)
        elif stored.value.finished:
            again = {"finished": False, "cursor": None, "moved_at": clock.real()}
            commit.update(dunning_slices, stored, stored.value.model_copy(update=again))
        elif stored.value.moved_at > clock.real() - AT_WORK:
            continue
        opened.append(number)
    if commit.writes:
        commit.commit()
    return opened

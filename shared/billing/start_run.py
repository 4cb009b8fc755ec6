"""Start a billing run for one day, or join the one that is working on it."""

from datetime import date, timedelta

from shared.access.audit import record_audit
from shared.billing.models import SLICES, Run, RunSlice, RunStarted
from shared.billing.repository import due_by, run_slices, runs, slice_id, slices_of
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.repository import subscriptions

DAYS_AHEAD = 62
STILL_FOR = timedelta(seconds=15)


def start_run(on: date, by: str) -> RunStarted:
    """The run that bills all that is due by `on`. Raises Invalid for a day more than 62 days ahead."""
    ahead = check_day(on)
    run, is_new = attempt(lambda: _join_or_create(on, by))
    if is_new:
        enqueue_drain("invoices", run.id, range(SLICES) if run.expected else [])
        log("run_started", run_id=run.id, expected=run.expected)
    else:
        # Whoever asks again need not wait for the sweep where the first call died before it made its tasks.
        still = [part.slice for part in slices_of(run.id) if stands_still(part, STILL_FOR)]
        enqueue_drain("invoices", run.id, still)
    return RunStarted(id=run.id, ahead=ahead)


def stands_still(part: RunSlice, long_enough: timedelta) -> bool:
    """Whether a slice that is not finished has not moved for so long."""
    return not part.finished and part.moved_at < clock.real() - long_enough


def check_day(on: date) -> bool:
    """Whether `on` lies ahead of today. Raises Invalid if it lies too far ahead, or before there were computers."""
    today = clock.today()
    if on > today + timedelta(days=DAYS_AHEAD):
        raise invalid("on", f"Paling jauh {DAYS_AHEAD} hari ke depan.", f"At most {DAYS_AHEAD} days ahead.")
    if on < date(2000, 1, 1):
        raise invalid("on", "Tanggal ini terlalu lama.", "This date is too long ago.")
    return on > today


def _join_or_create(on: date, by: str) -> tuple[Run, bool]:
    latest = runs.find(("on", "==", on), order=[("n", "DESCENDING")], limit=1)
    if latest and any(not part.finished for part in slices_of(latest[0].value.id)):
        return latest[0].value, False
    number = latest[0].value.n + 1 if latest else 1
    run = Run(
        id=f"{on}.{number}",
        on=on,
        n=number,
        started_at=clock.now(),
        by=by,
        expected=subscriptions.count(due_by(on)),
    )
    commit = Commit()
    commit.create(runs, run)
    for slice_number in range(SLICES):
        commit.create(
            run_slices,
            RunSlice(
                id=slice_id(run.id, slice_number),
                run_id=run.id,
                on=on,
                slice=slice_number,
                finished=run.expected == 0,
                moved_at=clock.real(),
            ),
        )
    record_audit(commit, cause=run.id, what="started", by=by, subject=f"runs/{run.id}", after={"on": str(on)})
    commit.commit()
    return run, True

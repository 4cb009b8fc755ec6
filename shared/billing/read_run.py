"""Read how a run stands: the sums of its slices, added up when asked."""

from collections import Counter

from shared.billing.models import Failure, FailurePage, Run, RunPage, RunView
from shared.billing.repository import run_failures, runs, slices_of
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.fields import PageQuery

FAILURES_NAMED = 100


def read_run(run_id: str) -> RunView:
    """The run with its counts. Raises NotFound."""
    stored = runs.get(run_id)
    if stored is None:
        raise NotFound()
    return _view(stored.value, with_failures=True)


def list_runs(query: PageQuery) -> RunPage:
    """Runs, the newest first."""
    page = runs.page(order=[("started_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    return RunPage(items=[_view(run, with_failures=False) for run in page.items], next_cursor=page.next_cursor)


def list_failures(run_id: str, query: PageQuery) -> FailurePage:
    """What a run could not bill."""
    page = run_failures.page(("run_id", "==", run_id), limit=query.limit, cursor=query.cursor)
    return FailurePage(items=[record.failure for record in page.items], next_cursor=page.next_cursor)


def _view(run: Run, *, with_failures: bool) -> RunView:
    slices = slices_of(run.id)
    skipped: Counter[str] = Counter()
    for part in slices:
        skipped.update(part.skipped)
    created = sum(part.created for part in slices)
    already = sum(part.already for part in slices)
    failed = sum(part.failed for part in slices)
    failures: list[Failure] = []
    if failed and with_failures:
        failures = list_failures(run.id, PageQuery(limit=FAILURES_NAMED)).items
    return RunView(
        id=run.id,
        status="done" if all(part.finished for part in slices) else "running",
        on=run.on,
        ahead=run.on > clock.today(),
        by=run.by,
        started_at=run.started_at,
        expected=run.expected,
        due=created + already + skipped.total() + failed,
        created=created,
        already=already,
        skipped=skipped.total(),
        skipped_by_reason=dict(skipped),
        failed=failed,
        total_amount=sum(part.total_amount for part in slices),
        failures=failures,
    )

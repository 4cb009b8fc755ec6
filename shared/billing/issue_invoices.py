"""Issue the invoices of one slice of a run: page after page, each page one commit.

What a page changes (invoices, ledger, customers, subscriptions, messages) and how far the slice has come become true
together, so a drain that is killed goes on after its last page, and one that is delivered twice finds it done.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from shared.access.audit import record_audit
from shared.billing.draft_invoice import (
    Billed,
    CannotBill,
    Outcome,
    Skipped,
    bill_subscription,
    invoice_id,
    is_due,
    step_past,
)
from shared.billing.invoice_message import issued_message
from shared.billing.make_invoice import Terms
from shared.billing.models import Failure, RunFailure, RunSlice
from shared.billing.repository import (
    due_in_slice,
    invoices,
    ledger,
    run_failures,
    run_slices,
    runs,
    slice_id,
)
from shared.core import clock
from shared.core.errors import Busy
from shared.core.firestore import Commit, LostRace, Stored, attempt, to_document
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.repository import all_plans, customers, subscriptions
from shared.messaging.repository import queue_message
from shared.settings.repository import billing_rules

PAGE = 60
LOOK_AHEAD = 1500
"""A slice of 20,000 customers in one query: 1,250 subscriptions are a few MB."""
WORK_FOR_S = 30.0
"""What is begun by then ends within the 50 s of a request, also a page that has to go one by one."""


class SliceMoved(Exception):
    """Another delivery of the same task has taken this slice further: it is left to that one."""


@dataclass
class Drain:
    """What one call of `issue_slice` works with; `state` is how far the slice has come."""

    terms: Terms
    plans: dict[str, Plan]
    state: Stored[RunSlice]


def issue_slice(run_id: str, slice_number: int) -> None:
    """Issue what is due in one slice; asks for another task when its time is up. Raises Busy if it lost a race."""
    state = run_slices.get(slice_id(run_id, slice_number))
    run = runs.get(run_id)
    if state is None or run is None or state.value.finished:
        return
    terms = Terms(
        on=run.value.on,
        today=clock.today(),
        now=clock.now(),
        rules=billing_rules(),
        by=run.value.by,
        run_id=run_id,
    )
    drain = Drain(terms, all_plans(), state)
    stop_at = time.monotonic() + WORK_FOR_S
    try:
        while not drain.state.value.finished:
            if time.monotonic() > stop_at:
                enqueue_drain("invoices", run_id, [slice_number])
                break
            _issue_batch(drain, stop_at)
    except SliceMoved:
        return
    except LostRace:
        raise Busy() from None
    if drain.state.value.created:
        enqueue_drain("messages")
    log("slice_drained", run_id=run_id, slice=slice_number, created=drain.state.value.created)


def _issue_batch(drain: Drain, stop_at: float) -> None:
    """Issue one look-ahead of due subscriptions, or as much of it as there is time for."""
    progress = drain.state.value
    due = due_in_slice(progress.slice, progress.on, after=progress.cursor, limit=LOOK_AHEAD)
    for start in range(0, len(due), PAGE):
        if time.monotonic() > stop_at:
            return
        page = due[start : start + PAGE]
        try:
            _issue_page(drain, page)
        except LostRace:
            for seen in page:
                _issue_alone(drain, seen)
    if len(due) < LOOK_AHEAD:
        _save(drain, Commit(), drain.state.value.model_copy(update={"finished": True}))


def _issue_page(drain: Drain, page: Sequence[Stored[Subscription]]) -> None:
    owners = customers.get_many(stored.value.customer_id for stored in page)
    owners_after: dict[str, Customer] = {}
    commit = Commit()
    progress = drain.state.value
    for stored in page:
        owner_id = stored.value.customer_id
        owner = owners_after.get(owner_id) or (owners[owner_id].value if owner_id in owners else None)
        outcome = bill_subscription(owner, stored.value, drain.plans.get(stored.value.plan_id), drain.terms)
        if not isinstance(outcome, CannotBill):
            owners_after[owner_id] = outcome.customer
        _write(commit, stored, outcome, progress.run_id)
        progress = _counted(progress, outcome)
    for owner_id, customer in owners_after.items():
        commit.update(customers, owners[owner_id], customer)
    _save(drain, commit, _past(progress, page[-1].value))


def _issue_alone(drain: Drain, seen: Stored[Subscription]) -> None:
    """Issue for one subscription of a page that lost a race: all is read again and decided again."""
    issued = 0
    while attempt(lambda: _issue_one_month(drain, seen.value.id)):
        issued += 1
    progress = drain.state.value
    if not issued:  # somebody else's run was here first
        progress = progress.model_copy(update={"already": progress.already + 1})
    _save(drain, Commit(), _past(progress, seen.value))


def _issue_one_month(drain: Drain, subscription_id: str) -> bool:
    """Issue the oldest month that is due. False if none is, or if it cannot be."""
    _reload(drain)
    stored = subscriptions.get(subscription_id)
    if stored is None or not is_due(stored.value, drain.terms.on) or stored.value.next_invoice_on is None:
        return False
    subscription = stored.value
    owner = customers.get(subscription.customer_id)
    commit = Commit()
    progress = drain.state.value
    outcome = bill_subscription(
        owner.value if owner else None,
        subscription,
        drain.plans.get(subscription.plan_id),
        drain.terms,
        months=1,
    )
    if isinstance(outcome, Billed) and invoices.get(invoice_id(subscription, stored.value.next_invoice_on)):
        outcome = Billed(*step_past(outcome.customer, subscription))
        progress = progress.model_copy(update={"already": progress.already + 1})
    _write(commit, stored, outcome, progress.run_id)
    if owner is not None and not isinstance(outcome, CannotBill):
        commit.update(customers, owner, outcome.customer)
    _save(drain, commit, _counted(progress, outcome))
    return True


def _write(commit: Commit, stored: Stored[Subscription], outcome: Outcome, run_id: str) -> None:
    subscription = stored.value
    if isinstance(outcome, CannotBill):
        failure = Failure(
            subscription_id=subscription.id,
            customer_id=subscription.customer_id,
            code=outcome.code,
            message=outcome.message,
        )
        commit.put(run_failures, RunFailure(id=f"{run_id}.{subscription.id}", run_id=run_id, failure=failure))
        return
    commit.update(subscriptions, stored, outcome.subscription)
    if isinstance(outcome, Skipped):
        return
    for entry in outcome.ledger:
        commit.create(ledger, entry)
    for invoice in outcome.invoices:
        commit.create(invoices, invoice)
        message = issued_message(invoice, outcome.customer)
        if message is not None:
            queue_message(commit, message)


def _counted(progress: RunSlice, outcome: Outcome) -> RunSlice:
    if isinstance(outcome, CannotBill):
        return progress.model_copy(update={"failed": progress.failed + 1})
    if isinstance(outcome, Skipped):
        skipped = {**progress.skipped, outcome.reason: progress.skipped.get(outcome.reason, 0) + 1}
        return progress.model_copy(update={"skipped": skipped})
    return progress.model_copy(
        update={
            "created": progress.created + len(outcome.invoices),
            "total_amount": progress.total_amount + sum(invoice.total for invoice in outcome.invoices),
        }
    )


def _past(progress: RunSlice, last: Subscription) -> RunSlice:
    cursor = [last.shard, f"{last.next_invoice_on}", last.id]
    return progress.model_copy(update={"cursor": cursor, "page": progress.page + 1})


def _save(drain: Drain, commit: Commit, progress: RunSlice) -> None:
    """Commit the page together with how far the slice has come."""
    before = drain.state.value
    progress = progress.model_copy(update={"moved_at": clock.real()})
    commit.update(run_slices, drain.state, progress)
    if progress.created > before.created:
        record_audit(
            commit,
            cause=f"{progress.id}.{progress.page}.{progress.created}",
            what="issued",
            by=drain.terms.by,
            subject=f"runs/{progress.run_id}",
            after={"created": progress.created - before.created},
        )
    committed_at = commit.commit()
    drain.state = Stored(progress, committed_at, to_document(progress))


def _reload(drain: Drain) -> None:
    fresh = run_slices.get(drain.state.value.id)
    if fresh is None or fresh.update_time != drain.state.update_time:
        raise SliceMoved

"""Where invoices, the ledger and runs are kept."""

from datetime import date
from typing import Any

from shared.billing.models import SLICES, Invoice, LedgerEntry, Run, RunFailure, RunSlice
from shared.core.firestore import Collection, Filter, Stored
from shared.customers.models import SHARDS, Subscription
from shared.customers.repository import subscriptions

invoices = Collection("invoices", Invoice)
ledger = Collection("ledger", LedgerEntry)
runs = Collection("runs", Run)
run_slices = Collection("run_slices", RunSlice)
run_failures = Collection("run_failures", RunFailure)


def slice_id(run_id: str, slice_number: int) -> str:
    """The id of one slice of a run."""
    return f"{run_id}.{slice_number:02d}"


def slices_of(run_id: str) -> list[RunSlice]:
    """All slices of a run, in order."""
    found = run_slices.get_many(slice_id(run_id, number) for number in range(SLICES))
    return [found[key].value for key in sorted(found)]


def due_in_slice(slice_number: int, on: date, *, after: list[Any] | None, limit: int) -> list[Stored[Subscription]]:
    """Subscriptions of a slice that are due by `on`, in an order that a cursor can continue."""
    width = SHARDS // SLICES
    return subscriptions.find(
        ("shard", ">=", slice_number * width),
        ("shard", "<", (slice_number + 1) * width),
        ("next_invoice_on", "<=", on),
        order=[("shard", "ASCENDING"), ("next_invoice_on", "ASCENDING")],
        limit=limit,
        after=after,
    )


def due_by(on: date) -> Filter:
    """The filter of subscriptions that are due."""
    return ("next_invoice_on", "<=", on)

"""Where invoices, the ledger and runs are kept."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from shared.billing.dunning_models import DatesLaid, DunningSlice
from shared.billing.models import SLICES, Invoice, LedgerEntry, Run, RunFailure, RunSlice
from shared.core.firestore import Collection, Filter, Stored
from shared.customers.models import SHARDS, Subscription
from shared.customers.repository import subscriptions

invoices = Collection("invoices", Invoice)
ledger = Collection("ledger", LedgerEntry)
runs = Collection("runs", Run)
run_slices = Collection("run_slices", RunSlice)
run_failures = Collection("run_failures", RunFailure)
dunning_slices = Collection("dunning_slices", DunningSlice)
dates_laid = Collection("dunning_state", DatesLaid)

ASKED_AT_ONCE = 30
"""How many values Firestore takes in one `in`."""


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


def dunning_due(now: datetime, *, limit: int) -> list[Stored[Invoice]]:
    """Some of the invoices whose next dunning step has come."""
    return invoices.find(("next_dunning_at", "<=", now), order=[("next_dunning_at", "ASCENDING")], limit=limit)


def dunning_due_by(moment: datetime, *, after: list[Any] | None, limit: int) -> list[Stored[Invoice]]:
    """Invoices whose next dunning step comes before a moment, the first of them first, from a place on."""
    order = [("next_dunning_at", "ASCENDING")]
    return invoices.find(("next_dunning_at", "<", moment), order=order, limit=limit, after=after)


def dunning_due_in_slice(
    slice_number: int, now: datetime, *, after: list[Any] | None, limit: int
) -> list[Stored[Invoice]]:
    """Invoices of a slice whose next dunning step has come, in an order that a cursor can continue."""
    width = SHARDS // SLICES
    return invoices.find(
        ("shard", ">=", slice_number * width),
        ("shard", "<", (slice_number + 1) * width),
        ("next_dunning_at", "<=", now),
        order=[("shard", "ASCENDING"), ("next_dunning_at", "ASCENDING")],
        limit=limit,
        after=after,
    )


def open_bills_of(customer_ids: Iterable[str]) -> dict[str, list[Stored[Invoice]]]:
    """What is open of each of these customers; who owes nothing is left out."""
    wanted, found = list(dict.fromkeys(customer_ids)), dict[str, list[Stored[Invoice]]]()
    for start in range(0, len(wanted), ASKED_AT_ONCE):
        some = wanted[start : start + ASKED_AT_ONCE]
        for stored in invoices.find(("customer_id", "in", some), ("status", "==", "open")):
            found.setdefault(stored.value.customer_id, []).append(stored)
    return found

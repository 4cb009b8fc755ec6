"""The floor of the bill run: the same documents read and written by plain queries and batches, without any logic.

It imports nothing of ours. `shapes` holds one document of each kind as the real run wrote it in the same measurement,
so that fields and sizes are ours; here they only get the customer's id.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from google.cloud import firestore
from google.cloud.firestore_v1.base_query import FieldFilter

PAGES = (30, 60, 95)
"""Invoices a commit: five documents each and two of the page's own; a commit takes 500 documents."""
LOOK_AHEAD = 1500

Shapes = dict[str, dict[str, Any]]


@cache
def client(project: str) -> firestore.Client:
    """The process's client."""
    return firestore.Client(project=project)


def issue_slice(project: str, number: int, page_size: int, shapes: Shapes) -> int:
    """Bill one sixteenth of the subscriptions; how many."""
    db = client(project)
    done, after = 0, None
    while True:
        due = list(_due(db, number, after))
        for start in range(0, len(due), page_size):
            _issue_page(db, due[start : start + page_size], f"{number:02d}.{done + start}", shapes)
        done += len(due)
        if len(due) < LOOK_AHEAD:
            return done
        after = due[-1]


def _due(db: firestore.Client, number: int, after: Any) -> Iterator[Any]:
    query = (
        db.collection("subscriptions")
        .where(filter=FieldFilter("shard", ">=", number * 16))
        .where(filter=FieldFilter("shard", "<", number * 16 + 16))
        .where(filter=FieldFilter("next_invoice_on", "<=", "2026-12-01"))
        .order_by("shard")
        .order_by("next_invoice_on")
        .order_by("__name__")
        .limit(LOOK_AHEAD)
    )
    stream: Iterator[Any] = (query.start_after(after) if after else query).stream()
    return stream


def _issue_page(db: firestore.Client, page: list[Any], name: str, shapes: Shapes) -> None:
    lines: dict[Any, dict[str, Any]] = {snapshot.reference: snapshot.to_dict() for snapshot in page}
    refs = [db.document(f"customers/{line['customer_id']}") for line in lines.values()]
    owners = {owner.id: owner.to_dict() or {} for owner in db.get_all(refs)}
    batch = db.batch()
    for reference, line in lines.items():
        owner, bill = owners[line["customer_id"]], f"{reference.id}_2026-12"
        whose = {"customer_id": line["customer_id"], "shard": owner["shard"]}
        batch.create(db.document(f"invoices/{bill}"), shapes["invoices"] | whose)
        batch.create(db.document(f"ledger/{bill}.issued"), shapes["ledger"] | whose)
        batch.create(db.document(f"messages/{bill}.issued"), shapes["messages"] | whose)
        batch.update(reference, shapes["subscriptions"])
        batch.update(db.document(f"customers/{line['customer_id']}"), shapes["customers"])
    batch.set(db.document(f"run_slices/{name.partition('.')[0]}"), shapes["run_slices"])
    batch.create(db.document(f"audit/{name}"), shapes["audit"])
    batch.commit()

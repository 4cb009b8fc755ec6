"""Finding customers among few and among many: documents read, and the time against a plain query of the same shape.

The emulator has no indexes: it looks at the whole collection for every query, so its times grow with the size and only
their ratio says something. What Firestore bills, and what decides its time, is the number of documents read.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from google.cloud.firestore_v1.base_query import FieldFilter

from bench.place import emulator, fill, processes, project
from bench.report import Figure, at_most
from shared.core.firestore import client, operations
from shared.customers.models import CustomerQuery
from shared.customers.read_customers import list_customers

Equal = tuple[str, object]

QUERIES: dict[str, tuple[CustomerQuery, list[Equal]]] = {
    "the list": (CustomerQuery(), []),
    "search a name": (CustomerQuery(q="budi"), [("t.budi", True)]),
    "search name and street": (CustomerQuery(q="eko griya"), [("t.eko", True), ("t.griya", True)]),
    "search a phone's end": (CustomerQuery(q="00000042"), [("t.`00000042`", True)]),
    "search a number": (CustomerQuery(q="PLG-00042"), [("t.plg", True), ("t.`00042`", True)]),
    "one plan": (CustomerQuery(plan_id="rumah-20"), [("t.`plan:rumah-20`", True)]),
}
"""What staff ask for, and the equalities that a plain query of the same shape has."""
RATIO_AIM = 1.3
ROUNDS = 7


@dataclass(frozen=True)
class Found:
    """One query at one size; the best time of several, taken in turn."""

    reads: int
    took_s: float
    floor_s: float


def figures(found: dict[int, dict[str, Found]]) -> list[Figure]:
    """Documents read at each size, which are to be the same, and the time against the floor's at the largest."""
    sizes = sorted(found)
    lines = []
    for what in QUERIES:
        reads = [found[size][what].reads for size in sizes]
        text = " / ".join(str(count) for count in reads)
        names = " / ".join(f"{size:,}" for size in sizes)
        lines.append(Figure(f"{what}: documents read at {names}", text, "the same", len(set(reads)) == 1))
    for what in QUERIES:
        times = " / ".join(f"{found[size][what].took_s * 1000:.0f}" for size in sizes)
        last = found[sizes[-1]][what]
        lines.append(Figure(f"{what}: ms on the emulator, which scans", times))
        lines.append(at_most(f"{what}: time against a plain query's", last.took_s / last.floor_s, RATIO_AIM))
    return lines


def measure(count: int) -> dict[str, Found]:
    """Every query among `count` customers."""
    with emulator(), processes() as pool, project() as name:
        fill(pool, name, count)
        return {what: _measure(query, equal) for what, (query, equal) in QUERIES.items()}


def documents_read(query: CustomerQuery) -> int:
    """How many documents Firestore reads to answer it."""
    before = operations.reads
    list_customers(query)
    return operations.reads - before


def _measure(query: CustomerQuery, equal: list[Equal]) -> Found:
    reads = documents_read(query)
    ours, floors = [], []
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: list_customers(query)))
        floors.append(_timed(lambda: _plain(equal, query.limit + 1)))
    return Found(reads, min(ours), min(floors))


def _plain(equal: list[Equal], documents: int) -> None:
    """The same documents by the library alone: no models, no cursor."""
    query = client().collection("customers").where(filter=FieldFilter("archived", "==", False))
    for field, value in equal:
        query = query.where(filter=FieldFilter(field, "==", value))
    for snapshot in query.order_by("__name__").limit(documents).stream():
        snapshot.to_dict()


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began

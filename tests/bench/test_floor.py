"""The floor does the work of the real run, document by document: else the ratio would say nothing."""

from typing import Any

import pytest

from bench import cold_start, floor
from bench.bill_run import bill, shapes_of_ours
from bench.people import keep_people
from bench.place import project
from shared.core.firestore import client

KINDS = ("customers", "subscriptions", "invoices", "ledger", "messages", "run_slices", "audit")
PEOPLE = 20
pytestmark = pytest.mark.usefixtures("place")


def test_the_floor_writes_what_the_run_writes() -> None:
    shapes = shapes_of_ours()
    with project():
        keep_people(1, PEOPLE)
        bill()
        ours = {kind: _documents(kind) for kind in KINDS}
    with project() as name:
        keep_people(1, PEOPLE)
        done = sum(floor.issue_slice(name, number, 60, shapes) for number in range(16))
        plain = {kind: _documents(kind) for kind in KINDS}
    assert done == PEOPLE
    for kind in ("customers", "subscriptions", "invoices", "ledger", "messages"):
        assert len(plain[kind]) == len(ours[kind]) == PEOPLE
        assert abs(_size(plain[kind]) / _size(ours[kind]) - 1) < 0.1
    assert len(plain["audit"]) <= len(ours["audit"])


def test_a_function_that_sends_imports_no_more_than_it_needs() -> None:
    imports = cold_start.measure(3, ("send_message",))
    assert imports["send_message"].seconds <= cold_start.RATIO_AIM * imports[cold_start.FLOOR].seconds


def _documents(kind: str) -> list[dict[str, Any]]:
    return [snapshot.to_dict() or {} for snapshot in client().collection(kind).stream()]


def _size(documents: list[dict[str, Any]]) -> int:
    return sum(len(repr(document)) for document in documents)

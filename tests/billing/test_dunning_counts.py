"""What dunning costs in documents read and written: it grows with whoever is spoken to, not with whoever is there."""

from collections.abc import Callable
from datetime import timedelta

from shared.billing.start_dunning import resume_dunning
from shared.core.firestore import operations
from tests.billing.dunning_stand import DUE, Collections

MANY = 48
BEGINNING = 30 + 16 * 2 + 4
"""A day's reads whatever its size: the first that are due, the slices before and while they are drained."""


def counted(act: Callable[[], object]) -> tuple[int, int]:
    """(documents read, documents written) by what it does."""
    before = (operations.reads, operations.writes)
    act()
    return operations.reads - before[0], operations.writes - before[1]


def test_a_reminder_takes_two_reads_and_three_writes(owing: Collections) -> None:
    for number in range(1, MANY + 1):
        owing.owe(number)
    reads, writes = counted(lambda: owing.day(DUE))
    listed = 2 * MANY - MANY  # what the test itself reads to see what was said
    assert len(owing.said()) == MANY
    # The due bill and its customer, who owes no other; the bill moved on, the customer, the message.
    assert reads - listed <= 2 * MANY + BEGINNING
    assert writes / MANY <= 3 + 16 * 3 / MANY


def test_a_cut_takes_a_read_and_two_writes_more(owing: Collections) -> None:
    for number in range(1, 31):
        owing.owe(number)
    owing.day(DUE + timedelta(days=9))
    listed = 30 + 60
    reads, writes = counted(lambda: owing.day(DUE + timedelta(days=10)))
    # Beside a reminder's: the line, read and cut, and its entry in the trail; the plans once a page.
    assert reads - listed <= 3 * 30 + BEGINNING + 16
    assert writes / 30 <= 5 + 16 * 3 / 30


def test_a_day_without_steps_takes_two_reads_a_sweep(owing: Collections) -> None:
    for number in range(1, 31):
        owing.owe(number)
    owing.day(DUE)
    assert counted(resume_dunning) == (2, 0)

"""Whether a report follows the last one we took in, is that one once more, or comes out of turn: pure.

Each answer names the number of the next report. A router that has lost its memory, or ours of it, begins at 0 with
everything it has.
"""

from enum import Enum

from shared.network.read_report import Report

FIRST = 0


def number_after(report: Report, expected: int) -> int:
    """The number our answer names. After a full report one is left out.

    A full report that comes late, when the router has long told more, must not make its next one look like the last.
    """
    return expected + (2 if report.is_full else 1)


class PollOrder(Enum):
    """What a report is to what we know."""

    NEW = "new"
    AGAIN = "again"
    LOST = "lost"


def order_of(report: Report, next_expected: int) -> PollOrder:
    """`next_expected` is the number our last answer named."""
    if report.poll == FIRST:
        return PollOrder.NEW if report.is_full else PollOrder.LOST
    if report.is_full or report.poll not in (next_expected, next_expected - 1):
        return PollOrder.LOST
    return PollOrder.NEW if report.poll == next_expected else PollOrder.AGAIN

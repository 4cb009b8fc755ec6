"""Whether a report follows the last one we took in, is that one once more, or comes out of turn: pure.

Each answer names the number of the next report. A router that has lost its memory, or ours of it, begins at 0 with
everything it has.
"""

from datetime import datetime
from enum import Enum

from shared.network.read_report import Report

FIRST = 0


def number_after(report: Report, expected: int, now: datetime) -> int:
    """The number our answer names. After a full report it is one never named before, by the seconds of the real clock.

    So a full report that comes late does not make the router's next one look like the last, and a restored backup of
    ours does not take what was told after it for what comes next.
    """
    return max(expected + 2, int(now.timestamp())) if report.is_full else expected + 1


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

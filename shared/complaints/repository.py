"""Where complaints and outages are kept, and how tickets get their numbers."""

import time
from threading import Lock

from shared.complaints.models import Complaint, ComplaintClaim, ComplaintEvent
from shared.complaints.outage_models import Affected, Outage, OutageLines, OutageProgress
from shared.complaints.rules import ComplaintRules
from shared.core.firestore import Collection, Commit, Stored, attempt
from shared.customers.models import NumberBlock

complaints = Collection("complaints", Complaint)
complaint_events = Collection("complaint_events", ComplaintEvent)
claims = Collection("complaint_claims", ComplaintClaim)
outages = Collection("outages", Outage)
outage_progress = Collection("outage_progress", OutageProgress)
outage_lines = Collection("outage_lines", OutageLines)
affected = Collection("affected", Affected)
complaint_settings = Collection("settings", ComplaintRules)

_counters = Collection("counters", NumberBlock)

MOST_OPEN = 200
"""Outages that are open at once, at most."""

CACHE_S = 30.0
_cached: tuple[float, ComplaintRules] | None = None


def complaint_rules() -> ComplaintRules:
    """How complaints are handled, at most 30 s old."""
    global _cached
    if _cached and time.monotonic() - _cached[0] < CACHE_S:
        return _cached[1]
    stored = complaint_settings.get("complaints")
    rules = stored.value if stored else ComplaintRules()
    _cached = (time.monotonic(), rules)
    return rules


def open_outages() -> list[Stored[Outage]]:
    """All outages that are going on."""
    return outages.find(("status", "==", "open"), limit=MOST_OPEN)


def merged_into(outage_id: str) -> list[Stored[Outage]]:
    """Outages of nodes beneath, which this one swallowed."""
    return outages.find(("merged_into", "==", outage_id))


def events_of(complaint_id: str) -> list[ComplaintEvent]:
    """The timeline, oldest first, internal notes among it."""
    found = complaint_events.find(("complaint_id", "==", complaint_id))
    return sorted((stored.value for stored in found), key=lambda event: event.number)


class _Numbers:
    """Numbers of one month that this process has taken: one at a time, more at once the faster they are asked for."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.left: list[int] = []
        self.month = ""
        self.size = 1
        self.taken_at = 0.0


MOST_NUMBERS = 32
HURRY_S = 10.0
_numbers = _Numbers()


def take_complaint_number(month: str) -> str:
    """A ticket's number never given out before, `TKT-2611-0042` for the month `2611`.

    The counter is no hot document: who asks often takes blocks, and leaves gaps of at most 31.
    """
    with _numbers.lock:
        if not _numbers.left or _numbers.month != month:
            in_a_hurry = _numbers.month == month and time.monotonic() - _numbers.taken_at < HURRY_S
            _numbers.size = min(MOST_NUMBERS, _numbers.size * 2) if in_a_hurry else 1
            first = _take_block(f"complaints-{month}", _numbers.size)
            _numbers.left = list(range(first, first + _numbers.size))
            _numbers.month, _numbers.taken_at = month, time.monotonic()
        number = _numbers.left.pop(0)
    return f"TKT-{month}-{number:04d}"


def forget_rules() -> None:
    """Read anew next time: after a change."""
    global _cached
    _cached = None


def forget() -> None:
    """As a process that has just begun: between tests."""
    global _numbers
    forget_rules()
    _numbers = _Numbers()


def _take_block(counter_id: str, count: int) -> int:
    def decide() -> int:
        block = _counters.get(counter_id)
        commit = Commit()
        if block is None:
            commit.create(_counters, NumberBlock(id=counter_id, next=count + 1))
            first = 1
        else:
            first = block.value.next
            commit.update(_counters, block, block.value.model_copy(update={"next": first + count}))
        commit.commit()
        return first

    return attempt(decide)

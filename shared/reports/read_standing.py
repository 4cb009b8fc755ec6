"""Whether what waits is waiting too long: told by every sweep, and on the health page."""

import time
from datetime import datetime, timedelta
from datetime import time as time_of_day

from shared.billing.repository import run_slices, runs
from shared.core import clock
from shared.core.logging import log
from shared.messaging.repository import messages
from shared.reports.models import Standing

ASKED_EVERY_S = 30.0
_answered = -ASKED_EVERY_S
BEGUN_BY = time_of_day(6)
"""daily_billing begins at five; an hour later its run is there, or something is wrong."""


def tell_standing() -> Standing:
    """One line of the log: alerts are measured by it, and its absence says that no sweep runs. Answers what it told."""
    standing = read_standing()
    log(
        "standing",
        outbox_oldest_s=standing.outbox_oldest_s,
        run_oldest_s=standing.run_oldest_s,
        run_missing=int(standing.run_missing),
    )
    return standing


def confirm_answering() -> None:
    """Firestore answers, or this raises; asked at most every 30 s, whoever wants to know it how often."""
    global _answered
    if time.monotonic() - _answered > ASKED_EVERY_S:
        runs.get("none")
        _answered = time.monotonic()


def read_standing() -> Standing:
    """As of now; three queries of one document each, one more where a run is under way."""
    now, real = clock.now(), clock.real()
    due = messages.find(
        ("status", "==", "queued"), ("send_after", "<", now), order=[("send_after", "ASCENDING")], limit=1
    )
    still = run_slices.find(("finished", "==", False), order=[("moved_at", "ASCENDING")], limit=1)
    began = runs.get(still[0].value.run_id) if still else None
    return Standing(
        outbox_oldest_s=_seconds(now - due[0].value.send_after) if due else 0,
        run_oldest_s=_seconds(now - began.value.started_at) if began else 0,
        run_missing=_should_have_begun(now) and runs.get(f"{clock.today()}.1") is None,
        at=real,
    )


def _should_have_begun(now: datetime) -> bool:
    return now.astimezone(clock.zone()).time() >= BEGUN_BY


def _seconds(passed: timedelta) -> int:
    return int(passed.total_seconds())

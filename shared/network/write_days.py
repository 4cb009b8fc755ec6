"""Days of lines that are over are written, each once, some with every report until none is left."""

from datetime import date, timedelta

from shared.core import clock
from shared.core.firestore import Commit
from shared.network.line_day import KEPT_DAYS, LineDay
from shared.network.models import KeptDay
from shared.network.repository import line_days
from shared.network.router_lines import Lines

AT_ONCE = 100
"""A commit holds 500 documents."""
EXPIRES_AFTER = timedelta(days=KEPT_DAYS + 1)


def write_days(commit: Commit, lines: Lines, today: date) -> None:
    """Add to the commit what is over, at most 100 documents; `lines` must be all of the router's."""
    written = 0
    for target, line in sorted(lines.known().items()):
        over = [day for day in line.days if day.day < today]
        if not over or written + len(over) > AT_ONCE:
            continue
        for day in over:
            if line.subscription_id:
                commit.put(line_days, kept(day, line.subscription_id))
        written += len(over)
        lines.put(target, line.model_copy(update={"days": line.days[len(over) :]}))


def kept(day: LineDay, subscription_id: str) -> KeptDay:
    """The document of a day; the same day once more is the same document."""
    return KeptDay(
        id=f"{subscription_id}_{day.day}",
        subscription_id=subscription_id,
        customer_id=subscription_id.rpartition("-")[0],
        expires_at=clock.now() + EXPIRES_AFTER,
        **dict(day),
    )

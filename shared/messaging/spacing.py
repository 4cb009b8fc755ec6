"""How close together one person's messages may follow: pure.

Meta refuses (131056) more than one message in 6 s to one person after a short burst. We stay well below: five at
once inside the 24-hour window, else one, and then one every six seconds.
"""

from datetime import datetime, timedelta

EVERY = timedelta(seconds=6)
BURST = 5


def next_slot(paced_until: datetime | None, now: datetime, *, window_open: bool) -> tuple[datetime, datetime]:
    """(when the next message may go, what `paced_until` is once it has gone)."""
    used_up_until = max(paced_until or now, now)
    room = EVERY * (BURST - 1) if window_open else timedelta(0)
    return max(now, used_up_until - room), used_up_until + EVERY

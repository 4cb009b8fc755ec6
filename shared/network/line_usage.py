"""What a line has carried, off the counters of its session: pure.

A router counts a session's bytes from zero, tells them every three hours and when the session is over, and forgets
them when it restarts. So a number that is smaller than before began anew, and another session's is all new.
"""

from shared.core.model import Model
from shared.network.read_report import LONGEST_NUMBER


class Counted(Model):
    """A session's counters as they were last told, in bytes."""

    session: str
    up: int = 0
    down: int = 0


def used_since(before: Counted | None, now: Counted) -> tuple[int, int]:
    """Bytes (up, down) since `before`; none for a session older than our counting: who knows when it carried what."""
    if before is None:
        return 0, 0
    began_anew = before.session != now.session or now.up < before.up or now.down < before.down
    return (now.up, now.down) if began_anew else (now.up - before.up, now.down - before.down)


def read_counters(told: tuple[str, ...] | None) -> Counted | None:
    """(session, bytes up, bytes down) as a report has them; None for anything else."""
    session, up, down = (*(told or ()), "", "", "")[:3]
    if not (session and _is_number(up) and _is_number(down)):
        return None
    return Counted(session=session, up=int(up), down=int(down))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER

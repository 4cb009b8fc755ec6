"""The sandbox's clock: the real one plus an offset in a file, so that every function sees the same."""

import math
import os
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jakarta")


class Clock:
    """Reads and moves the offset; it only ever grows."""

    def __init__(self, offset_file: Path) -> None:
        self._file = offset_file

    @property
    def offset_s(self) -> float:
        """Seconds ahead of the real time."""
        try:
            return float(self._file.read_text(encoding="ascii").strip() or 0)
        except FileNotFoundError:
            return 0.0

    def now(self) -> datetime:
        """The moment it is in the sandbox, aware UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_s)

    def today(self) -> date:
        """The date on the provider's wall calendar."""
        return self.now().astimezone(ZONE).date()

    def move_to(self, moment: datetime) -> None:
        """Make it `moment` now; a moment that is past changes nothing."""
        offset = moment.timestamp() - time.time()
        if offset <= self.offset_s:
            return
        half = self._file.with_name(f"{self._file.name}.half")
        # Rounded up: what is due at `moment` must be due.
        half.write_text(f"{math.ceil(offset * 1000) / 1000:.3f}", encoding="ascii")
        half.replace(self._file)


def clock_of_environment() -> Clock:
    """The clock that CLOCK_OFFSET_FILE names."""
    return Clock(Path(os.environ["CLOCK_OFFSET_FILE"]))


def midnight(day: date) -> datetime:
    """The first moment of `day` here, aware UTC."""
    return datetime.combine(day, time_of_day(), ZONE).astimezone(UTC)

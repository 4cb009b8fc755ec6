"""The sandbox's time of day: the real time plus the offset that POST /sandbox/clock moves."""

import time
from pathlib import Path


class SandboxClock:
    """Reads the offset file at most five times a second, as every message asks for the time."""

    def __init__(self, offset_file: Path) -> None:
        self._file = offset_file
        self._offset = 0.0
        self._read_at = float("-inf")

    def now(self) -> float:
        """Seconds since 1970, as the sandbox sees them."""
        real = time.time()
        if abs(real - self._read_at) > 0.2:
            self._read_at = real
            try:
                self._offset = float(self._file.read_text() or 0)
            except FileNotFoundError:
                self._offset = 0.0
        return real + self._offset

"""How many messages one person may get from one business: a burst of 45, then one in 6 seconds."""

import time

BURST = 45
SECONDS_PER_MESSAGE = 6.0


class PairRate:
    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}

    def takes(self, phone: str) -> bool:
        now = time.monotonic()
        left, at = self._left.get(phone, (float(BURST), now))
        left = min(float(BURST), left + (now - at) / SECONDS_PER_MESSAGE)
        allowed = left >= 1
        self._left[phone] = (left - 1 if allowed else left, now)
        return allowed

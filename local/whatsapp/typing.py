"""The typing indicator: shown at a phone until the business answers, at most 25 seconds (Meta's figure)."""

import asyncio
import time
from collections.abc import Callable

SHOWN_S = 25.0


class Typing:
    """Who sees the business typing; `changed` is called when that ends by itself. Forgotten by a restart."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._until: dict[str, float] = {}
        self._changed = changed

    def start(self, phone: str) -> None:
        """Show it from now on."""
        self._until[phone] = time.monotonic() + SHOWN_S
        asyncio.get_running_loop().call_later(SHOWN_S + 0.1, self._changed)

    def stop(self, phone: str) -> None:
        """The business has answered."""
        self._until.pop(phone, None)

    def at(self, phone: str) -> bool:
        """True while it is shown."""
        return self._until.get(phone, 0.0) > time.monotonic()

"""Show whoever wrote that we have read it and are typing: beside the work, so that no answer waits for it."""

from collections.abc import Callable
from threading import Thread

LONGEST_S = 3.0


class Reading:
    """Of one person's words; `mark_read` is messaging's, best effort."""

    def __init__(self, mark_read: Callable[[str, bool], None]) -> None:
        self._mark_read = mark_read
        self._under_way: Thread | None = None

    def begin(self, provider_id: str) -> None:
        """Once, however often the answer is tried; before it, as a sign that comes after it would stay for 25 s."""
        if self._under_way is None and provider_id:
            self._under_way = Thread(target=self._mark_read, args=(provider_id, True), daemon=True)
            self._under_way.start()

    def end(self) -> None:
        """An instance may stand still once its request is answered: what is under way is waited for a little."""
        if self._under_way is not None:
            self._under_way.join(LONGEST_S)

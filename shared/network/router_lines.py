"""A router's lines as they lie in their documents: only those are read and written that a report touches."""

from collections.abc import Iterable
from datetime import date

from shared.core.firestore import Commit, Stored
from shared.network.fallen_lines import Fallen
from shared.network.line_state import LineState
from shared.network.models import SHARDS, Drop, RouterLines
from shared.network.repository import lines_id, sessions, shard_of_line


class Lines:
    """Some of a router's lines; `write` adds what changed to a commit."""

    def __init__(self, router_id: str) -> None:
        self.router_id = router_id
        self.left_to_look_up = False
        self.drops: dict[str, Drop] = {}
        self.fallen: dict[str, Fallen] = {}
        self._stored: dict[int, Stored[RouterLines] | None] = {}
        self._lines: dict[str, LineState] = {}
        self._changed: set[int] = set()
        self._is_whole = False
        self._sessions_before = 0

    def load_all(self) -> None:
        """All of the router's lines."""
        self._is_whole = True
        self._load(set(range(SHARDS)))

    def load(self, targets: Iterable[str]) -> None:
        """The documents in which these lie."""
        self._load({shard_of_line(target) for target in targets})

    def known(self) -> dict[str, LineState]:
        """What is loaded, by login or address."""
        return dict(self._lines)

    def get(self, target: str) -> LineState | None:
        return self._lines.get(target)

    def put(self, target: str, line: LineState | None) -> None:
        """How it is now; None: gone."""
        if line is None:
            self._lines.pop(target, None)
        else:
            self._lines[target] = line
        self._changed.add(shard_of_line(target))

    def oldest_day(self, before: date | None) -> date | None:
        """The oldest day of a line that is not written yet, where `before` it was that."""
        here = [line.days[0].day for line in self._lines.values() if line.days]
        return min(here, default=None) if self._is_whole else min([*here, *([before] if before else [])], default=None)

    def sessions_now(self, before: int) -> int:
        """How many sessions the router has, of which so many were known before."""
        here = sum(1 for line in self._lines.values() if line.session)
        return here if self._is_whole else before - self._sessions_before + here

    def write(self, commit: Commit) -> None:
        """Those documents of which anything changed."""
        for shard in sorted(self._changed):
            lines = {target: line for target, line in self._lines.items() if shard_of_line(target) == shard}
            name = lines_id(self.router_id, shard)
            after = RouterLines(id=name, router_id=self.router_id, shard=shard, lines=lines)
            before = self._stored[shard]
            if before is None:
                commit.create(sessions, after)
            elif before.value != after:
                commit.update(sessions, before, after)

    def _load(self, shards: set[int]) -> None:
        if not shards:
            return
        found = sessions.get_many(lines_id(self.router_id, shard) for shard in sorted(shards))
        for shard in shards:
            stored = self._stored[shard] = found.get(lines_id(self.router_id, shard))
            if stored is not None:
                self._lines |= stored.value.lines
        self._sessions_before = sum(1 for line in self._lines.values() if line.session)

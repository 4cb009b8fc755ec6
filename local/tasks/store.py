"""What outlives the server: waiting tasks, the names used up, and queues made or paused by call. SQLite."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

TABLES = """
CREATE TABLE IF NOT EXISTS tasks (
  name TEXT PRIMARY KEY, task BLOB NOT NULL, due REAL NOT NULL,
  dispatches INTEGER NOT NULL, responses INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS used_names (name TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS queues (name TEXT PRIMARY KEY, rules TEXT, paused INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Entry:
    """A task that is not done: `task` is the protobuf's bytes, `due` in epoch seconds.

    `repeated`: it was done, and is only delivered once more because of a fault.
    """

    name: str
    task: bytes
    due: float
    dispatches: int = 0
    responses: int = 0
    named: bool = True
    running: bool = False
    repeated: bool = False

    @property
    def queue(self) -> str:
        """projects/P/locations/L/queues/Q."""
        return self.name.partition("/tasks/")[0]


class Store:
    """Every call is its own commit. The log is not synced: it outlives kill -9, not a power cut."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(TABLES)

    def tasks(self) -> list[Entry]:
        """Every task that is not done; those that were running are waiting again."""
        rows = self._db.execute("SELECT name, task, due, dispatches, responses FROM tasks")
        return [Entry(*row) for row in rows]

    def add(self, entry: Entry) -> None:
        """Keep a new task."""
        self._db.execute(
            "INSERT INTO tasks VALUES (?, ?, ?, ?, ?)",
            (entry.name, entry.task, entry.due, entry.dispatches, entry.responses),
        )

    def reschedule(self, entry: Entry) -> None:
        """Keep what an attempt changed."""
        self._db.execute(
            "UPDATE tasks SET due = ?, dispatches = ?, responses = ? WHERE name = ?",
            (entry.due, entry.dispatches, entry.responses, entry.name),
        )

    def remove(self, entry: Entry, name_free_at: float) -> None:
        """Forget a task; its name stays used until `name_free_at`, epoch seconds."""
        self._db.execute("DELETE FROM tasks WHERE name = ?", (entry.name,))
        if entry.named:
            self._db.execute("INSERT OR REPLACE INTO used_names VALUES (?, ?)", (entry.name, name_free_at))

    def is_used(self, name: str, now: float) -> bool:
        """True if a task of that name was done or deleted a short while ago."""
        query = "SELECT 1 FROM used_names WHERE name = ? AND until > ?"
        return self._db.execute(query, (name, now)).fetchone() is not None

    def free_names(self, now: float) -> None:
        """Forget names whose time is over."""
        self._db.execute("DELETE FROM used_names WHERE until <= ?", (now,))

    def queues(self) -> list[tuple[str, str | None, bool]]:
        """(name, rules as JSON if made by call, paused) of queues that differ from the manifests."""
        rows = self._db.execute("SELECT name, rules, paused FROM queues")
        return [(name, rules, bool(paused)) for name, rules, paused in rows]

    def save_queue(self, name: str, rules: str | None, paused: bool) -> None:
        """Keep a queue's state."""
        self._db.execute("INSERT OR REPLACE INTO queues VALUES (?, ?, ?)", (name, rules, int(paused)))

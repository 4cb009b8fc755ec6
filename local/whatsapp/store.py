"""The simulator's memory: one SQLite file that survives a restart and a kill -9."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS phones (
  phone TEXT PRIMARY KEY, name TEXT, bsuid TEXT UNIQUE NOT NULL, last_inbound_at REAL,
  last_at REAL NOT NULL DEFAULT 0, last_text TEXT NOT NULL DEFAULT '', unread INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS phones_by_last ON phones (last_at DESC, phone);
CREATE TABLE IF NOT EXISTS messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, phone TEXT NOT NULL,
  direction TEXT NOT NULL, status TEXT NOT NULL, at REAL NOT NULL, view TEXT NOT NULL,
  callback_data TEXT, category TEXT, error INTEGER);
CREATE INDEX IF NOT EXISTS messages_by_phone ON messages (phone, seq);
CREATE TABLE IF NOT EXISTS webhooks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, lane INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
  made_at REAL NOT NULL, due_at REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS downloads (message_id TEXT PRIMARY KEY, link TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS media (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, filename TEXT);
CREATE TABLE IF NOT EXISTS templates (
  name TEXT NOT NULL, language TEXT NOT NULL, template TEXT NOT NULL, PRIMARY KEY (name, language));
CREATE TABLE IF NOT EXISTS states (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS happenings (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, phone TEXT,
  kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS happenings_by_phone ON happenings (phone, seq);
"""


class Store:
    """Thin over sqlite3: one connection, used from the event loop's thread only."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.revision = 0
        self._connection = sqlite3.connect(directory / "whatsapp.sqlite", isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        # NORMAL does not wait for the disk: what a killed process committed is still there.
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        self.touch()

    def touch(self) -> None:
        """Lets whoever watches look again."""
        self.revision += 1

    def run(self, sql: str, *values: object) -> int:
        """Runs one statement; returns the id of the row it added."""
        return self._connection.execute(sql, values).lastrowid or 0

    def all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def state(self, name: str, default: Any = None) -> Any:
        row = self.one("SELECT value FROM states WHERE name = ?", name)
        return json.loads(row["value"]) if row else default

    def keep_state(self, name: str, value: Any) -> None:
        with self.transaction():
            self.run("INSERT OR REPLACE INTO states VALUES (?, ?)", name, json.dumps(value))

    def close(self) -> None:
        self._connection.close()

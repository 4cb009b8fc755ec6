"""Keeps the bytes of uploaded, linked and received files, once per content."""

import hashlib
import sqlite3
from pathlib import Path

from local.whatsapp.identity import new_media_id
from local.whatsapp.store import Store

MEGABYTE = 1024 * 1024
LARGEST = {"image": 5 * MEGABYTE, "audio": 16 * MEGABYTE, "video": 16 * MEGABYTE, "sticker": MEGABYTE // 2}
LARGEST_DOCUMENT = 100 * MEGABYTE


class MediaFiles:
    def __init__(self, store: Store, directory: Path) -> None:
        self._store = store
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    def keep(self, content: bytes, mime_type: str, filename: str | None) -> str:
        """Stores the bytes and their row; returns the media id. Call inside a transaction."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._directory / sha256
        if not path.exists():
            half = path.with_suffix(".part")
            half.write_bytes(content)
            half.replace(path)
        media_id = new_media_id()
        self._store.run("INSERT INTO media VALUES (?, ?, ?, ?, ?)", media_id, sha256, mime_type, len(content), filename)
        return media_id

    def find(self, media_id: str) -> sqlite3.Row | None:
        return self._store.one("SELECT * FROM media WHERE id = ?", media_id)

    def path(self, row: sqlite3.Row) -> Path:
        return self._directory / str(row["sha256"])

    def forget(self, media_id: str) -> bool:
        """Drops the id as Meta does; the bytes stay where another id still names them."""
        row = self.find(media_id)
        if row is None:
            return False
        with self._store.transaction():
            self._store.run("DELETE FROM media WHERE id = ?", media_id)
        if not self._store.one("SELECT 1 FROM media WHERE sha256 = ?", row["sha256"]):
            self.path(row).unlink(missing_ok=True)
        return True


def largest(mime_type: str) -> int:
    return LARGEST.get(mime_type.split("/")[0], LARGEST_DOCUMENT)

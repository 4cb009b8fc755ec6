"""Keeps what the Firestore and Auth emulators hold: they have it in memory only, a snapshot has it in files.

A snapshot is a directory as `firebase emulators:export` makes it; `newest` points to the last whole one.
"""

import contextlib
import json
import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from local.environment import PROJECT

OWNER = {"Authorization": "Bearer owner", "Content-Type": "application/json"}
AUTH_CONFIG = f"emulator/v1/projects/{PROJECT}/config"
AUTH_ACCOUNTS = f"identitytoolkit.googleapis.com/v1/projects/{PROJECT}/accounts:batchGet?maxResults=-1"
METADATA = {"version": "14.27.0", "auth": {"version": "14.27.0", "path": "auth_export"}}
EVERY_S = float(os.environ.get("SNAPSHOT_EVERY_S") or 60)
# An export stops the emulator for a moment: at most one part in so many of the time.
SHARE = 20


class Snapshots:
    """Exports every minute and when asked."""

    def __init__(self, folder: Path, firestore_port: int, auth_port: int) -> None:
        self._folder = folder
        self._firestore = f"http://127.0.0.1:{firestore_port}"
        self._auth = f"http://127.0.0.1:{auth_port}"
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._every_minute, name="snapshots", daemon=True)

    def start(self) -> None:
        """Begin to export on the clock."""
        self._thread.start()

    def stop(self) -> None:
        """Export a last time."""
        if self._thread.is_alive():
            self._stopping.set()
            self.save()

    def save(self) -> None:
        """Export both now; while an emulator is down the last snapshot stays the newest."""
        with self._lock, contextlib.suppress(OSError):
            self._save()

    def _save(self) -> None:
        whole = self._folder / str(time.time_ns())
        (whole / "auth_export").mkdir(parents=True)
        (whole / "firebase-export-metadata.json").write_text(json.dumps(METADATA))
        for name, path in (("config", AUTH_CONFIG), ("accounts", AUTH_ACCOUNTS)):
            (whole / "auth_export" / f"{name}.json").write_bytes(_call("GET", f"{self._auth}/{path}"))
        _call(
            "POST",
            f"{self._firestore}/emulator/v1/projects/{PROJECT}:export",
            {
                "database": f"projects/{PROJECT}/databases/(default)",
                "export_directory": str(whole),
                "export_name": "firestore_export",
            },
        )
        link = self._folder / "newest.half"
        link.unlink(missing_ok=True)
        link.symlink_to(whole.name)
        link.replace(self._folder / "newest")
        for old in self._folder.iterdir():
            if old.name.isdigit() and old != whole:
                shutil.rmtree(old, ignore_errors=True)

    def _every_minute(self) -> None:
        wait = EVERY_S
        while not self._stopping.wait(wait):
            began = time.monotonic()
            self.save()
            wait = max(EVERY_S, SHARE * (time.monotonic() - began))


def firestore_metadata(folder: Path) -> Path | None:
    """The file the Firestore emulator starts from, if there is a snapshot in `folder`."""
    path = folder / "newest" / "firestore_export" / "firestore_export.overall_export_metadata"
    return path.resolve() if path.exists() else None


def auth_directory(folder: Path) -> Path | None:
    """What the Auth emulator imports, if there is a snapshot in `folder`."""
    path = folder / "newest"
    return path.resolve() if path.exists() else None


def _call(method: str, url: str, body: dict[str, Any] | None = None) -> bytes:
    data = json.dumps(body).encode() if body is not None else None
    with urlopen(Request(url, data, OWNER, method=method), timeout=600) as answer:
        told: bytes = answer.read()
        return told

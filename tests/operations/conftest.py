"""A place for an operator's commands: Firestore, Auth and a bucket of this test's own."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import firebase_admin
import pytest

from local.emulators import Emulator
from operations.place import Place
from shared.core import auth, config, firestore, storage


@pytest.fixture
def place(
    db: None, storage_emulator: Emulator, auth_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Place]]:
    """`place("a")`: enter the project of that name, with a bucket of its own."""
    import requests

    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", auth_emulator.host)
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://{storage_emulator.host}")
    base = os.environ["GOOGLE_CLOUD_PROJECT"]

    def enter(name: str) -> Place:
        project = f"{base}-{name}"
        monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", project)
        monkeypatch.setenv("BUCKET", f"{project}-private")
        _forget()
        requests.post(
            f"http://{storage_emulator.host}/storage/v1/b", json={"name": f"{project}-private"}, timeout=10
        ).raise_for_status() if not storage.bucket().exists() else None
        return Place("staging", project, {})

    yield enter
    _forget()


def _forget() -> None:
    for kept in (config.settings, firestore.client, storage.bucket, auth._made):
        kept.cache_clear()
    with contextlib.suppress(ValueError):  # there is none yet
        firebase_admin.delete_app(firebase_admin.get_app("sambung"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"

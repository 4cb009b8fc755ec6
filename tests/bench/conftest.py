"""Measurements are tried on the emulator of the session, each in a project of its own."""

from collections.abc import Iterator

import pytest

from bench.place import variables
from local.emulators import Emulator
from shared.core import tasks


@pytest.fixture
def place(firestore_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tasks, "client", tasks.client)  # a bench's process keeps the one it sets; these tests do not
    with variables(FIRESTORE_EMULATOR_HOST=firestore_emulator.host, LINK_KEY="a-key-for-tests"):
        yield

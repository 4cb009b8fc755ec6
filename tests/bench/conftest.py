"""Measurements are tried on the emulator of the session, each in a project of its own."""

from collections.abc import Iterator

import pytest

from bench.place import variables
from local.emulators import Emulator


@pytest.fixture
def place(firestore_emulator: Emulator) -> Iterator[None]:
    with variables(FIRESTORE_EMULATOR_HOST=firestore_emulator.host, LINK_KEY="a-key-for-tests"):
        yield

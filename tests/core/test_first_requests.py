"""A cold instance is asked by several people at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import firebase_admin
import pytest

from shared.core import auth

MANY = 8


def test_the_first_requests_share_one_firebase_app(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    def make(**_: Any) -> object:
        made.append(object())
        Event().wait(0.05)  # a making takes a moment, in which the others come
        return made[-1]

    monkeypatch.setattr(firebase_admin, "initialize_app", make)
    auth._made.cache_clear()
    together = Barrier(MANY)

    def ask(_: int) -> object:
        together.wait()
        return auth.firebase_app()

    with ThreadPoolExecutor(MANY) as threads:
        found = list(threads.map(ask, range(MANY)))
    auth._made.cache_clear()
    assert found == made * MANY

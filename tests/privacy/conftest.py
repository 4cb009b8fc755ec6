"""One who has left, with all we keep of a person."""

import pytest

from tests.access.doors import Doors, open_doors
from tests.cast import picture
from tests.conftest import Enqueued


@pytest.fixture
def doors(db: None, storage: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """The functions' routes in this process, with a bucket behind them."""
    return open_doors(monkeypatch)


@pytest.fixture
def ktp() -> bytes:
    return picture()

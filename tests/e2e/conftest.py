"""What tests in a browser begin with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, open_desk

# How long a page takes is not what these tests ask; on a busy machine a function may take seconds to start.
expect.set_options(timeout=20_000)


@pytest.fixture
def desk(stack_url: str) -> Iterator[Desk]:
    with open_desk(stack_url) as opened:
        yield opened

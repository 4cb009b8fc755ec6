"""What tests in a browser begin with."""

from collections.abc import Iterator

import pytest

from tests.e2e.desk import Desk, open_desk


@pytest.fixture
def desk(stack_url: str) -> Iterator[Desk]:
    with open_desk(stack_url) as opened:
        yield opened

"""A text is answered through the whole of Sambung within a second."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest

from local.stack import Stack
from tests.e2e.chat import answered, at, says, settle
from tests.owner import Owner, wait_for_rest

pytestmark = pytest.mark.timeout(300)
IN_TIME_S = 1.0
MOST_TRIES = 20


def seconds(act: Callable[[], Any]) -> float:
    started = time.monotonic()
    act()
    return time.monotonic() - started


def test_a_plain_text_is_answered_within_a_second(stack: Stack) -> None:
    phone = "+6281288800001"
    settle(Owner(stack), phone, "Asih")
    says(stack, phone, text="menu")
    answered(stack, phone, 0)  # the first call of each function also starts it
    wait_for_rest(stack)
    took: list[float] = []
    # The quickest shows what it takes; the others, how much else this machine is doing.
    while min(took, default=IN_TIME_S) >= IN_TIME_S and len(took) < MOST_TRIES:
        known = len(at(stack, phone))
        says(stack, phone, text=("tagihan", "menu", "status pengaduan")[len(took) % 3])
        took.append(seconds(lambda known=known: answered(stack, phone, known)))  # type: ignore[misc]
        wait_for_rest(stack)
    assert min(took) < IN_TIME_S, f"median {statistics.median(took):.2f}: {took}"

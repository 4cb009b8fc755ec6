"""What a month takes does not grow unseen beyond what docs/cost.md says, at a size that takes a few seconds."""

from pathlib import Path

import pytest

from bench.month.live import live_through
from bench.month.mix import OF
from bench.month.page import CEILING
from bench.month.straight_line import larger
from bench.month.used import Month, Used

PAGE = Path(__file__).parents[2] / "docs" / "cost.md"
SWEEP_READS = 30
"""Of an empty one, 8,928 times a month: 29.3 were counted once it also saw to the owner's warnings (docs/cost.md)."""


@pytest.mark.usefixtures("place")
def test_a_month_of_few_takes_no_more_than_the_page_says() -> None:
    month = live_through(OF, sweeps_a_day=1, staff_days=0, proves=False)
    assert (month.messages["issued"], month.messages["receipt"]) == (OF, OF)  # everybody was billed, and paid
    taken = {what: getattr(month.own, what) / OF for what in CEILING}
    assert {what: number for what, number in taken.items() if number > CEILING[what]} == {}
    sweep = month.used["sweep"]
    assert sweep.reads / sweep.calls <= SWEEP_READS


def test_the_page_names_these_ceilings() -> None:
    rows = [
        line.split("|")[-2].strip() for line in PAGE.read_text(encoding="utf-8").splitlines() if "| of 20: " in line
    ]
    assert rows == [f"of 20: {most:g}" for most in CEILING.values()]


def test_a_larger_provider_is_a_straight_line_through_two() -> None:
    fewer, more = Month(10, {"a": Used(reads=100)}), Month(20, {"a": Used(reads=110), "b": Used(calls=4)})
    grown = larger(fewer, more, 40)
    assert (grown.used["a"].reads, grown.used["b"].calls) == (130, 12)

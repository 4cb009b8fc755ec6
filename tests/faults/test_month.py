"""A month in which everything goes wrong, by the sandbox's clock; every evening the books and the phones are looked at.

1,000 customers and 20 routers for over thirty days in `make soak` (SOAK is how many, SEED repeats one); SOAK=30 is a
few customers on the days that matter. tests/faults/month/ says who lives there, what goes wrong, and what must be so.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from local.stack import Stack
from shared.core import clock
from tests.faults.month.ask import PatientOwner
from tests.faults.month.checks_of_people import JAKARTA
from tests.faults.month.facts import Known
from tests.faults.month.month import MORNING, Month
from tests.faults.month.page import heading, row, standing, sums
from tests.faults.month.people import WAYS, People
from tests.faults.month.read_facts import beside
from tests.faults.month.staff import Staff
from tests.faults.month.town import Town
from tests.faults.month.troubles import of_a_month, of_the_days_that_matter
from tests.faults.month.weather import MORTAL, deaths, sweeps
from tests.owner import wait_for_rest

PEOPLE = int(os.environ.get("SOAK") or 0)
LONG = PEOPLE > 50
ROUTERS = max(3, PEOPLE // 50)
SEED = int(told) if (told := os.environ.get("SEED", "")).isdigit() else random.randrange(10_000)
INSTANCES = "2" if LONG else "drain=2,send_message=2,whatsapp_webhook=2,converse=2"
BILLING_DAYS = (1, 2, 3, 4, 5, 6) if LONG else (1, 4)
DIES_EVERY_S = (8.0, 20.0) if LONG else (3.0, 7.0)
DUE_DAYS = 10 if LONG else 2
SHARE = 0.02 if LONG else 0.3
DAYS = 32
"""From the first of a month on: until whoever was cut latest has paid and is back, and the next bills are there."""
REST_S = 300 + PEOPLE
pytestmark = [
    pytest.mark.skipif(not PEOPLE, reason="takes minutes: `make soak`, or SOAK=30 for its short form"),
    pytest.mark.timeout(7200 if LONG else 900),
]


@pytest.fixture(scope="module", autouse=True)
def several_of_each() -> Iterator[None]:
    """Functions have more than one process; local/programs.py reads it when the stack starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSTANCES", INSTANCES)
        yield


@pytest.fixture
def month(own_stack: Stack, tmp_path: Path) -> Iterator[Month]:
    """The last morning of the month before: everybody is brought in and on line."""
    chance, did = random.Random(SEED), Counter[str]()
    with beside(own_stack):
        town = Town(own_stack, PatientOwner(own_stack, chance), PEOPLE, ROUTERS, BILLING_DAYS, DUE_DAYS)
        eve = date.fromisoformat(f"{town.api.next_month()}-01") - timedelta(days=1)
        town.passes(datetime.combine(eve, MORNING, JAKARTA) - clock.now())
        town.bring_in(tmp_path)
        wait_for_rest(own_stack, REST_S)
        known = Known()
        people, staff = People(town, known, chance, did), Staff(town, known, chance, did)
        people.way = {one: chance.choices(list(WAYS), list(WAYS.values()))[0] for one in sorted(town.phone)}
        yield Month(town, people, staff, known, did, SHARE, REST_S)


def test_in_a_month_in_which_everything_goes_wrong_nothing_is_lost_and_nothing_twice(month: Month) -> None:
    first = clock.today() + timedelta(days=1)
    say(heading(f"SEED={SEED} SOAK={PEOPLE}"))
    with sweeps(month.stack), deaths(month.stack, SEED, DIES_EVERY_S, MORTAL, month.killed):
        for day, trouble in of_a_month(first, DAYS) if LONG else of_the_days_that_matter(first, DUE_DAYS):
            if day <= clock.today():
                continue  # it went by while the token was expired
            wrong = month.live(day, trouble)
            say(row(month.days[-1]))
            assert not wrong, "\n".join([f"{day}, SEED={SEED} SOAK={PEOPLE}: {len(wrong)} wrong", *wrong[:40]])
    say(sums(month.days, month.killed, standing(month.before)))


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - what the soak tells

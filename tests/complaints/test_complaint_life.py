"""The life of a complaint as a table: each step from each status, and who may take it."""

import itertools
from datetime import timedelta
from typing import get_args

import pytest

from shared.complaints.life_cycle import CLOCK_STANDS, LIFE_CYCLE, WHO, Actor, after, can, step_to, steps_of
from shared.complaints.models import Status, Step
from shared.complaints.move_complaint import moved
from shared.core.errors import Conflict, Forbidden
from tests.cast import NOW
from tests.complaints.stand import CALENDAR, ticket

STATUSES: tuple[Status, ...] = get_args(Status)
STEPS: tuple[Step, ...] = get_args(Step)
ACTORS: tuple[Actor, ...] = get_args(Actor)
EVERY_STEP = list(itertools.product(STATUSES, STEPS))
TEXT = """
            assign    schedule  depart     arrive  wait    resume   resolve  close  reopen   merge  unschedule
open        assigned  scheduled on_the_way working waiting -        resolved closed -        closed -
assigned    assigned  scheduled on_the_way working waiting -        resolved closed -        closed -
scheduled   scheduled scheduled on_the_way working waiting -        resolved closed -        closed assigned
on_the_way  assigned  scheduled on_the_way working waiting -        resolved closed -        closed assigned
working     assigned  scheduled on_the_way working waiting -        resolved closed -        closed -
waiting     assigned  scheduled on_the_way working waiting assigned resolved closed -        closed -
resolved    -         -         -          -       -       -        -        closed reopened closed -
closed      -         -         -          -       -       -        -        -      reopened -      -
reopened    assigned  scheduled on_the_way working waiting -        resolved closed -        closed -
"""
ROWS = [line.split() for line in TEXT.strip().splitlines()]
TABLE = {status: dict(zip(ROWS[0], told, strict=True)) for status, *told in ROWS[1:]}
LEADS = {(status, step): TABLE[status][step] for status in TABLE for step in ROWS[0] if TABLE[status][step] != "-"}


def test_the_table_is_of_every_status_and_step() -> None:
    assert (set(TABLE), set(ROWS[0])) == (set(STATUSES), set(STEPS))


@pytest.mark.parametrize(("status", "step"), EVERY_STEP)
def test_each_step_leads_where_the_table_says_or_is_refused(status: Status, step: Step) -> None:
    actor = sorted(WHO[step])[0]
    if (status, step) in LEADS:
        assert after(status, step, actor) == LEADS[status, step]
    else:
        with pytest.raises(Conflict, match="wrong_status"):
            after(status, step, actor)


ALLOWED: dict[Actor, set[Step]] = {
    "office": set(STEPS),
    "technician": {"assign", "schedule", "depart", "arrive", "wait", "resume", "resolve"},
    "customer": {"unschedule", "resume", "close", "reopen"},
    "system": {"assign", "resolve", "close"},
}


@pytest.mark.parametrize(("actor", "step"), list(itertools.product(ACTORS, STEPS)))
def test_nobody_takes_a_step_that_is_not_theirs(actor: Actor, step: Step) -> None:
    status = next(one for one in STATUSES if (one, step) in LEADS)
    if step in ALLOWED[actor]:
        assert after(status, step, actor)
    else:
        with pytest.raises(Forbidden):
            after(status, step, actor)
    assert can(status, step, actor) is (step in ALLOWED[actor])
    assert (step in steps_of(status, actor)) is (step in ALLOWED[actor])


def test_every_status_is_reached_and_left() -> None:
    reached = {following for steps in LIFE_CYCLE.values() for following in steps.values()}
    assert reached | {"open"} == set(STATUSES)
    assert all(LIFE_CYCLE[status] for status in STATUSES)


@pytest.mark.parametrize(("status", "wanted"), list(itertools.product(STATUSES, STATUSES)))
def test_a_wanted_status_names_its_step(status: Status, wanted: Status) -> None:
    if any(LEADS.get((status, step)) == wanted for step in STEPS if step not in ("merge", "unschedule")):
        assert after(status, step_to(status, wanted), "office") == wanted
    else:
        with pytest.raises(Conflict):
            step_to(status, wanted)


@pytest.mark.parametrize(("status", "step"), EVERY_STEP)
def test_the_clock_runs_only_while_we_are_at_it(status: Status, step: Step) -> None:
    if (status, step) not in LEADS:
        return
    then = NOW + timedelta(hours=1)
    changed = moved(ticket(status=status, dispatched=True), step, sorted(WHO[step])[0], then, CALENDAR)
    stands = changed.status in CLOCK_STANDS
    assert (changed.sla.running_since is None, changed.due_at is None) == (stands, stands)
    assert changed.is_open is (changed.status != "closed")
    assert (changed.next_step_at is None) is (changed.status == "closed")


def test_a_complaint_of_an_outage_has_no_clock_of_its_own() -> None:
    changed = moved(ticket(outage_id="x", dispatched=True), "assign", "system", NOW, CALENDAR)
    assert (changed.sla.running_since, changed.due_at, changed.next_step_at) == (None, None, None)


def test_what_was_asked_is_forgotten_once_we_go_on() -> None:
    asked = ticket(status="waiting", question="foto modem")
    assert moved(asked, "resume", "customer", NOW, CALENDAR).question == ""

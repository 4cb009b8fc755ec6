"""A day of the month: the clock goes on, people act, staff work, and in the evening everything is looked at."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from local.stack import Stack
from shared.core import clock
from tests.faults.month import checks_of_money, checks_of_people, troubles
from tests.faults.month.checks_of_people import JAKARTA
from tests.faults.month.facts import Facts, Known
from tests.faults.month.page import Day, changes
from tests.faults.month.people import People
from tests.faults.month.read_facts import read_facts
from tests.faults.month.staff import Staff
from tests.faults.month.town import Town
from tests.faults.month.weather import EVERY_DAY
from tests.faults.storm import switch
from tests.owner import wait_for_rest

MORNING = time_of_day(9, 30)
CHECKS = (*checks_of_money.CHECKS, *checks_of_people.CHECKS)
SWEEP = timedelta(minutes=16)
"""Longer than anything is left alone before a sweep looks after it."""
MOST_SWEEPS = 8


@dataclass
class Month:
    """Who plays, and what is known so far; `share` of the customers write on a day."""

    town: Town
    people: People
    staff: Staff
    known: Known
    did: Counter[str]
    share: float
    rest_s: float
    killed: Counter[str] = field(default_factory=Counter)
    """Processes, so far."""
    days: list[Day] = field(default_factory=list)
    before: Facts = field(init=False)
    """As it was the evening before."""

    def __post_init__(self) -> None:
        self._remember(read_facts(self.stack, self.town.api))

    @property
    def stack(self) -> Stack:
        return self.town.stack

    def live(self, day: date, trouble: str) -> list[str]:
        """From the evening before until this evening; what is wrong then."""
        began, killed = time.monotonic(), self.killed.total()
        self.did.clear()
        self._night(day, trouble)
        self.people.go_on()
        troubles.in_the_morning(self, trouble)
        self.people.act(day)
        self.people.write(self.share)
        self.people.call(self.share / 5)
        troubles.by_day(self, day, trouble)
        self.rests()
        self.people.go_on()
        self.staff.work(clock.now())
        facts = self._evening()
        self.did["kills"] = self.killed.total() - killed
        self.days.append(Day(day, trouble, self.did + changes(self.before, facts, time.monotonic() - began)))
        wrong = [f"{check.__name__}: {said}" for check in CHECKS for said in check(facts, self.known)]
        self._remember(facts)
        return wrong

    def rests(self) -> None:
        wait_for_rest(self.stack, self.rest_s)

    def expects_bills(self, last: date, *, missed: bool = False) -> None:
        """What must be billed on the mornings up to this one: by who is active the evening before."""
        day, status = clock.today(), {line.id: line.status for line in self.before.lines}
        while day < last:
            day += timedelta(days=1)
            self.known.due |= {(line.id, day) for line in self.before.lines if line.billing_day == day.day}
            if not missed:
                self.known.bills |= {(line, f"{on:%Y-%m}") for line, on in self.known.due if status[line] == "active"}
                self.known.due.clear()

    def _night(self, day: date, trouble: str) -> None:
        """Until the morning of this day; schedules, reminders and cuts take place."""
        switch(self.stack, **troubles.at_night(trouble))
        if "router away" in trouble:
            troubles.router(self, silent=True)
        start = clock.now()
        self.expects_bills(day, missed="no schedules" in trouble)
        self.town.passes(datetime.combine(day, MORNING, JAKARTA) - start)
        if "no receipts" in trouble:
            self.known.deaf.append((start, clock.now()))
        if "router back" in trouble:
            troubles.router(self, silent=False)
        switch(self.stack, **EVERY_DAY)

    def _evening(self) -> Facts:
        """At rest: what a crash left is found by the sweep, and the routers have heard what was decided."""
        for number in range(MOST_SWEEPS):
            self.rests()
            self.town.report_all()
            facts = read_facts(self.stack, self.town.api)
            left = [said for check in checks_of_people.AT_REST for said in check(facts, self.known)]
            if not left or number == MOST_SWEEPS - 1:
                break
            self.did["sweeps waited for"] += 1
            if checks_of_people.nothing_is_in_doubt(facts, self.known):
                self.people.write(0, words=("menu",))
            self.town.passes(SWEEP)
        return facts

    def _remember(self, facts: Facts) -> None:
        self.before = facts
        self.known.unheard.clear()
        self.known.cut = {line.id for line in facts.lines if line.status == "suspended"}
        self.known.promised |= {one.id: one.promise.until for one in facts.customers if one.promise}
        self.people.hear_of_new_bills(facts)

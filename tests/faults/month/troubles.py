"""What goes thoroughly wrong on some days of the month."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from local.clock import Clock
from shared.billing.suspend_days import why_not
from tests.faults.month.checks_of_people import JAKARTA, POLICY, SUSPENDED_AFTER
from tests.faults.month.weather import EVERY_DAY
from tests.faults.storm import messages_in, switch

if TYPE_CHECKING:
    from tests.faults.month.month import Month

NIGHTLY: dict[str, dict[str, Any]] = {"no schedules": {"schedules_missed": 1}, "no receipts": {"drop": 1}}
"""Fault switches until the morning."""
MOST_REPORTS = 10
"""By so many it has shown; two are enough where none is lost."""
RECEIPT = "pembayaran_diterima"
OF_THE_MONTH = {
    2: "tripay is down",
    3: "no schedules",
    4: "no schedules",
    5: "no schedules",
    7: "token expires",
    9: "template paused",
    11: "box cut",
    12: "box mended",
    14: "no receipts",
    20: "router away",
    21: "router back",
}
"""By the number of the day; on the others there is only the weather of every day."""


def of_a_month(first: date, days: int) -> list[tuple[date, str]]:
    return [(first + timedelta(days=number - 1), OF_THE_MONTH.get(number, "")) for number in range(1, days + 1)]


def of_the_days_that_matter(first: date, due_days: int) -> list[tuple[date, str]]:
    """The same troubles in as few stops as they fit in."""
    ripe = first + timedelta(days=due_days) + SUSPENDED_AFTER
    cut = next(day for number in range(30) if why_not(POLICY, day := ripe + timedelta(days=number)) is None)
    return [
        (first, ""),
        (first + timedelta(days=1), "token expires"),
        (first + timedelta(days=4), "no schedules, box cut"),
        (cut, "router away, box mended"),
        (cut + timedelta(days=1), "router back"),
    ]


def at_night(trouble: str) -> dict[str, Any]:
    """The faults until the morning."""
    return EVERY_DAY | {name: rate for what, more in NIGHTLY.items() if what in trouble for name, rate in more.items()}


def in_the_morning(month: Month, trouble: str) -> None:
    """Before people act."""
    if "tripay is down" in trouble:
        gateways_down(month, "tripay")
    if "template paused" in trouble:
        switch(month.stack, **EVERY_DAY | {"paused_template": [RECEIPT]})
    if "box cut" in trouble:
        box(month, up=False)
    if "box mended" in trouble:
        box(month, up=True)


def by_day(month: Month, day: date, trouble: str) -> None:
    """After people acted."""
    if "tripay is down" in trouble:
        gateways_down(month)
    if "template paused" in trouble:
        month.staff.renew(f"template.{RECEIPT}")
        switch(month.stack, **EVERY_DAY)
    if "token expires" in trouble:
        token_expires(month, day + timedelta(days=1))


def token_expires(month: Month, tomorrow: date) -> None:
    """Whoever writes gets no answer, and the night's messages do not go; in the morning the token is renewed."""
    switch(month.stack, **EVERY_DAY | {"token_expired": 1})
    month.people.write(month.share)
    until(lambda: len(messages_in(month.town.api, "queued")) > 0, month.rest_s)
    month.expects_bills(tomorrow)
    # The sandbox's own way waits for rest, and there is none.
    morning = datetime.combine(tomorrow, datetime.min.time(), JAKARTA) + timedelta(hours=9, minutes=30)
    Clock(Path(month.stack.env["CLOCK_OFFSET_FILE"])).move_to(morning)
    switch(month.stack, **EVERY_DAY)
    month.staff.renew("all")
    month.rests()


def box(month: Month, *, up: bool) -> None:
    """The fullest box has no light, or has it again; its router shows it, and some of its people write about it."""
    town = month.town
    name = max(sorted(town.boxes), key=lambda one: len(town.boxes[one]))
    router = town.router_of_customer(town.boxes[name][0])
    town.cut(name, up=up)
    going_on: list[object] = []
    for _ in range(MOST_REPORTS):
        town.report(router)
        town.passes(timedelta(minutes=1))
        going_on = town.api.get("/api/outages", status="open")["items"]
        if bool(going_on) is not up:
            break
    assert len(going_on) == (0 if up else 1), going_on
    month.people.write(0.5, town.boxes[name], ("sudah normal",) if up else ("wifi mati min", "internet mati"))


def router(month: Month, *, silent: bool) -> None:
    """The last one cannot reach us, or can again."""
    name = month.town.router_names[-1]
    month.town.change_router(name, silent=silent)
    (month.known.away.add if silent else month.known.away.discard)(name)


def gateways_down(month: Month, *names: str) -> None:
    url = f"{month.stack.url}/sandbox/payments/faults"
    requests.put(url, json={"down": names}, timeout=30).raise_for_status()


def until(it_is_so: Callable[[], bool], within_s: float) -> None:
    end = time.monotonic() + within_s
    while not it_is_so():
        assert time.monotonic() < end

"""A line's 90 days: what is written once a day and only where something happened, and what it says."""

from datetime import date, datetime, timedelta

import pytest

from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers
from shared.network.forget_lines import forget_lines
from shared.network.line_day import DAY_S, LineDay
from shared.network.line_history import Span, days_of
from shared.network.models import LineHistory
from shared.network.read_history import read_history
from shared.network.repository import line_days
from shared.network.write_days import AT_ONCE
from tests.network.conftest import Site

QUIET = (2, 1)
TELLS_EVERY = 360
"""Reports: three hours."""


@pytest.fixture
def watched(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(clock, "today", lambda: site.now.astimezone(clock.zone()).date())
    return site


def carries(site: Site, up: int = 1_000, down: int = 20_000) -> None:
    for user in site.router.secrets:
        site.router.rates[user] = (up, down)


def hours_later(site: Site) -> None:
    """The report that tells the counters, without the 359 before it."""
    site.router.memory.rounds, site.router.memory.counts = 9, 35
    site.polls()


def until_midnight(site: Site) -> None:
    """To the last minute before it, without a report: the router was silent."""
    local = site.now.astimezone(clock.zone())
    night = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), clock.zone())
    site.passes(int((night - local).total_seconds()) - 60)


def test_a_quiet_report_stays_quiet_whatever_is_carried_and_each_third_hour_costs_its_documents(watched: Site) -> None:
    site = watched
    for number in range(1, 31):
        site.line(number)
    carries(site)
    site.polls(3)
    told = [site.costs() for _ in range(TELLS_EVERY)]
    assert [cost for cost in told if cost != QUIET] == [(2 + 8, 1 + 8)]


def test_what_is_carried_adds_up_over_sessions_resets_and_restarts(watched: Site) -> None:
    site = watched
    line = site.line(1)
    carries(site)
    site.polls(2)

    def told_s() -> float:
        month = read_history(line.id).months[0]
        assert (month.month, month.down) == ("2026-11", month.up * 20)
        return month.up / 1_000

    site.polls(20)
    assert told_s() == 0
    hours_later(site)
    assert told_s() == 690 - 30  # its first report came when the session was 30 s old and nobody's yet
    site.polls(10)
    site.router.power("plg-00001", up=False)
    site.polls()
    assert told_s() == 960  # as it was last read before the session ended
    site.router.power("plg-00001", up=True)
    site.polls(11)
    site.router.carried["plg-00001"] = (0, 0)  # somebody reset the counters
    hours_later(site)
    assert told_s() == 960 + 30
    site.router.restart()
    site.polls()
    assert told_s() == 960 + 30 + 30
    hours_later(site)
    assert told_s() == 960 + 30 + 60


def test_a_day_is_written_once_after_midnight_and_only_where_something_happened(watched: Site) -> None:
    site = watched
    lines = [site.line(number) for number in range(1, 6)]
    site.polls(2)
    site.router.power("plg-00002", up=False)
    site.polls()
    site.router.light["plg-00003"] = "-26.1"
    site.polls()
    until_midnight(site)
    site.polls(2, seconds=20)
    assert line_days.find() == []
    site.polls(2, seconds=40)
    found = {stored.value.subscription_id: stored.value for stored in line_days.find()}
    assert {lines[1].id, lines[2].id} <= set(found)
    day = found[lines[1].id]
    assert (day.id, day.customer_id, day.day, day.ended_on) == (f"{lines[1].id}_{day.day}", "PLG-00002", day.day, False)
    assert day.expires_at - site.now > timedelta(days=90)
    assert found[lines[2].id].dbm_low == -26.1
    assert site.state("plg-00002").days == []
    assert site.kept().days_from is None
    assert site.costs() == QUIET


def test_a_large_router_writes_its_days_with_several_reports(watched: Site) -> None:
    site = watched
    count = AT_ONCE + 30
    for number in range(1, count + 1):
        site.line(number)
    carries(site)
    site.polls(3)
    hours_later(site)
    until_midnight(site)
    site.polls(1, seconds=61)
    shards = 8
    first, second = site.costs(), site.costs()
    assert sum(1 for _ in line_days.find()) == count
    assert first[1] + second[1] <= 2 * (1 + shards) + count
    assert site.costs() == QUIET


def test_90_days_in_a_row_say_on_off_unknown_and_before_us(watched: Site) -> None:
    site = watched
    line = site.line(1)
    site.polls(2)
    site.router.power("plg-00001", up=False)
    site.polls()
    site.passes(3 * DAY_S)  # nothing is heard
    site.router.power("plg-00001", up=True)
    site.polls(3)
    told: LineHistory = read_history(line.id)
    assert len(told.days) == 90
    assert [day.state for day in told.days[-5:]][:4] == ["none", "off", "unknown", "unknown"]
    assert told.days[0].state == "none"
    assert told.days[-1].state in ("unknown", "partly")
    assert all(day.off_s + day.unknown_s <= DAY_S for day in told.days)


def test_a_day_without_a_document_is_as_the_one_before_it_ended() -> None:
    first, today = date(2026, 11, 1), date(2026, 11, 5)
    kept = {
        date(2026, 11, 2): LineDay(day=date(2026, 11, 2), began_on=True, changes=[40_000]),
        date(2026, 11, 4): LineDay(day=date(2026, 11, 4), began_on=False, changes=[10_000]),
    }
    shown = days_of(Span(first, today, 1_000), kept, {"2026-11-05": 900}, None)
    assert [(day.state, day.off_s) for day in shown] == [
        ("none", 0),
        ("partly", DAY_S - 40_000),
        ("off", DAY_S),
        ("partly", 10_000),
        ("unknown", 0),
    ]


def test_light_has_its_limits_beside_it(watched: Site) -> None:
    site = watched
    line = site.line(1)
    site.router.light["plg-00001"] = "-25.4"
    site.polls(3)
    told = read_history(line.id)
    assert (told.dbm, told.light, told.weak_dbm, told.bad_dbm) == (-25.4, "weak", -25.0, -27.0)
    site.router.light["plg-00001"] = "-27.8"
    site.polls()
    told = read_history(line.id)
    assert (told.light, told.days[-1].dbm_low) == ("bad", -27.8)


def test_the_next_person_on_a_login_sees_nothing_of_the_last(watched: Site) -> None:
    site = watched
    line = site.line(1)
    carries(site)
    site.polls(3)
    hours_later(site)
    assert site.state("plg-00001").days
    owner = customers.get(line.customer_id)
    assert owner
    commit = Commit()
    forget_lines(commit, owner.value)
    commit.commit()
    left = site.state("plg-00001")
    assert (left.days, left.counted) == ([], None)

"""Whatever happens between a router and us while billing changes its mind, the last decision stands."""

import random

import pytest

from local.routers.fleet import Plugged
from shared.core.fields import PageQuery
from shared.network.read_routers import list_drift
from tests.network.conftest import Site

STEPS = ("cut", "let on", "poll", "poll", "silent", "twice", "late", "restart")


@pytest.mark.parametrize("seed", range(6))
def test_suspend_and_pay_again_and_again_ends_with_the_last_decision(site: Site, seed: int) -> None:
    dice = random.Random(seed)
    line, other = site.line(1), site.line(2)
    site.polls(2)
    way = Plugged(site.token, site.router)
    allowed = True
    for _ in range(40):
        step = dice.choice(STEPS)
        way.silent, way.twice, way.late = step == "silent", step == "twice", step == "late"
        if step in ("cut", "let on"):
            allowed = step == "let on"
            site.decide(line, allowed=allowed)
        elif step == "restart":
            site.router.restart()
        else:
            site.passes()
            site.router.poll(way.sends(site.post))
    way.silent = way.twice = way.late = False
    for _ in range(4):
        site.passes()
        site.router.poll(way.sends(site.post))
    assert site.router.secrets["plg-00001"].profile == ("p20" if allowed else "isolir")
    assert site.router.secrets["plg-00002"].profile == "p20"
    assert list_drift(PageQuery()).items == []
    assert site.stored(other).service_allowed
    assert site.costs() == (2, 1)

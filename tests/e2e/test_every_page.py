"""Every page of the admin site, by day and by night, at a desk and on a phone: nothing keeps anybody out of it."""

import pytest

from local.stack import Stack
from tests.e2e.desk import ALL, COLOURS, DESKTOP, PHONE, Desk, barriers_in, needs_browser
from tests.e2e.every_page import know_second_factors, routes, shown_by
from tests.owner import Owner

pytestmark = [*needs_browser, pytest.mark.timeout(420)]


def test_no_page_keeps_anybody_out_or_scrolls_sideways(stack: Stack, desk: Desk) -> None:
    shown = shown_by(stack, Owner(stack))
    found = {}
    know_second_factors(desk.page)
    desk.page.goto(f"{desk.url}/admin/")
    found["/masuk"] = faults(desk)
    desk.sign_in("owner@sambung.test")
    for route in routes():
        desk.go("/admin" + route.replace(":id", shown.get(route, ":id")).rstrip("/"))
        found[route] = faults(desk)
    assert {route: told for route, told in found.items() if told} == {}
    assert len(found) > 40


def faults(desk: Desk) -> list[str]:
    """What is wrong with the page as it stands, in each of the four ways it is looked at."""
    told = []
    for size in (DESKTOP, PHONE):
        desk.resize(size)
        if not desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            told.append(f"{size[0]}: scrolls sideways")
        for scheme, looking_for in (("light", ALL), ("dark", COLOURS)):
            # Without motion: a colour half way to another is none of the page's.
            desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            told += [f"{size[0]} {scheme}: {barrier}" for barrier in barriers_in(desk.page, looking_for)]
    desk.resize(DESKTOP)
    return told

"""The matrix, the routes, the page and the doors say the same: every role, every route, every method."""

import itertools
from typing import Any

import pytest
import requests

from local.access_page import TARGET, page, routes_by_permission
from local.manifests import load_all
from local.openapi import api_of, merged
from local.stack import Stack
from shared.access.matrix import MATRIX, may, permissions_of
from shared.access.staff_api import staff_api
from shared.core.http import PUBLIC, Routes
from tests.access.doors import ROLES, Doors, employ
from tests.owner import Owner

ROUTES = [
    (method, path, operation["x-may"])
    for path, methods in merged()["paths"].items()
    for method, operation in methods.items()
    if operation["x-may"] != "anyone"
]
SIGNED_IN = ("owner", "cashier", "technician", "collector")


def address(path: str) -> str:
    for name, value in {"{id}": "x", "{uid}": "x", "{step}": "stop", "{charge_id}": "x", "{file_id}": "x"}.items():
        path = path.replace(name, value)
    assert "{" not in path, path
    return path


def test_the_page_is_what_the_matrix_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run `make access`"


def test_every_permission_is_asked_for_by_a_route() -> None:
    assert set(MATRIX) == set(routes_by_permission()) - {"anyone"}


def test_a_route_without_an_entry_does_not_start() -> None:
    stray = Routes("/api/stray")
    stray.get("", may="stray.read")(lambda: None)
    with pytest.raises(ValueError, match=r"stray\.read"):
        staff_api(stray)


def test_every_thing_of_an_area_is_looked_at_before_its_routes() -> None:
    tables = [table for one in load_all() if (api := api_of(one)) for table in api.tables]
    unlooked = [
        f"{route.method} {route.rule}"
        for table in tables
        for route in table.entries
        if route.may != PUBLIC and MATRIX[route.may].reach == "own_areas" and "{" in route.rule and not route.check
    ]
    assert unlooked == []


def test_limits_of_area_only_take_away() -> None:
    for role in ROLES:
        assert set(permissions_of(role, ("utara",))) <= set(permissions_of(role))
    assert not may("owner", "unknown.read")
    assert all(may("owner", name) for name, grant in MATRIX.items() if grant.reach != "mine")


@pytest.mark.parametrize(("method", "path", "permission"), ROUTES, ids=[f"{m} {p}" for m, p, _ in ROUTES])
def test_each_role_opens_the_doors_the_matrix_gives_it(doors: Doors, method: str, path: str, permission: str) -> None:
    employ("demo-north", "admin", areas=["utara"])
    employ("demo-gone", "owner", active=False)
    people: dict[str, Any] = {f"demo-{role}": may(role, permission) for role in ROLES}
    people |= {"demo-north": may("admin", permission, ("utara",)), "demo-gone": False}
    people["demo-asih"] = may("customer", permission)
    for uid, let_in in people.items():
        status = doors.call(method, address(path), uid).status_code
        assert (status != 403) == let_in, (uid, status)
        assert status != 401
        assert status < 500
    for stranger in (None, "forged"):
        assert doors.call(method, address(path), stranger).status_code == 401


def test_the_running_functions_open_the_same_doors(stack: Stack) -> None:
    wrong = []
    people = {role: Owner(stack, role).session for role in SIGNED_IN}
    for (role, session), (method, path, permission) in itertools.product(people.items(), ROUTES):
        answer = session.request(method, stack.url + address(path), timeout=60)
        if (answer.status_code != 403) != may(role, permission) or answer.status_code in (401, 500):
            wrong.append((role, method, path, answer.status_code))
    for method, path, _ in ROUTES:
        if (status := requests.request(method, stack.url + address(path), timeout=60).status_code) != 401:
            wrong.append(("nobody", method, path, status))
    assert wrong == []

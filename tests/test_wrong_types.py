"""Each field of each route that takes JSON, given what it is not: refused with its name, or taken, but never a 500."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from shared.core.firestore import Commit
from shared.core.http import Route, Routes, http_api
from shared.customers.repository import customers, plans, subscriptions
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.conftest import Enqueued

NOUNS = sorted(Path(__file__).parents[1].glob("shared/*/routes.py"))
STAFF_TABLES = [
    table
    for noun in NOUNS
    for table in vars(importlib.import_module(f"shared.{noun.parent.name}.routes")).values()
    if isinstance(table, Routes) and not any(entry.may.startswith("me.") for entry in table.entries)
]
TAKING_JSON = [
    entry for table in STAFF_TABLES for entry in table.entries if "body" in get_type_hints(entry.handler) and entry.may
]
ASKING = [
    entry for table in STAFF_TABLES for entry in table.entries if "query" in get_type_hints(entry.handler) and entry.may
]
JUNK: list[Any] = [
    *(None, True, "", " ", "\x00", "\ud800", "x" * 5_000, "\U0001f468\u200d\U0001f469", "NaN", "-", "/", "..", "__a__"),
    *(-1, 0, 1.5, 10**18, -(10**18), 10**40, 1e308, [], [None], [[]], ["\x00"], {}, {"a": 1}, {"": {}}),
    *("2026-02-31", "0001-01-01", "9999-12-31", "2026-11-23T25:00:00Z"),
]
GOOD: dict[str, Any] = {
    "/api/customers": {"name": "Budi", "phone": "081200004472", "address": "Jl. Melati 5"},
    "/api/plans": {"name": "Murah", "price": 100_000},
    "/api/areas": {"name": "Dukuh"},
    "/api/routers": {"name": "RB Dukuh"},
    "/api/nodes": {"kind": "odp", "name": "ODP Dukuh 1"},
    "/api/subscriptions/{id}/{step}": {"reason": "coba"},
    "/api/billing/preview": {"on": "2026-12-01"},
    "/api/billing/runs": {"on": "2026-12-01"},
}
SUBSCRIPTION = {"plan_id": "rumah-20", "billing_day": 1, "starts_on": "2026-11-01"}


@pytest.fixture(scope="module")
def app() -> Any:
    return http_api(*STAFF_TABLES, settle_caller=lambda _may, _read: KAMIL).app  # type: ignore[attr-defined]


@pytest.fixture
def api(app: Any, db: None, enqueued: Enqueued) -> FlaskClient:
    budi, line = subscribed(customer(90_000))
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(customers, budi)
    commit.create(subscriptions, line)
    commit.commit()
    client: FlaskClient = app.test_client()
    return client


def address(route: Route) -> str:
    an_id = "PLG-90000-1" if "subscriptions" in route.rule else "rumah-20" if "plans" in route.rule else "PLG-90000"
    return route.rule.replace("{id}", an_id).replace("{step}", "pause")


def fields(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    schema = model.model_json_schema()
    for name, described in schema.get("properties", {}).items():
        yield (name,)
        for choice in [described, *described.get("anyOf", [])]:
            inner = schema.get("$defs", {}).get(choice.get("$ref", "").removeprefix("#/$defs/"), {})
            for deeper in inner.get("properties", {}):
                yield name, deeper


def with_junk(good: dict[str, Any], path: tuple[str, ...], junk: Any) -> dict[str, Any]:
    if len(path) == 1:
        return {**good, path[0]: junk}
    inner = SUBSCRIPTION if path[0] == "subscription" else {}
    return {**good, path[0]: {**inner, path[1]: junk}}


def named(route: Route) -> str:
    return f"{route.method} {route.rule}"


@pytest.mark.parametrize("route", TAKING_JSON, ids=named)
def test_no_field_of_a_body_brings_a_function_down(api: FlaskClient, route: Route) -> None:
    for path in fields(get_type_hints(route.handler)["body"]):
        for junk in JUNK:
            sent = with_junk(GOOD.get(route.rule, {}), path, junk)
            answer = api.open(address(route), method=route.method.upper(), json=sent)
            assert answer.status_code < 500, (sent, answer.text)
            if answer.status_code == 422:
                assert all(wrong["message"] for wrong in answer.json["fields"]), (sent, answer.text)


@pytest.mark.parametrize("route", ASKING, ids=named)
def test_no_question_brings_a_function_down(api: FlaskClient, route: Route) -> None:
    for path in fields(get_type_hints(route.handler)["query"]):
        for junk in [
            "",
            " ",
            "\x00",
            "x" * 5_000,
            "\U0001f600",
            "-1",
            "0",
            "1e9",
            "9" * 40,
            "/",
            "..",
            "__a__",
            "`",
            "[]",
            "W10",
            "WzFd",
        ]:
            answer = api.open(address(route), method=route.method.upper(), query_string={path[0]: junk})
            assert answer.status_code < 500, (path, junk, answer.text)

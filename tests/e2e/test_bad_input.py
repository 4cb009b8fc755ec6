"""Bad input gets a problem+json that says which field and why, and leaves nothing half-written."""

from typing import Any

import pytest

from local.stack import Stack
from tests.owner import Owner

GOOD = {"name": "Budi Raharjo", "phone": "0812-0000-4472", "address": "Jl. Melati 5"}
JSON = {"Content-Type": "application/json"}
STARTS = {"plan_id": "rumah-20", "billing_day": 1, "starts_on": "2026-11-01"}

CASES: list[tuple[str, str, dict[str, Any], int, str | None]] = [
    ("POST", "/api/customers", {"data": "{bad", "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": "[1]", "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": '"{}"', "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": "name=x"}, 400, None),
    ("POST", "/api/customers", {"data": '{"a":' * 50_000, "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"json": {"name": "x" * 1_100_000}}, 413, None),
    ("POST", "/api/customers", {"json": {}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": 5}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": " \u200b "}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": "x" * 201}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "phone": "belum punya"}}, 422, "phone"),
    ("POST", "/api/customers", {"json": {**GOOD, "nik": "123"}}, 422, "nik"),
    ("POST", "/api/customers", {"json": {**GOOD, "area_id": "nowhere"}}, 422, "area_id"),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "location": {"latitude": 91, "longitude": 0}}},
        422,
        "location.latitude",
    ),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "subscription": {**STARTS, "plan_id": "none"}}},
        422,
        "subscription.plan_id",
    ),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "subscription": {**STARTS, "starts_on": "2026-02-31"}}},
        422,
        "subscription.starts_on",
    ),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "subscription": {**STARTS, "billing_day": 31}}},
        422,
        "subscription.billing_day",
    ),
    ("POST", "/api/plans", {"json": {"name": "Murah", "price": -5}}, 422, "price"),
    ("POST", "/api/plans", {"json": {"name": "Mahal", "price": 10**30}}, 422, "price"),
    ("POST", "/api/plans", {"json": {"name": "Koma", "price": 1.5}}, 422, "price"),
    ("GET", "/api/customers/PLG-99999", {}, 404, None),
    ("GET", "/api/customers/__x__", {}, 404, None),
    ("GET", "/api/customers?cursor=abc", {}, 422, "cursor"),
    ("GET", "/api/customers?limit=0", {}, 422, "limit"),
    ("GET", "/api/customers?limit=many", {}, 422, "limit"),
    ("GET", "/api/customers?status=weird", {}, 422, "status"),
    ("PATCH", "/api/customers/PLG-99999", {"json": {"name": "x"}}, 404, None),
    ("DELETE", "/api/customers/PLG-99999", {}, 404, None),
    ("POST", "/api/subscriptions/PLG-99999-1/fly", {"json": {}}, 422, "step"),
    ("POST", "/api/subscriptions/PLG-99999-1/stop", {"json": {}}, 404, None),
    ("POST", "/api/billing/runs", {"json": {"on": "2026-02-31"}}, 422, "on"),
    ("POST", "/api/billing/runs", {"json": {"on": "2099-01-01"}}, 422, "on"),
    ("GET", "/api/billing/runs/none", {}, 404, None),
    ("GET", "/api/invoices/none/pdf", {}, 404, None),
    ("GET", "/api/invoices?period=2026", {}, 422, "period"),
    ("POST", "/api/invoices/none/void", {"json": {}}, 404, None),
    ("POST", "/api/customers/import", {}, 422, "file"),
    ("POST", "/api/customers/import", {"data": {"file": "text"}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.xlsx", b"PK\x03\x04junk")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.xlsx", b"%PDF-1.7 ...")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"a" * 11_500_000)}}, 413, None),
    ("PUT", "/api/customers", {"json": {}}, 405, None),
    ("GET", "/api/messages?to=nobody", {}, 422, "to"),
    ("GET", "/api/pay/made-up", {}, 404, None),
    ("POST", "/webhooks/whatsapp", {"data": "{}"}, 403, None),
]


def named(case: tuple[Any, ...]) -> str:
    return f"{case[0]} {case[1]} {case[3]} {case[4] or ''}"


@pytest.mark.parametrize(("method", "path", "sent", "status", "field"), CASES, ids=map(named, CASES))
@pytest.mark.parametrize("language", ["id", "en"])
def test_bad_input_is_answered_with_the_field_and_why(
    stack: Stack, method: str, path: str, sent: dict[str, Any], status: int, field: str | None, language: str
) -> None:
    owner = _owner(stack)
    headers = {"Accept-Language": language, **sent.get("headers", {})}
    answer = owner.session.request(method, stack.url + path, timeout=60, **{**sent, "headers": headers})
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    if field:
        (wrong,) = [found for found in problem["fields"] if found["field"] == field]
        assert wrong["message"]


def test_who_is_calling_is_settled_before_what_was_sent(stack: Stack) -> None:
    technician = Owner(stack, "technician")
    for path in ("/api/billing/runs", "/api/customers/import", "/api/plans"):
        refused = technician.session.post(stack.url + path, data="{", timeout=30)
        assert refused.status_code == 403
        nobody = technician.session.post(stack.url + path, data="{", headers={"Authorization": ""}, timeout=30)
        assert nobody.status_code == 401


def test_the_same_request_twice_makes_one_customer(stack: Stack) -> None:
    owner = _owner(stack)
    key = {"Idempotency-Key": "the-same-request"}
    first, again = (owner.session.post(f"{stack.url}/api/customers", json=GOOD, headers=key, timeout=30) for _ in "12")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = owner.session.post(f"{stack.url}/api/customers", json={**GOOD, "name": "Asih"}, headers=key, timeout=30)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


_owners: dict[str, Owner] = {}


def _owner(stack: Stack) -> Owner:
    if stack.url not in _owners:
        _owners[stack.url] = Owner(stack)
        _owners[stack.url].session.post(
            f"{stack.url}/api/plans", json={"id": "rumah-20", "name": "Rumah 20", "price": 1}
        )
    return _owners[stack.url]

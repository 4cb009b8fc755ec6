"""Every door asks who is there: staff by token and role, machines by their caller, Meta by its signature."""

import hashlib
import hmac
import json
from typing import Any

import pytest
import requests

from local.openapi import merged
from local.stack import Stack
from tests.owner import Owner

DOCUMENT = merged()
STAFF_ROUTES = [
    (method, path)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    if operation["x-may"] != "anyone"
]
MACHINES = ["drain", "converse", "send_message", "daily_billing", "sweep"]


def test_only_health_signing_in_and_the_bill_behind_its_link_are_open_to_anyone() -> None:
    assert {
        path for path, methods in DOCUMENT["paths"].items() for one in methods.values() if one["x-may"] == "anyone"
    } == {
        "/api/health",
        "/api/login/confirm",
        "/api/login/refresh",
        "/api/login/request",
        "/api/pay/{token}",
        "/api/pay/{token}/charges",
        "/api/pay/{token}/charges/{charge_id}",
        "/api/pay/{token}/pdf",
        "/api/pay/{token}/proofs",
        "/api/pay/{token}/qris.png",
        "/api/pay/{token}/receipt",
        "/api/pay/{token}/receipts/{payment_id}",
        "/api/pay/{token}/standing",
        "/api/pay/{token}/ways-to-pay",
    }


@pytest.mark.parametrize(("method", "path"), STAFF_ROUTES, ids=[" ".join(route) for route in STAFF_ROUTES])
def test_without_a_valid_token_no_staff_route_opens(stack: Stack, method: str, path: str) -> None:
    url = stack.url + path.replace("{id}", "x").replace("{step}", "stop")
    forged = {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3duZXIifQ."}
    for headers in ({}, {"Authorization": "Basic x"}, forged):
        assert requests.request(method, url, headers=headers, timeout=30).status_code == 401


@pytest.mark.parametrize("role", ["cashier", "technician", "collector"])
def test_only_the_heads_import_and_start_runs(stack: Stack, role: str) -> None:
    somebody = Owner(stack, role)
    for path in ("/api/customers/import", "/api/billing/runs"):
        assert somebody.session.post(stack.url + path, timeout=30).status_code == 403


@pytest.mark.parametrize("name", MACHINES)
def test_tasks_and_schedules_are_run_by_their_caller_only(stack: Stack, name: str) -> None:
    (port,) = json.loads((stack.local_dir / "ports.json").read_text())[name]
    url = f"http://127.0.0.1:{port}/"
    assert requests.post(url, json={}, timeout=30).status_code == 401
    owner: Any = Owner(stack).session.headers["Authorization"]
    for token in ("Bearer wrong", owner):
        assert requests.post(url, json={}, headers={"Authorization": token}, timeout=30).status_code == 403


def test_a_webhook_is_believed_by_its_signature_alone(stack: Stack) -> None:
    body = json.dumps({"object": "whatsapp_business_account", "entry": []}).encode()
    secret = stack.env["WHATSAPP_APP_SECRET"].encode()
    signature = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()

    def post(raw: bytes, signed: str | None) -> int:
        headers = {"Content-Type": "application/json", **({"X-Hub-Signature-256": signed} if signed else {})}
        return requests.post(f"{stack.url}/webhooks/whatsapp", data=raw, headers=headers, timeout=30).status_code

    assert post(body, signature) == 200
    assert post(body + b" ", signature) == 403
    assert post(body, signature[:-1] + ("1" if signature.endswith("0") else "0")) == 403
    assert post(body, None) == 403


def test_meta_s_handshake_is_answered_to_meta(stack: Stack) -> None:
    url = f"{stack.url}/webhooks/whatsapp"
    asked = {"hub.mode": "subscribe", "hub.challenge": "4711", "hub.verify_token": stack.env["WHATSAPP_VERIFY_TOKEN"]}
    answer = requests.get(url, params=asked, timeout=30)
    assert (answer.status_code, answer.text) == (200, "4711")
    assert requests.get(url, params={**asked, "hub.verify_token": "x"}, timeout=30).status_code == 403

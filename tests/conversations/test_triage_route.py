"""POST /api/complaints/triage: a text in, its labels out, nothing kept."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from shared.access.matrix import may
from shared.access.models import StaffRole
from shared.conversations.routes import triages
from shared.core.http import http_api
from tests.cast import KAMIL

ROLES: list[StaffRole] = ["owner", "admin", "cashier", "technician", "collector"]


@pytest.fixture
def client() -> FlaskClient:
    app: Any = http_api(triages, settle_caller=lambda _may, _read: KAMIL).app  # type: ignore[attr-defined]
    client: FlaskClient = app.test_client()
    return client


def test_a_text_gets_its_labels(client: FlaskClient) -> None:
    answer = client.post("/api/complaints/triage", json={"text": "lampu los merah kedip2"})
    assert answer.status_code == 200
    said = answer.get_json()
    assert (said["intent"], said["category"], said["urgency"]) == ("report_trouble", "hardware", "high")
    assert 0 < said["confidence"] <= 1


def test_a_text_without_words_is_no_error(client: FlaskClient) -> None:
    answer = client.post("/api/complaints/triage", json={"text": "👍"})
    assert answer.get_json() == {"intent": "other", "category": "none", "urgency": "low", "confidence": 0.0}


def test_a_body_without_text_or_with_too_much_is_refused(client: FlaskClient) -> None:
    for body in ({}, {"text": None}, {"text": "x" * 4_001}):
        assert client.post("/api/complaints/triage", json=body).status_code in (400, 422)


@pytest.mark.parametrize("role", ROLES)
def test_all_staff_may_ask(role: StaffRole) -> None:
    assert may(role, "complaints.triage", ("utara",))


def test_a_customer_may_not() -> None:
    assert not may("customer", "complaints.triage")

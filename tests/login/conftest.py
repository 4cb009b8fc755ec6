"""The portal's doors within this process; Firebase is a stand-in whose tokens are readable."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from shared.billing.routes import me, pay
from shared.clients.identity_toolkit import Session
from shared.core.auth import bearer
from shared.core.errors import OutsideError, Unauthorized
from shared.core.firestore import Commit
from shared.core.http import http_api
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.login import open_session as sessions
from shared.login import settle_customer as settling
from shared.login.digests import phone_key
from shared.login.repository import phone_logins
from shared.login.routes import login
from shared.messaging.models import Message
from shared.messaging.repository import message_secrets, messages
from tests.conftest import Enqueued

HERE = "203.0.113.7"


@dataclass
class Portal:
    """The customer's site, as a browser at some address calls it."""

    app: Flask

    def call(self, method: str, path: str, *, address: str = HERE, token: str = "", body: Any = None) -> TestResponse:
        headers = {"X-Forwarded-For": address, **({"Authorization": f"Bearer {token}"} if token else {})}
        return self.app.test_client().open(path, method=method, headers=headers, json=body)

    def request(self, phone: str, *, address: str = HERE, **more: Any) -> TestResponse:
        return self.call("POST", "/api/login/request", address=address, body={"phone": phone, **more})

    def confirm(self, phone: str, code: str | None, *, address: str = HERE, **more: Any) -> TestResponse:
        given = {"phone": phone, **({"code": code} if code else {}), **more}
        return self.call("POST", "/api/login/confirm", address=address, body=given)

    def choose(self, ticket: str, customer_id: str) -> TestResponse:
        return self.call("POST", "/api/login/confirm", body={"ticket": ticket, "customer_id": customer_id})

    def get(self, path: str, token: str) -> TestResponse:
        return self.call("GET", path, token=token)

    def sign_in(self, phone: str) -> str:
        assert self.request(phone).status_code == 202
        answer = self.confirm(phone, codes_to(phone)[-1])
        assert answer.status_code == 200, answer.text
        return str(answer.get_json()["id_token"])


def messages_to(phone: str) -> list[Message]:
    found = [stored.value for stored in messages.find(("to", "==", phone))]
    return sorted(found, key=lambda message: message.created_at)


def codes_to(phone: str) -> list[str]:
    """What their phone would show, oldest first."""
    secrets = [message_secrets.get(message.id) for message in messages_to(phone)]
    return [secret.value.values["code"] for secret in secrets if secret]


def wrong_for(phone: str) -> str:
    """Six digits that are no code of theirs."""
    return next(
        digits for digits in ("000000", "111111", "222222", "333333", "444444") if digits not in codes_to(phone)
    )


def tries_of(phone: str) -> list[int]:
    """How often each code of this phone was compared."""
    stored = phone_logins.get(phone_key(phone))
    return [code.tries for code in stored.value.codes] if stored else []


def keep(*people: Customer) -> None:
    commit = Commit()
    for person in people:
        commit.put(customers, person)
    commit.commit()


@pytest.fixture
def portal(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """What Firebase does is played: a token is its claims in JSON."""

    def sign_in(uid: str, claims: dict[str, str]) -> Session:
        token = json.dumps({"uid": uid, **claims})
        return Session(token, f"again:{token}", 3600)

    def renew(refresh_token: str) -> Session:
        kind, _, token = refresh_token.partition(":")
        if kind != "again":
            raise OutsideError("identity_toolkit", "400", permanent=True)
        return Session(token, refresh_token, 3600)

    def verify(token: str) -> dict[str, Any]:
        try:
            return dict(json.loads(token))
        except ValueError as error:
            raise Unauthorized(code="bad_token") from error

    monkeypatch.setattr(sessions, "sign_in", sign_in)
    monkeypatch.setattr(sessions, "renew", renew)
    monkeypatch.setattr(sessions, "verify_id_token", verify)
    monkeypatch.setattr(settling, "verify_person", lambda request: verify(bearer(request)))
    return Portal(http_api(login, me, pay, settle_caller=settling.settle_customer).app)  # type: ignore[attr-defined]

"""Meta's door: its handshake, its signature over the very bytes, and what it is told."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from flask import Flask, request

from shared.core import config
from shared.core.errors import Busy
from shared.messaging import keep_inbound as keeping
from shared.messaging.repository import inbound
from shared.messaging.whatsapp_webhook import whatsapp_webhook
from tests.conftest import Enqueued
from tests.messaging.inbound_stand import message

SECRET = "an-app-secret"


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch, db: None, enqueued: Enqueued) -> None:
    monkeypatch.setenv("WHATSAPP_APP_SECRET", SECRET)
    monkeypatch.setenv("WHATSAPP_VERIFY_TOKEN", "a-verify-token")
    config.settings.cache_clear()


def as_meta_writes(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, separators=(",", ":")).replace("/", "\\/").encode()


def post(raw: bytes, signature: str | None) -> Any:
    headers = {"X-Hub-Signature-256": signature} if signature is not None else {}
    with Flask("test").test_request_context("/webhooks/whatsapp", method="POST", data=raw, headers=headers):
        return whatsapp_webhook(request)


def signed(raw: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def told(*messages: dict[str, Any]) -> dict[str, Any]:
    return {"entry": [{"changes": [{"field": "messages", "value": {"messages": list(messages)}}]}]}


RAW = as_meta_writes(told(message("1", "lampu 🔴 kedip é https://isp.test/a")))


def test_the_signature_is_over_the_bytes_as_they_came() -> None:
    assert post(RAW, signed(RAW)).status_code == 200
    again = json.dumps(json.loads(RAW)).encode()
    assert post(again, signed(RAW)).status_code == 403  # the same JSON, written differently
    said = inbound.find()[0].value.said
    assert said is not None
    assert said.text == "lampu 🔴 kedip é https://isp.test/a"


@pytest.mark.parametrize(
    "signature",
    [None, "", "sha256=", signed(RAW, "another"), signed(RAW).upper(), signed(RAW)[:-1] + "é", signed(RAW)[7:]],
    ids=["none", "empty", "no digest", "of another key", "in capitals", "one letter off", "without its kind"],
)
def test_another_signature_or_none_is_refused_and_nothing_is_kept(signature: str | None) -> None:
    assert post(RAW, signature).status_code == 403
    assert inbound.count() == 0


def test_one_changed_byte_is_refused() -> None:
    changed = RAW.replace(b"kedip", b"kedop")
    assert post(changed, signed(RAW)).status_code == 403


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"x"', b"null", b"[" * 100_000, b"\xff"])
def test_signed_nonsense_is_no_crash(raw: bytes) -> None:
    assert post(raw, signed(raw)).status_code in (200, 400)


def test_what_could_not_be_kept_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: Any) -> None:
        raise Busy()

    with monkeypatch.context() as crowded:
        crowded.setattr(keeping, "attempt", busy)
        assert post(RAW, signed(RAW)).status_code == 503
    assert post(RAW, signed(RAW)).status_code == 200
    assert inbound.count() == 1


@pytest.mark.parametrize(("token", "status"), [("a-verify-token", 200), ("another", 403), ("", 403)])
def test_the_handshake_gives_back_the_bare_challenge_to_who_knows_the_token(token: str, status: int) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "123", "hub.verify_token": token}
    with Flask("test").test_request_context("/webhooks/whatsapp", method="GET", query_string=query):
        answer = whatsapp_webhook(request)
    assert answer.status_code == status
    assert (answer.get_data() == b"123") == (status == 200)
    assert answer.headers["Cache-Control"] == "private, no-store"

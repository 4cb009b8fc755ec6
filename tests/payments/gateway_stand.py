"""The three gateways in this process: the simulators of local/gateways behind our own HTTP client."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import flask
import pytest
import requests
from requests.auth import _basic_auth_str

from local.gateways import midtrans, tripay, xendit
from local.gateways.desk import Asked, Desk, Keys
from local.gateways.orders import Orders, Status
from shared.core import clock
from tests.faults.mortal_cloud import main_of

APP = flask.Flask("webhook")
"""One for all threads: making one parses Python, which Python 3.11 cannot do in several at once."""
KEYS = Keys(
    midtrans_server_key="SB-Mid-server-tests",
    xendit_secret_key="xnd_development_tests",
    xendit_callback_token="a-token-of-xendit",
    tripay_merchant_code="T0001",
    tripay_api_key="DEV-api-key",
    tripay_private_key="a-private-key",
    public_url="http://localhost:8080",
)
GATEWAYS = {gateway.NAME: gateway for gateway in (midtrans, xendit, tripay)}
ADDRESSES = {
    "MIDTRANS_API_URL": "http://midtrans.test",
    "MIDTRANS_SNAP_URL": "http://midtrans.test",
    "XENDIT_API_URL": "http://xendit.test",
    "TRIPAY_API_URL": "http://tripay.test",
}
Headers = dict[str, str]


@dataclass
class Stand:
    """What tests do with the gateways."""

    desk: Desk
    down: set[str] = field(default_factory=set)
    loses_answers: bool = False
    """The gateway hears the request, and the answer never comes."""
    heard: list[tuple[str, str, str]] = field(default_factory=list)
    """(gateway, method, path) of each request."""
    told: list[str] = field(default_factory=list)
    """All that each of them said."""

    def pays(self, charge_id: str, status: Status = "settlement") -> None:
        """What becomes of it at the gateway, without a word to us."""
        order = self.desk.orders.of_any(charge_id)
        assert order, charge_id
        self.desk.orders.move(order, status)

    def notice(self, charge_id: str, status: Status = "settlement", **changes: Any) -> tuple[str, bytes, Headers]:
        """(gateway, body, headers) of the notification of a state, whatever it is there; `changes` are signed, too."""
        order = self.desk.orders.of_any(charge_id)
        assert order, charge_id
        for name, value in changes.items():
            setattr(order, name, value)
        told = GATEWAYS[order.gateway].notice(self.desk, order, status)
        assert told
        return order.gateway, *told

    def post(self, gateway: str, body: bytes, headers: Headers) -> Any:
        """Our webhook's answer."""
        with APP.test_request_context(f"/webhooks/payments/{gateway}", method="POST", data=body, headers=headers):
            return main_of("payment_webhook")(flask.request)

    def tells(self, charge_id: str, status: Status = "settlement") -> Any:
        """It becomes so, and we are notified."""
        self.pays(charge_id, status)
        return self.post(*self.notice(charge_id, status))

    def answer(self, method: str, url: str, **told: Any) -> requests.Response:
        """As requests.Session.request."""
        parts = urlsplit(url)
        name = str(parts.hostname).partition(".")[0]
        self.heard.append((name, method, parts.path))
        if name in self.down:
            raise requests.ConnectTimeout
        headers = {key.lower(): value for key, value in (told.get("headers") or {}).items()}
        if told.get("auth"):
            headers["authorization"] = _basic_auth_str(*told["auth"])
        query = {**dict(parse_qsl(parts.query)), **(told.get("params") or {})}
        body = json.loads(json.dumps(told.get("json")))
        self.told.append(json.dumps([parts.path, query, body]))
        answered = GATEWAYS[name].answer(self.desk, Asked(method, parts.path, query, headers, body))
        if self.loses_answers:
            raise requests.ReadTimeout
        response = requests.Response()
        response.status_code = answered.status
        response.raw = BytesIO(json.dumps(answered.body).encode())
        return response


def stand_up(monkeypatch: pytest.MonkeyPatch, others: Callable[..., requests.Response] | None = None) -> Stand:
    """The stand, in the place of the network; `others` answers for whatever is no gateway."""
    for name, value in (*ADDRESSES.items(), *((key.upper(), value) for key, value in vars(KEYS).items())):
        if name != "PUBLIC_URL":
            monkeypatch.setenv(name, value)
    from shared.core import config

    config.settings.cache_clear()
    stand = Stand(Desk(Orders(":memory:", lambda: clock.now()), KEYS))

    def request(_: requests.Session, method: str, url: str, **told: Any) -> requests.Response:
        if urlsplit(url).hostname in {urlsplit(address).hostname for address in ADDRESSES.values()}:
            return stand.answer(method, url, **told)
        assert others, url
        return others(method, url, **told)

    monkeypatch.setattr(requests.Session, "request", request)
    return stand

"""The functions' doors within this process, and staff who stand before them."""

import time
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from local.manifests import load_all
from local.openapi import api_of
from shared.access import settle_caller
from shared.access.models import StaffMember, StaffRole
from shared.access.repository import staff
from shared.core.auth import bearer
from shared.core.errors import Unauthorized
from shared.core.firestore import Commit
from shared.customers.repository import customers
from shared.login import settle_customer
from shared.login.digests import phone_key
from tests.cast import customer

ROLES: tuple[StaffRole, ...] = ("owner", "admin", "cashier", "technician", "collector")


ASIH = customer(90001, "Asih Lestari", area_id="utara")
"""Signs in as `demo-asih`."""


@dataclass
class Doors:
    """Every http function by its path prefixes, the longest first."""

    apps: list[tuple[str, Flask]]

    def client(self, path: str) -> FlaskClient:
        for prefix, app in self.apps:
            if path == prefix or path.startswith((f"{prefix}/", f"{prefix}?")):
                return app.test_client()
        raise LookupError(path)

    def call(self, method: str, path: str, who: str | None, **more: Any) -> TestResponse:
        """The answer to `who`, a uid; None is nobody."""
        headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7", **more.pop("headers", {})}
        if who:
            headers["Authorization"] = f"Bearer {who}"
        return self.client(path).open(path, method=method.upper(), headers=headers, **more)

    def get(self, path: str, who: str = "demo-owner") -> Any:
        return self._done(self.call("GET", path, who))

    def post(self, path: str, body: Any, who: str = "demo-owner") -> Any:
        return self._done(self.call("POST", path, who, json=body))

    def patch(self, path: str, body: Any, who: str = "demo-owner") -> Any:
        return self._done(self.call("PATCH", path, who, json=body))

    def delete(self, path: str, who: str = "demo-owner") -> Any:
        return self._done(self.call("DELETE", path, who))

    def upload(self, path: str, file: bytes, who: str = "demo-owner", **fields: str) -> Any:
        return self._done(self.call("POST", path, who, data={"file": (BytesIO(file), "pelanggan.csv"), **fields}))

    @staticmethod
    def _done(answer: TestResponse) -> Any:
        assert answer.status_code < 300, (answer.request.path, answer.status_code, answer.text)
        return answer.get_json()


def open_doors(monkeypatch: pytest.MonkeyPatch) -> Doors:
    """The doors, and a member of staff of each role, `demo-{role}`."""

    def verify(request: Any) -> dict[str, Any]:
        uid = bearer(request)
        if not uid.startswith("demo-"):
            raise Unauthorized(code="bad_token")
        told = (
            {"role": "customer", "customer_id": ASIH.id, "phone": phone_key(str(ASIH.phone))}
            if uid == "demo-asih"
            else {}
        )
        return {"uid": uid, "auth_time": int(time.time()), **told}

    monkeypatch.setattr(settle_caller, "verify_person", verify)
    monkeypatch.setattr(settle_customer, "verify_person", verify)
    commit = Commit()
    commit.put(customers, ASIH)
    commit.commit()
    settle_caller.forget_all()
    for role in ROLES:
        employ(f"demo-{role}", role)
    found = [(route, api.app) for one in load_all() if (api := api_of(one)) for route in one.routes]
    return Doors(sorted(found, key=lambda entry: -len(entry[0])))


def employ(uid: str, role: StaffRole, **more: Any) -> StaffMember:
    """A member of staff, as stored."""
    member = StaffMember(id=uid, email=f"{uid}@sambung.test", name=uid, role=role, **more)
    commit = Commit()
    commit.put(staff, member)
    commit.commit()
    settle_caller.forget_all()
    return member

"""The Auth emulator, the functions' doors within this process, and staff who stand before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import firebase_admin
import pytest
import requests

from local.emulators import Emulator
from shared.access import settle_caller
from shared.core import auth, config, firestore
from tests.access.doors import Doors, open_doors
from tests.conftest import Enqueued

PROJECT = "demo-sambung"


@dataclass
class Accounts:
    """What a browser does with Firebase Auth."""

    host: str

    def call(self, path: str, **body: Any) -> requests.Response:
        url = f"http://{self.host}/identitytoolkit.googleapis.com/v1/accounts:{path}?key=demo"
        return requests.post(url, json=body, timeout=30)

    def choose_password(self, link: str, password: str) -> None:
        self.call("resetPassword", oobCode=link.partition("kode=")[2], newPassword=password).raise_for_status()

    def sign_in(self, email: str, password: str) -> requests.Response:
        return self.call("signInWithPassword", email=email, password=password, returnSecureToken=True)

    def refresh(self, token: str) -> requests.Response:
        url = f"http://{self.host}/securetoken.googleapis.com/v1/token?key=demo"
        return requests.post(url, json={"grant_type": "refresh_token", "refresh_token": token}, timeout=30)


@pytest.fixture
def accounts(
    db: None, firestore_emulator: Emulator, auth_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Accounts]:
    """Firebase Auth, where this test's staff get their accounts."""
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", auth_emulator.host)
    # Signing in by API key lands in the emulator's own project, so these tests share one and empty it.
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", PROJECT)
    _forget()
    for url in (
        f"http://{auth_emulator.host}/emulator/v1/projects/{PROJECT}/accounts",
        f"http://{firestore_emulator.host}/emulator/v1/projects/{PROJECT}/databases/(default)/documents",
    ):
        requests.delete(url, headers={"Authorization": "Bearer owner"}, timeout=30).raise_for_status()
    yield Accounts(auth_emulator.host)
    _forget()


@pytest.fixture
def doors(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """The functions' routes in this process; `Bearer <uid>` stands for that person's token."""
    return open_doors(monkeypatch)


def _forget() -> None:
    config.settings.cache_clear()
    firestore.client.cache_clear()
    settle_caller.forget_all()
    auth._made.cache_clear()
    for app in list(firebase_admin._apps.values()):
        firebase_admin.delete_app(app)

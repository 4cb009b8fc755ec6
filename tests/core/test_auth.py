"""Tasks and schedules come from our own caller: its OIDC token for this very function, by Google's signature."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from google.auth import crypt, jwt
from google.oauth2 import id_token
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from shared.core import config
from shared.core.auth import verify_invoker
from shared.core.errors import Forbidden, Unauthorized

ADDRESS = "https://{name}-123.asia-southeast2.run.app"
INVOKER = "invoker@sambung.iam.gserviceaccount.com"
WRONG: dict[str, dict[str, Any]] = {
    "another function's audience": {"aud": ADDRESS.format(name="send-message")},
    "no audience": {"aud": None},
    "another account": {"email": "stranger@sambung.iam.gserviceaccount.com"},
    "an account nobody verified": {"email_verified": False},
    "no account": {"email": None, "email_verified": None},
    "expired": {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600},
    "from another issuer": {"iss": "https://accounts.example.com"},
}


def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(of: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(of.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(of, hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.PEM).decode()


GOOGLE = key()
FORGER = key()


def token(by: rsa.RSAPrivateKey = GOOGLE, **claims: Any) -> str:
    pem = by.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    now = int(time.time())
    said = {
        "iss": "https://accounts.google.com",
        "aud": ADDRESS.format(name="drain"),
        "email": INVOKER,
        "email_verified": True,
        "iat": now,
        "exp": now + 3600,
        **claims,
    }
    signer = crypt.RSASigner.from_string(pem, key_id="k1")
    return jwt.encode(signer, {name: value for name, value in said.items() if value is not None}).decode()


def request(authorization: str | None) -> Request:
    headers = {"Authorization": authorization} if authorization else {}
    return Request(EnvironBuilder(method="POST", headers=headers).get_environ())


@pytest.fixture(autouse=True)
def _in_the_cloud(monkeypatch: pytest.MonkeyPatch) -> Any:
    told = {"FUNCTION_ADDRESS": ADDRESS, "K_SERVICE": "drain", "INVOKER_SERVICE_ACCOUNT": INVOKER}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("FIRESTORE_EMULATOR_HOST", raising=False)
    monkeypatch.setenv("INVOKER_SECRET", "of-the-local-stack")
    monkeypatch.setattr(id_token, "_fetch_certs", lambda *_: {"k1": certificate(GOOGLE)})
    config.settings.cache_clear()
    yield
    config.settings.cache_clear()


def test_our_caller_is_let_in() -> None:
    verify_invoker(request(f"Bearer {token()}"))


@pytest.mark.parametrize("what", WRONG)
def test_any_other_token_is_refused(what: str) -> None:
    with pytest.raises((Unauthorized, Forbidden)):
        verify_invoker(request(f"Bearer {token(**WRONG[what])}"))


def test_a_token_that_google_did_not_sign_is_refused() -> None:
    with pytest.raises(Unauthorized):
        verify_invoker(request(f"Bearer {token(FORGER)}"))


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer  ", "Basic x", "Bearer a.b.c", "Bearer of-the-local-stack"])
def test_no_token_is_no_caller_and_the_local_secret_opens_nothing_in_the_cloud(header: str | None) -> None:
    with pytest.raises(Unauthorized):
        verify_invoker(request(header))


def test_without_a_configured_caller_nobody_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVOKER_SERVICE_ACCOUNT", "")
    config.settings.cache_clear()
    for email in ("", None):
        with pytest.raises((Unauthorized, Forbidden)):
            verify_invoker(request(f"Bearer {token(email=email)}"))

"""Who is calling: a person by Firebase ID token, a machine of ours by OIDC token (or a local secret)."""

import hmac
from functools import cache
from threading import Lock
from typing import Any

from werkzeug import Request

from shared.core.config import settings
from shared.core.errors import Forbidden, Unauthorized

_first = Lock()


def bearer(request: Request) -> str:
    """The token of the Authorization header. Raises Unauthorized without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorized()
    return token.strip()


def verify_person(request: Request) -> dict[str, Any]:
    """The claims of a valid Firebase ID token: `uid`, `auth_time`, `iat`, and ours (`role`, `customer_id`, ...)."""
    return verify_id_token(bearer(request))


def verify_id_token(token: str) -> dict[str, Any]:
    """As `verify_person`, of a token in hand. Raises Unauthorized."""
    from firebase_admin import auth
    from firebase_admin.exceptions import FirebaseError

    try:
        claims: dict[str, Any] = auth.verify_id_token(token, app=firebase_app())
    except (ValueError, FirebaseError) as error:
        raise Unauthorized(
            code="bad_token",
            message_id="Sesi Anda sudah berakhir. Silakan masuk lagi.",
            message_en="Your session has ended. Please sign in again.",
        ) from error
    return claims


def verify_invoker(request: Request) -> None:
    """Cloud Tasks or Cloud Scheduler, and nobody else, calling this function."""
    token = bearer(request)
    config = settings()
    if config.emulated:
        if not config.invoker_secret or not hmac.compare_digest(token, config.invoker_secret):
            raise Forbidden()
        return

    from google.auth.exceptions import GoogleAuthError
    from google.auth.transport.requests import Request as Transport
    from google.oauth2 import id_token

    audience = config.function_address.format(name=config.k_service)
    try:
        claims = id_token.verify_oauth2_token(token, Transport(), audience=audience)  # type: ignore[no-untyped-call]
    except (ValueError, GoogleAuthError) as error:
        raise Unauthorized(code="bad_token") from error
    ours = config.invoker_service_account
    if not ours or claims.get("email") != ours or claims.get("email_verified") is not True:
        raise Forbidden()


def firebase_app() -> Any:
    """The process's Firebase app, for whoever speaks to Firebase Auth.

    Made once, though a cold instance is asked by many at once: a second making would be refused as if a token were bad.
    """
    with _first:
        return _made()


@cache
def _made() -> Any:
    import firebase_admin

    return firebase_admin.initialize_app(options={"projectId": settings().google_cloud_project}, name="sambung")

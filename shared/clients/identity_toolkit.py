"""Google's Identity Toolkit: a custom token becomes a session, a refresh token a new one.

Source: cloud.google.com/identity-platform/docs/use-rest-api, and the Auth emulator, which speaks the same.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.core.auth import firebase_app
from shared.core.config import settings
from shared.core.errors import OutsideError

if TYPE_CHECKING:
    import requests

NAME = "identity_toolkit"
TIMEOUT_S = (5, 15)


@dataclass(frozen=True)
class Session:
    """What a browser holds: the token it calls with, for how many seconds, and what renews it."""

    id_token: str
    refresh_token: str
    expires_in: int


def sign_in(uid: str, claims: dict[str, str]) -> Session:
    """A session of whoever we say it is, with these claims in every token of it. Raises OutsideError."""
    answer = _post(
        "identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken",
        json={"token": _custom_token(uid, claims), "returnSecureToken": True},
    )
    return _session(answer, "idToken", "refreshToken", "expiresIn")


def renew(refresh_token: str) -> Session:
    """The session that goes on after this one. Raises OutsideError, permanent where the token is none of theirs."""
    answer = _post(
        "securetoken.googleapis.com/v1/token",
        data={"grant_type": "refresh_token", "refresh_token": refresh_token},
    )
    return _session(answer, "id_token", "refresh_token", "expires_in")


def _custom_token(uid: str, claims: dict[str, str]) -> str:
    from firebase_admin import auth
    from firebase_admin.exceptions import FirebaseError

    try:
        return str(auth.create_custom_token(uid, claims, app=firebase_app()).decode())
    except (FirebaseError, ValueError) as error:
        raise OutsideError(NAME, "not_signed", permanent=False) from error


def _session(answer: dict[str, Any], id_token: str, refresh_token: str, expires_in: str) -> Session:
    try:
        return Session(str(answer[id_token]), str(answer[refresh_token]), int(answer[expires_in]))
    except (KeyError, ValueError) as error:
        raise OutsideError(NAME, "unreadable", permanent=False) from error


def _post(address: str, **content: Any) -> dict[str, Any]:
    import requests

    host = settings().firebase_auth_emulator_host
    url = f"http://{host}/{address}" if host else f"https://{address}"
    try:
        response = _connection().post(url, params={"key": settings().web_api_key}, timeout=TIMEOUT_S, **content)
        if response.ok:
            return dict(response.json())
    except (requests.RequestException, ValueError) as error:
        raise OutsideError(NAME, type(error).__name__, permanent=False) from error
    # 400 is what they answer to a token that is wrong, used up, or of a user who is gone.
    raise OutsideError(NAME, str(response.status_code), permanent=response.status_code == 400)


@cache
def _connection() -> "requests.Session":
    import requests

    return requests.Session()

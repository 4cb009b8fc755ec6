"""Firebase Auth's accounts of staff: made, told their role, ended, and given a link to choose a password.

Every call may be repeated. Raises OutsideError where Firebase does not do as it is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from shared.core.auth import firebase_app
from shared.core.config import settings
from shared.core.errors import OutsideError

TIMEOUT_S = 10.0


@contextmanager
def _told() -> Iterator[None]:
    from firebase_admin.exceptions import FirebaseError

    try:
        yield
    except FirebaseError as error:
        raise OutsideError("firebase", str(error.code), permanent=False) from error


def ensure_account(uid: str, email: str, name: str) -> None:
    """An account of this uid and e-mail, without a password until its owner chooses one.

    Another account of the same e-mail is removed: whoever made it did so uninvited and knows its password.
    """
    from firebase_admin import auth

    app = firebase_app()
    with _told():
        try:
            found = auth.get_user_by_email(email, app=app)
            if found.uid == uid:
                return
            auth.delete_user(found.uid, app=app)
        except auth.UserNotFoundError:
            pass
        try:
            auth.create_user(uid=uid, email=email, display_name=name, email_verified=True, app=app)
        except auth.UidAlreadyExistsError:
            auth.update_user(uid, email=email, app=app)


def tell_account(uid: str, claims: dict[str, Any], *, active: bool, end_sessions: bool) -> None:
    """Put the claims into the tokens to come, open or close the account, and end the sessions there are."""
    from firebase_admin import auth

    app = firebase_app()
    with _told():
        try:
            auth.set_custom_user_claims(uid, claims, app=app)
            auth.update_user(uid, disabled=not active, app=app)
            if end_sessions:
                auth.revoke_refresh_tokens(uid, app=app)
        except auth.UserNotFoundError:
            return  # an invitation that broke off: who has no account cannot come in


def has_signed_in(uid: str) -> bool:
    """Whether the account exists and was used."""
    from firebase_admin import auth

    with _told():
        try:
            user = auth.get_user(uid, app=firebase_app())
        except auth.UserNotFoundError:
            return False
    # The emulator takes being made for a first sign-in.
    last: int | None = user.user_metadata.last_sign_in_timestamp
    return last is not None and last > user.user_metadata.creation_timestamp


def password_code(email: str) -> str:
    """The code by which the account's owner sets a password: once, within the hour."""
    from firebase_admin import auth

    with _told():
        link = auth.generate_password_reset_link(email, app=firebase_app())
    return str(parse_qs(urlsplit(link).query)["oobCode"][0])


def mail_password_link(email: str) -> bool:
    """Have Firebase send its own e-mail with such a link; whether it said it would."""
    config = settings()
    host = config.firebase_auth_emulator_host
    base = f"http://{host}/identitytoolkit.googleapis.com" if host else "https://identitytoolkit.googleapis.com"
    try:
        answer = requests.post(
            f"{base}/v1/projects/{config.google_cloud_project}/accounts:sendOobCode",
            json={"requestType": "PASSWORD_RESET", "email": email},
            headers={"Authorization": f"Bearer {_access_token()}"},
            timeout=TIMEOUT_S,
        )
    except requests.RequestException:
        return False
    return answer.ok


def _access_token() -> str:
    if settings().firebase_auth_emulator_host:
        return "owner"
    import google.auth
    from google.auth.transport.requests import Request

    credentials, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
    credentials.refresh(Request())  # type: ignore[no-untyped-call]
    return str(credentials.token)

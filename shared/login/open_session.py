"""Open a customer's session at Firebase, and let it go on."""

from shared.clients.identity_toolkit import Session, renew, sign_in
from shared.core.auth import verify_id_token
from shared.core.errors import Busy, OutsideError
from shared.core.logging import log
from shared.login.models import LoginAnswer, LoginRefresh
from shared.login.refusals import session_over
from shared.login.settle_customer import customer_of


def open_session(customer_id: str, key: str) -> Session:
    """A session whose claims say who it is, and by which phone (its key). Raises Busy while Firebase is silent."""
    claims = {"role": "customer", "customer_id": customer_id, "phone": key}
    try:
        return sign_in(f"customer-{customer_id}", claims)
    except OutsideError as error:
        log("session_not_opened", severity="ERROR", code=error.code, customer_id=customer_id)
        raise Busy() from error


def refresh_session(given: LoginRefresh) -> LoginAnswer:
    """The same session for another hour. Raises Unauthorized `session_over`, Forbidden `closed`, Busy."""
    try:
        session = renew(given.refresh_token)
    except OutsideError as error:
        if error.permanent:
            raise session_over() from error
        raise Busy() from error
    customer_of(verify_id_token(session.id_token))
    return LoginAnswer(id_token=session.id_token, refresh_token=session.refresh_token, expires_in=session.expires_in)

"""A router's token: made once, shown once, kept as its hash, and asked for on every call."""

import hashlib
import hmac
import secrets

from shared.core.errors import Unauthorized
from shared.core.firestore import Stored
from shared.network.models import Router
from shared.network.repository import routers

SECRET_BYTES = 32
LONGEST = 200


def new_token(router_id: str) -> tuple[str, str]:
    """(the token, its hash)."""
    token = f"{router_id}.{secrets.token_urlsafe(SECRET_BYTES)}"
    return token, hashed(token)


def hashed(token: str) -> str:
    """A plain hash is enough: nobody guesses 32 random bytes."""
    return hashlib.sha256(token.encode()).hexdigest()


def router_of(token: str) -> Stored[Router]:
    """The router that shows this token. Raises Unauthorized. One read."""
    router_id, dot, _ = token.rpartition(".")
    stored = routers.get(router_id) if dot and len(token) <= LONGEST and "/" not in router_id else None
    if stored is None or not hmac.compare_digest(stored.value.token_hash, hashed(token)) or not stored.value.active:
        raise Unauthorized(
            code="bad_token",
            message_id="Token router ini tidak berlaku.",
            message_en="This router's token is not valid.",
        )
    return stored

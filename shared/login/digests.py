"""What stands for phones, codes and tickets in the store: digests keyed with our own secret.

Six digits, or a telephone number, are guessed from a plain digest in a second; without the key they are not.
"""

import hashlib
import hmac
import secrets

from shared.core.config import settings

CODE_DIGITS = 6


def phone_key(phone: str) -> str:
    """The id a phone (E.164) has in the store."""
    return _keyed("phone", phone)


def address_key(address: str) -> str:
    return _keyed("address", address)


def asker_key(asker: str | None) -> str:
    """Of a browser's own secret; empty for none."""
    return _keyed("asker", asker) if asker else ""


def ticket_key(ticket: str) -> str:
    """The id a ticket has in the store."""
    return _keyed("ticket", ticket)


def code_digest(salt: str, code: str) -> str:
    return _keyed("code", salt, code)


def is_code(digest: str, salt: str, code: str) -> bool:
    """Whether this is the code, in a time that does not depend on how much of it is right."""
    return hmac.compare_digest(digest, code_digest(salt, code))


def new_code() -> str:
    """Six digits from the system's generator."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def _keyed(*parts: str) -> str:
    key = hashlib.sha256(f"login:{settings().link_key}".encode()).digest()
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:32]

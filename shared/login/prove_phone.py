"""Where codes by template are not to be had: the customer sends us the code on their screen, and that proves the phone.

Whoever sees the code on a screen still has to send it from that very phone, so there is nothing to guess.
"""

import re

from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.login.code_rules import as_proven, waiting_codes
from shared.login.digests import is_code, phone_key
from shared.login.repository import phone_logins

_MESSAGE = re.compile(r"\W*masuk\W*(\d{6})\W*", re.IGNORECASE)


def is_login_text(text: str) -> bool:
    """Whether it is what a sign-in page asks to be sent."""
    return _MESSAGE.fullmatch(text[:100]) is not None


def prove_phone(phone: str, text: str) -> None:
    """`MASUK 482913` from this phone (E.164) lets in the browser that shows it. Anything else is none of ours."""
    found = _MESSAGE.fullmatch(text[:100])
    if not found:
        return

    def decide() -> None:
        stored = phone_logins.get(phone_key(phone))
        waiting = waiting_codes(stored.value, clock.now()) if stored else []
        code = next((one for one in waiting if is_code(one.digest, one.salt, found[1])), None)
        if stored is None or code is None:
            return
        commit = Commit()
        commit.update(phone_logins, stored, as_proven(stored.value, code))
        commit.commit()
        log("login_phone_proven")

    attempt(decide)

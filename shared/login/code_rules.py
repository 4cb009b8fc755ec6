"""How many codes and tries a phone has, whose try it is, which code is meant: pure.

Limits of rate are counted on the real clock, the five minutes of a code on ours, which is never behind.
"""

from datetime import datetime, timedelta

from shared.login.models import Code, PhoneLogins, Way

CODE_LIVES = timedelta(minutes=5)
TICKET_LIVES = timedelta(minutes=5)
HOUR = timedelta(hours=1)
MOST_CODES: dict[Way, int] = {"code": 3, "inbound": 10}
"""An hour and phone. What they send us costs nothing and wakes nobody."""
MOST_TRIES = 5
MOST_TRIES_OF_OTHERS = 3
"""Of the five: so whoever asked keeps two, however many others guess."""
MOST_TRIES_AN_HOUR = 15


def may_ask(logins: PhoneLogins, way: Way, real: datetime) -> bool:
    """Whether this phone may have one more code now."""
    return len(recent_codes(logins, real)) < MOST_CODES[way]


def with_code(logins: PhoneLogins, code: Code, real: datetime) -> PhoneLogins:
    """With one more code; what is older than an hour is forgotten."""
    codes = [*recent_codes(logins, real), code]
    return logins.model_copy(
        update={"codes": codes, "tried_at": _recent_tries(logins, real), "expires_at": real + 2 * HOUR}
    )


def code_meant(logins: PhoneLogins, asker: str, address: str, now: datetime) -> Code | None:
    """The living code of this browser, else of this address, else the latest one; None if none lives."""
    living = [code for code in logins.codes if code.way == "code" and _lives(code, now)]
    own = [code for code in living if asker and code.asker == asker]
    near = [code for code in living if code.address == address]
    return next((codes[-1] for codes in (own, near, living) if codes), None)


def proven_code(logins: PhoneLogins, asker: str, now: datetime) -> Code | None:
    """The living code of this browser that came in from the phone itself."""
    return next((code for code in logins.codes if code.proven and code.asker == asker and _lives(code, now)), None)


def waiting_codes(logins: PhoneLogins, now: datetime) -> list[Code]:
    """The living codes that wait for a message from the phone."""
    return [code for code in logins.codes if code.way == "inbound" and not code.proven and _lives(code, now)]


def with_try(logins: PhoneLogins, code: Code, asker: str, address: str, real: datetime) -> PhoneLogins | None:
    """With one more try of this code; None where it may not be compared any more."""
    tried_at = _recent_tries(logins, real)
    of_others = int(not is_own(code, asker, address))
    if code.tries >= MOST_TRIES or len(tried_at) >= MOST_TRIES_AN_HOUR:
        return None
    if of_others and code.tries_of_others >= MOST_TRIES_OF_OTHERS:
        return None
    tried = code.model_copy(update={"tries": code.tries + 1, "tries_of_others": code.tries_of_others + of_others})
    return _replaced(logins, tried).model_copy(update={"tried_at": [*tried_at, real]})


def is_own(code: Code, asker: str, address: str) -> bool:
    """Whether the browser, or at least the address, is the one that asked for the code."""
    return bool(asker and code.asker == asker) or code.address == address


def as_spent(logins: PhoneLogins) -> PhoneLogins:
    """Somebody is in: no code of this phone is good any more."""
    codes = [code.model_copy(update={"spent": True}) for code in logins.codes]
    return logins.model_copy(update={"codes": codes})


def as_proven(logins: PhoneLogins, code: Code) -> PhoneLogins:
    """The message with this code has come from the phone itself."""
    return _replaced(logins, code.model_copy(update={"proven": True}))


def code_of(logins: PhoneLogins, code_id: str, now: datetime) -> Code | None:
    """This code, if it still lives."""
    return next((code for code in logins.codes if code.id == code_id and _lives(code, now)), None)


def recent_codes(logins: PhoneLogins, real: datetime) -> list[Code]:
    """The codes of the last hour, oldest first."""
    return [code for code in logins.codes if real - code.made_at < HOUR]


def _lives(code: Code, now: datetime) -> bool:
    return not code.spent and now < code.expires_at


def _recent_tries(logins: PhoneLogins, real: datetime) -> list[datetime]:
    return [tried for tried in logins.tried_at if real - tried < HOUR]


def _replaced(logins: PhoneLogins, changed: Code) -> PhoneLogins:
    return logins.model_copy(update={"codes": [changed if code.id == changed.id else code for code in logins.codes]})

"""Somebody wants to sign in: their phone gets a code, if it is anybody's, and the answer is the same if it is not.

A stranger's phone takes the same reads, the same commit and a task as well, so that the time tells nothing either.
"""

import secrets
from datetime import timedelta

from shared.core import clock
from shared.core.errors import Busy
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.core.phones import parse_phone
from shared.core.rate_limit import Limit, take
from shared.core.tasks import enqueue
from shared.core.whence import client_address
from shared.customers.find_by_phone import customers_of
from shared.customers.models import Customer
from shared.login.code_rules import CODE_LIVES, HOUR, may_ask, with_code
from shared.login.digests import CODE_DIGITS, address_key, asker_key, code_digest, new_code, phone_key
from shared.login.models import Code, LoginRequest, LoginRequested, PhoneLogins, Way
from shared.login.repository import phone_logins
from shared.messaging.message_secrets import queue_secret_message
from shared.messaging.models import Message, MessageSecret, SendTask
from shared.messaging.repository import messaging_rules
from shared.settings.repository import company

TEMPLATE = "kode_masuk"
HIDDEN = "•" * CODE_DIGITS
RESEND_IN = timedelta(minutes=1)


def request_code(asked: LoginRequest) -> LoginRequested:
    """Raises TooMany where an address asks too often; what a phone asks too often is answered as ever, in vain."""
    rules = messaging_rules()
    take("login_request", client_address(), Limit(most=rules.logins_an_hour, per_s=int(HOUR.total_seconds())))
    digits = new_code()
    code = _code(rules.login, digits, asked)
    message_id = f"login.{code.id}.code"
    made = attempt(lambda: _make(asked.phone, code, digits))
    if made and code.way == "code":
        _hand_over(message_id)
    return _answer(rules.login, digits)


def _make(phone: str, code: Code, digits: str) -> bool:
    """Whether the phone had a code left."""
    real, key = clock.real(), phone_key(phone)
    stored = phone_logins.get(key)
    people = customers_of(phone)
    before = stored.value if stored else PhoneLogins(id=key, expires_at=real)
    if not may_ask(before, code.way, real):
        log("login_asked_too_often")
        return False
    commit = Commit()
    _keep(commit, stored, with_code(before, code, real))
    if people and code.way == "code":
        _tell(commit, phone, people[0], code, digits)
    commit.commit()
    return True


def _keep(commit: Commit, stored: Stored[PhoneLogins] | None, logins: PhoneLogins) -> None:
    if stored is None:
        commit.create(phone_logins, logins)
    else:
        commit.update(phone_logins, stored, logins)


def _tell(commit: Commit, phone: str, customer: Customer, code: Code, digits: str) -> None:
    now, cause = clock.now(), f"login.{code.id}"
    message = Message(
        id=f"{cause}.code",
        cause=cause,
        purpose="code",
        customer_id=customer.id,
        to=phone,
        template=TEMPLATE,
        values={"code": HIDDEN},
        lane="now",
        priority=1,
        category="authentication",
        send_after=now,
        created_at=now,
        expires_at=code.expires_at,
        has_secret=True,
        area_id=customer.area_id,
        shard=customer.shard,
    )
    # Its button, which copies the code, wants it too (Meta: authentication templates).
    secret = MessageSecret(
        id=message.id, values={"code": digits}, button_values={"0": digits}, expires_at=clock.real() + HOUR
    )
    queue_secret_message(commit, message, secret)


def _code(way: Way, digits: str, asked: LoginRequest) -> Code:
    salt = secrets.token_hex(16)
    return Code(
        id=secrets.token_hex(12),
        way=way,
        salt=salt,
        digest=code_digest(salt, digits),
        made_at=clock.real(),
        expires_at=clock.now() + CODE_LIVES,
        asker=asker_key(asked.asker),
        address=address_key(client_address()),
    )


def _hand_over(message_id: str) -> None:
    try:
        enqueue("messages-now", "send_message", SendTask(message_id=message_id))
    except Busy:
        log("login_code_not_enqueued", severity="WARNING", message_id=message_id)


def _answer(way: Way, digits: str) -> LoginRequested:
    told = LoginRequested(way=way, expires_in=int(CODE_LIVES.total_seconds()), resend_in=int(RESEND_IN.total_seconds()))
    if way == "code":
        return told
    number = parse_phone(company().phone)
    return told.model_copy(update={"text": f"MASUK {digits}", "to": number.e164 if number else None})

"""A code, a message that came in, or a choice becomes a session: once, compared no more often than the rules say."""

import secrets

from shared.access.audit import record_audit
from shared.clients.identity_toolkit import Session
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Commit, LostRace, attempt
from shared.core.logging import log
from shared.core.whence import client_address
from shared.customers.find_by_phone import customers_of
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.login.code_rules import (
    TICKET_LIVES,
    as_spent,
    code_meant,
    code_of,
    proven_code,
    waiting_codes,
    with_try,
)
from shared.login.digests import address_key, asker_key, is_code, phone_key, ticket_key
from shared.login.models import Choice, Code, LoginAnswer, LoginConfirm, LoginTicket
from shared.login.open_session import open_session
from shared.login.refusals import closed, code_over, nobody, not_heard_yet, ticket_over, wrong_code
from shared.login.repository import phone_logins, tickets


def confirm_login(given: LoginConfirm) -> LoginAnswer:
    """Raises Unauthorized (`wrong_code`, `code_over`, `ticket_over`), Conflict `not_heard_yet`, NotFound."""
    if given.ticket is not None:
        return _choose(given.ticket, given.customer_id or "")
    phone = given.phone or ""
    if given.code is None:
        code = _heard(phone, asker_key(given.asker))
        people = customers_of(phone)
        if not people:
            raise nobody()
    else:
        code = attempt(lambda: _count_try(phone, asker_key(given.asker)))
        is_right = is_code(code.digest, code.salt, given.code)
        people = customers_of(phone)
        if not is_right or not people:
            log("login_code_wrong")
            raise wrong_code()
    return _enter(phone, code, people)


def _count_try(phone: str, asker: str) -> Code:
    """The code to compare with, once the try is counted for good."""
    stored = phone_logins.get(phone_key(phone))
    address = address_key(client_address())
    code = code_meant(stored.value, asker, address, clock.now()) if stored else None
    if stored is None or code is None:
        raise code_over()
    tried = with_try(stored.value, code, asker, address, clock.real())
    if tried is None:
        log("login_tried_too_often")
        raise code_over()
    commit = Commit()
    commit.update(phone_logins, stored, tried)
    commit.commit()
    return code


def _heard(phone: str, asker: str) -> Code:
    stored = phone_logins.get(phone_key(phone))
    code = proven_code(stored.value, asker, clock.now()) if stored else None
    if code is not None:
        return code
    waiting = waiting_codes(stored.value, clock.now()) if stored else []
    raise not_heard_yet() if any(one.asker == asker for one in waiting) else code_over()


def _enter(phone: str, code: Code, people: list[Customer]) -> LoginAnswer:
    if len(people) > 1:
        ticket = secrets.token_urlsafe(32)
        attempt(lambda: _spend_code(phone, code, people, ticket))
        return LoginAnswer(choose=[Choice(customer_id=one.id, name=one.name) for one in people], ticket=ticket)
    # Made before the code is spent, so that a failure out there costs the customer one try and not the code.
    session = open_session(people[0].id, phone_key(phone))
    attempt(lambda: _spend_code(phone, code, people, None))
    return _answer(session)


def _spend_code(phone: str, code: Code, people: list[Customer], ticket: str | None) -> None:
    now, stored = clock.now(), phone_logins.get(phone_key(phone))
    if stored is None or code_of(stored.value, code.id, now) is None:
        raise code_over()
    commit = Commit()
    commit.update(phone_logins, stored, as_spent(stored.value))
    if ticket is None:
        _note(commit, f"login.{code.id}", people[0].id)
    else:
        kept = LoginTicket(
            id=ticket_key(ticket),
            phone=phone_key(phone),
            customer_ids=[one.id for one in people],
            expires_at=now + TICKET_LIVES,
        )
        commit.create(tickets, kept)
    commit.commit()


def _choose(ticket: str, customer_id: str) -> LoginAnswer:
    stored = tickets.get(ticket_key(ticket))
    if stored is None or stored.value.expires_at <= clock.now():
        raise ticket_over()
    if customer_id not in stored.value.customer_ids:
        raise NotFound()
    chosen = customers.get(customer_id)
    if chosen is None or chosen.value.archived:
        raise closed()
    session = open_session(customer_id, stored.value.phone)
    commit = Commit()
    commit.delete(tickets, stored)
    _note(commit, f"login.{stored.value.id}", customer_id)
    try:
        commit.commit()
    except LostRace as error:
        raise ticket_over() from error
    return _answer(session)


def _note(commit: Commit, cause: str, customer_id: str) -> None:
    record_audit(commit, cause=cause, what="signed_in", by=customer_id, subject=f"customers/{customer_id}")


def _answer(session: Session) -> LoginAnswer:
    return LoginAnswer(id_token=session.id_token, refresh_token=session.refresh_token, expires_in=session.expires_in)

"""Settle which customer is calling, before anything of the request is read."""

from dataclasses import dataclass
from typing import Any

from flask import g, request

from shared.access.matrix import may
from shared.core.auth import verify_person
from shared.core.errors import Forbidden
from shared.customers.find_by_phone import phones_of
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.login.digests import phone_key
from shared.login.refusals import closed, session_over


@dataclass(frozen=True)
class SignedIn:
    """A customer behind a request; `id` is their number."""

    id: str
    customer: Customer


def settle_customer(permission: str, _is_read: bool) -> SignedIn:
    """The customer behind the request. Raises Unauthorized (no valid session) or Forbidden (staff, archived)."""
    claims = verify_person(request)
    if claims.get("role") != "customer" or (permission and not may("customer", permission)):
        raise Forbidden()
    customer = customer_of(claims)
    return SignedIn(customer.id, customer)


def signed_in() -> Customer:
    """The customer whose request is being handled."""
    settled: SignedIn = g.caller
    return settled.customer


def customer_of(claims: dict[str, Any]) -> Customer:
    """Whom a session is of, as they stand now: who was archived is out, and so is a number that is theirs no more."""
    if claims.get("role") != "customer":
        raise session_over()
    stored = customers.get(str(claims.get("customer_id") or ""))
    if stored is None or stored.value.archived:
        raise closed()
    if claims.get("phone") not in [phone_key(phone) for phone in phones_of(stored.value)]:
        raise session_over()
    return stored.value

"""A collector's round: who is to be visited today, by area and address; promises are left in peace until their day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.access.models import Caller
from shared.access.own_areas import area_filters
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import invoices
from shared.core import clock
from shared.customers.models import Customer
from shared.customers.repository import areas, customers
from shared.payments.hand_over_cash import cash_of
from shared.payments.models import RoutePage, RouteQuery, RouteVisit
from shared.payments.payment_settings import payment_rules
from shared.payments.repository import proofs

MOST_BILLS = 1000
"""What one person visits in a day is a small part of it; the oldest debts are among them."""
MOST_PROOFS = 500


@dataclass(frozen=True)
class Around:
    """What else bears on a visit: the day, what areas are called, whose proof is being looked at."""

    today: date
    areas: Mapping[str, str]
    proving: frozenset[str] = frozenset()


def read_route(query: RouteQuery, by: Caller) -> RoutePage:
    """Whoever owes since today or longer, in these areas and in the caller's own; with what the caller has in hand."""
    inside = area_filters(by.areas, query.area_id)
    found = (
        invoices.find(
            *inside,
            ("status", "==", "open"),
            ("due_on", "<=", clock.today()),
            order=[("due_on", "ASCENDING")],
            limit=MOST_BILLS,
        )
        if inside is not None
        else []
    )
    bills = [stored.value for stored in found]
    owners = {name: one.value for name, one in customers.get_many(bill.customer_id for bill in bills).items()}
    names = areas.get_many(owner.area_id for owner in owners.values() if owner.area_id)
    waiting = proofs.find(("status", "==", "waiting"), limit=MOST_PROOFS) if bills else []
    around = Around(
        today=clock.today(),
        areas={area_id: one.value.name for area_id, one in names.items()},
        proving=frozenset(one.value.customer_id for one in waiting),
    )
    visits = plan_route(bills, owners, around)
    cash = cash_of(by.id)
    return RoutePage(
        items=visits,
        next_cursor=None,
        as_of=clock.now(),
        promised_later=len(owners) - len(visits),
        more=len(bills) == MOST_BILLS,
        in_hand=cash.amount,
        receipts=len(cash.payments),
        cash_limit=payment_rules().cash_limit,
    )


def plan_route(bills: Iterable[Invoice], owners: Mapping[str, Customer], around: Around) -> list[RouteVisit]:
    """The visits in the order of areas and addresses, without whoever has promised a later day: pure."""
    of_owner: dict[str, list[Invoice]] = {}
    for bill in bills:
        owner = owners.get(bill.customer_id)
        if owner and not (owner.promise and owner.promise.until > around.today):
            of_owner.setdefault(owner.id, []).append(bill)
    visits = [_visit(owners[owner_id], owed, around) for owner_id, owed in of_owner.items()]
    return sorted(visits, key=lambda one: (one.area_name, address_key(one.address), one.customer_name, one.customer_id))


def address_key(address: str) -> tuple[tuple[int, str], ...]:
    """RT 02 before RT 10, number 9 before number 14: as one walks."""
    parts = re.findall(r"\d+|[^\W\d]+", address.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _visit(owner: Customer, owed: list[Invoice], around: Around) -> RouteVisit:
    return RouteVisit(
        customer_id=owner.id,
        customer_name=owner.name,
        phone=owner.phone,
        address=owner.address,
        note=owner.note,
        location=owner.location,
        area_id=owner.area_id,
        area_name=around.areas.get(owner.area_id or "", ""),
        owed=sum(left_to_pay(bill) for bill in owed),
        bills=len(owed),
        oldest_due_on=min(bill.due_on for bill in owed),
        partly_paid=any(bill.paid for bill in owed),
        promised_today=owner.promise is not None and owner.promise.until == around.today,
        broken_promises=owner.broken_promises,
        suspended=owner.status == "suspended",
        proof_waiting=owner.id in around.proving,
    )

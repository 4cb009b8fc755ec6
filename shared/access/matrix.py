"""Who may do what, as data: what is asked for -> which roles hold it, and how far it reaches.

Enforced by settle_caller.py (functions) and firestore.rules (live boards), told to the sites by GET /api/access,
printed in docs/access.md by `make access`. A route that names no permission of this page does not start.
"""

from dataclasses import dataclass
from typing import Literal

from shared.access.models import Role, StaffRole

Reach = Literal["own_areas", "common", "whole", "mine"]
"""For staff limited to areas: only things of these areas; what knows no area; or closed, being about everybody.
For customers: what is theirs."""


@dataclass(frozen=True)
class Grant:
    """The roles that hold a permission, and how far it reaches."""

    roles: tuple[Role, ...]
    reach: Reach


OWNER: tuple[StaffRole, ...] = ("owner",)
HEADS: tuple[StaffRole, ...] = ("owner", "admin")
OFFICE: tuple[StaffRole, ...] = ("owner", "admin", "cashier")
CASH: tuple[StaffRole, ...] = ("owner", "admin", "cashier", "collector")
DESK: tuple[StaffRole, ...] = ("owner", "admin", "cashier", "technician")
FIELD: tuple[StaffRole, ...] = ("owner", "admin", "cashier", "technician", "collector")


def own_areas(roles: tuple[StaffRole, ...]) -> Grant:
    """Staff limited to areas hold it for what lies in them; anything else is to them as if it were not there."""
    return Grant(roles, "own_areas")


def common(roles: tuple[StaffRole, ...]) -> Grant:
    """It knows no area and names no person, so all of these roles hold it."""
    return Grant(roles, "common")


def whole(roles: tuple[StaffRole, ...]) -> Grant:
    """It acts on everybody at once, so staff limited to areas do not hold it."""
    return Grant(roles, "whole")


def mine() -> Grant:
    """A customer holds it for what is theirs; of others nothing exists for them."""
    return Grant(("customer",), "mine")


MATRIX: dict[str, Grant] = {
    "customers.read": own_areas(FIELD),
    "customers.write": own_areas(OFFICE),
    "customers.archive": own_areas(HEADS),
    "customers.private": own_areas(HEADS),
    "customers.photos": own_areas(HEADS),
    "customers.data": whole(OWNER),
    "customers.erase": whole(OWNER),
    "customers.import": whole(HEADS),
    "customers.export": own_areas(HEADS),
    "subscriptions.read": own_areas(FIELD),
    "subscriptions.write": own_areas(HEADS),
    "plans.read": common(FIELD),
    "plans.write": whole(HEADS),
    "areas.read": common(FIELD),
    "areas.write": whole(HEADS),
    "invoices.read": own_areas(OFFICE),
    "invoices.revoke_links": own_areas(OFFICE),
    "invoices.void": own_areas(HEADS),
    "invoices.reissue": own_areas(HEADS),
    "invoices.credit": own_areas(HEADS),
    "invoices.write_off": own_areas(HEADS),
    "payments.read": own_areas(CASH),
    "payments.take": own_areas(CASH),
    "payments.reverse": own_areas(HEADS),
    "payments.issues": own_areas(OFFICE),
    "payments.resolve": own_areas(HEADS),
    "proofs.read": own_areas(OFFICE),
    "proofs.decide": own_areas(OFFICE),
    "customers.refund": own_areas(HEADS),
    "customers.adjust": own_areas(HEADS),
    "customers.exempt": own_areas(HEADS),
    "promises.read": own_areas(CASH),
    "promises.take": own_areas(CASH),
    "reminders.send": own_areas(OFFICE),
    "dunning.read": own_areas(CASH),
    "dunning.preview": whole(OFFICE),
    "ledger.read": own_areas(OFFICE),
    "collections.read": common(CASH),
    "collections.hand_over": common(CASH),
    "cash_book.read": whole(OFFICE),
    "runs.preview": whole(OFFICE),
    "runs.start": whole(HEADS),
    "runs.read": whole(OFFICE),
    "messages.read": own_areas(OFFICE),
    "messages.send": own_areas(OFFICE),
    "messages.totals": common(OFFICE),
    "messages.release": whole(OFFICE),
    "templates.read": common(OFFICE),
    "reports.read": whole(HEADS),
    "broadcasts.read": whole(OFFICE),
    "broadcasts.write": whole(OFFICE),
    "broadcasts.approve": whole(HEADS),
    "conversations.read": own_areas(OFFICE),
    "conversations.answer": own_areas(OFFICE),
    "complaints.triage": common(FIELD),
    "complaints.read": own_areas(DESK),
    "complaints.write": own_areas(DESK),
    "complaints.merge": own_areas(OFFICE),
    "outages.read": own_areas(FIELD),
    "outages.write": own_areas(DESK),
    "outages.credit": own_areas(HEADS),
    "routers.read": own_areas(DESK),
    "routers.write": own_areas(HEADS),
    "sessions.read": own_areas(DESK),
    "sessions.end": own_areas(DESK),
    "nodes.read": own_areas(FIELD),
    "nodes.write": own_areas(DESK),
    "nodes.collect": whole(HEADS),
    "settings.read": whole(HEADS),
    "settings.write": whole(OWNER),
    "company.read": common(FIELD),
    "access.read": common(FIELD),
    "staff.read": whole(OWNER),
    "staff.write": whole(OWNER),
    "audit.read": whole(OWNER),
    "me.read": mine(),
    "me.pay": mine(),
    "me.complain": mine(),
    "me.change": mine(),
}

BOARDS: dict[str, Grant] = {
    "complaints": own_areas(DESK),
    "outages": own_areas(FIELD),
    "conversations": own_areas(OFFICE),
    "messages": own_areas(OFFICE),
    "runs": whole(OFFICE),
}
"""The collections that a site may listen to, under firestore.rules. All others are closed to every client."""


def holds(grant: Grant, role: Role, areas: tuple[str, ...]) -> bool:
    """Whether someone of this role, limited to these areas (none: not limited), holds the grant."""
    return role in grant.roles and not (areas and grant.reach == "whole")


def may(role: Role, permission: str, areas: tuple[str, ...] = ()) -> bool:
    """Whether this role, limited to these areas, holds the permission. An unknown one is nobody's."""
    grant = MATRIX.get(permission)
    return grant is not None and holds(grant, role, areas)


def permissions_of(role: Role, areas: tuple[str, ...] = ()) -> list[str]:
    """All permissions, for the sites' navigation."""
    return sorted(permission for permission in MATRIX if may(role, permission, areas))

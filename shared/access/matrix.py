"""Who may do what, as data: permission -> roles."""

from shared.access.models import Role

OFFICE: tuple[Role, ...] = ("owner", "admin", "cashier")
FIELD: tuple[Role, ...] = ("owner", "admin", "cashier", "technician", "collector")
HEADS: tuple[Role, ...] = ("owner", "admin")

MATRIX: dict[str, tuple[Role, ...]] = {
    "customers.read": FIELD,
    "customers.write": OFFICE,
    "customers.archive": HEADS,
    "customers.import": HEADS,
    "plans.read": FIELD,
    "plans.write": HEADS,
    "areas.read": FIELD,
    "areas.write": HEADS,
    "subscriptions.read": FIELD,
    "subscriptions.write": HEADS,
    "invoices.read": OFFICE,
    "invoices.void": HEADS,
    "invoices.reissue": HEADS,
    "runs.preview": OFFICE,
    "runs.start": HEADS,
    "runs.read": OFFICE,
    "messages.read": OFFICE,
    "messages.send": OFFICE,
    "settings.read": HEADS,
    "settings.write": ("owner",),
    "company.read": FIELD,
    "access.read": FIELD,
}


def may(role: Role, permission: str) -> bool:
    """Whether the role holds the permission. An unknown permission is nobody's."""
    return role in MATRIX.get(permission, ())


def permissions_of(role: Role) -> list[str]:
    """All permissions of a role, for the sites' navigation."""
    return sorted(permission for permission, roles in MATRIX.items() if role in roles)

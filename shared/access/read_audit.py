"""Read the audit trail: the newest first, by who, about what, between which days."""

from datetime import datetime, time, timedelta

from shared.access.audit import AuditEntry, entries
from shared.access.models import AuditPage, AuditQuery, AuditView
from shared.access.repository import staff
from shared.core import clock
from shared.core.firestore import Filter


def list_audit(query: AuditQuery) -> AuditPage:
    """A page of entries. Asked by person and subject both, a page may hold fewer than `limit` and go on."""
    filters: list[Filter] = []
    if query.subject:
        filters.append(("subject", "==", query.subject))
    elif query.by:
        filters.append(("by", "==", query.by))
    if query.from_:
        filters.append(("at", ">=", datetime.combine(query.from_, time(), clock.zone())))
    if query.to:
        filters.append(("at", "<", datetime.combine(query.to + timedelta(days=1), time(), clock.zone())))
    page = entries.page(*filters, order=[("at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    found = [entry for entry in page.items if not query.by or entry.by == query.by]
    names = staff.get_many(entry.by for entry in found)
    return AuditPage(
        items=[_view(entry, names[entry.by].value.name if entry.by in names else "") for entry in found],
        next_cursor=page.next_cursor,
    )


def _view(entry: AuditEntry, name: str) -> AuditView:
    return AuditView(**entry.model_dump(), by_name=name)

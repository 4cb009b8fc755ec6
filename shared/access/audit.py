"""The audit trail: every write leaves who, what, before, after, when, in the same commit."""

from datetime import datetime
from typing import Any

from shared.core import clock
from shared.core.firestore import Collection, Commit, Record


class AuditEntry(Record):
    """`audit/{cause}.{what}`: never changed, read by the owner."""

    at: datetime
    by: str
    what: str
    subject: str
    """The document it is about, `customers/PLG-00001`."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}


entries = Collection("audit", AuditEntry)


def record_audit(
    commit: Commit,
    *,
    cause: str,
    what: str,
    by: str,
    subject: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add one entry to the commit. `cause` and `what` make its id, so the same act is written once."""
    commit.create(
        entries,
        AuditEntry(
            id=f"{cause}.{what}",
            at=clock.now(),
            by=by,
            what=what,
            subject=subject,
            before=before or {},
            after=after or {},
        ),
    )

"""The audit trail: every write leaves who, what, before, after, when and from where, in the same commit."""

from datetime import datetime
from typing import Any

from shared.core import clock
from shared.core.firestore import Collection, Commit, Record
from shared.core.whence import Channel, whence

PERSONAL = {"phone", "other_phones", "to", "email", "nik", "old_number", "location"}
"""Fields of which the trail keeps that they changed and how they end: enough to tell two values apart."""
SHOWN = 3


class AuditEntry(Record):
    """`audit/{cause}.{what}`: never changed, read by the owner."""

    at: datetime
    by: str
    what: str
    subject: str
    """The document it is about, `customers/PLG-00001`."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    channel: Channel = "machine"
    from_address: str = ""
    """The IP address of the person or machine; empty for our own tasks."""


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
    origin = whence()
    commit.create(
        entries,
        AuditEntry(
            id=f"{cause}.{what}",
            at=clock.now(),
            by=by,
            what=what,
            subject=subject,
            before=masked(before or {}),
            after=masked(after or {}),
            channel=origin.channel,
            from_address=origin.address,
        ),
    )


def masked(values: dict[str, Any]) -> dict[str, Any]:
    """The same with a person's numbers and addresses reduced to their last three signs, however deep they lie."""
    return {name: _ending(value) if name in PERSONAL else _deep(value) for name, value in values.items()}


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return masked(value)
    return [_deep(one) for one in value] if isinstance(value, list) else value


def _ending(value: Any) -> Any:
    if value is None or value == "" or value == []:
        return value
    if isinstance(value, list):
        return [_ending(one) for one in value]
    return f"…{str(value)[-SHOWN:]}" if isinstance(value, str) else "…"

"""What is kept after a month: documents, their bytes as Firestore counts them, and those that delete themselves."""

from datetime import datetime
from typing import Any

from bench.month.used import Month
from shared.core.firestore import client

EXPIRE = ("idempotency", "import_pages", "inbound", "message_secrets", "otp", "otp_tickets", "payment_events",
          "rate_limits", "receipts")  # fmt: skip
"""As terraform/firestore.tf has it."""


def weigh(month: Month) -> None:
    """Add up all that is there; what was there before the month, customers and their lines, is among it."""
    for collection in client().collections():
        for snapshot in collection.stream():
            month.documents += 1
            month.expired += collection.id in EXPIRE
            month.document_bytes += 32 + 32 + len(collection.id) + len(snapshot.id) + size(snapshot.to_dict())


def size(value: Any) -> int:
    """Bytes: firebase.google.com/docs/firestore/storage-size."""
    if isinstance(value, str):
        return len(value.encode()) + 1
    if isinstance(value, bool) or value is None:
        return 1
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(len(name.encode()) + 1 + size(part) for name, part in value.items())
    if isinstance(value, list):
        return sum(size(part) for part in value)
    return 8 if isinstance(value, int | float | datetime) else 16

"""A customer is told of an outage once, whichever way they hear of it: by our message or in an answer."""

from datetime import datetime

from shared.complaints.outage_models import Affected, Outage
from shared.complaints.outage_words import cause_of, expected_of
from shared.complaints.repository import affected
from shared.core import clock
from shared.core.dates import moment_text
from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.messaging.models import Lane, Message, OnlyWhile
from shared.messaging.repository import queue_message


def affected_id(outage_id: str, customer_id: str) -> str:
    return f"{outage_id}.{customer_id}"


def announcement_id(outage_id: str, customer_id: str) -> str:
    return f"{outage_id}.announced.{customer_id}"


def note_affected(
    commit: Commit, outage: Outage, customer: Customer, lines: list[str], now: datetime, *, lane: Lane | None
) -> Message | None:
    """Add to the commit that this customer has the fault, and the message that tells them; no lane: an answer does.

    Who calls has looked that `affected` does not hold them yet; where two do, one commit fails with AlreadyThere.
    """
    message = announcement(outage, customer, now, lane) if lane else None
    commit.create(
        affected,
        Affected(
            id=affected_id(outage.id, customer.id),
            outage_id=outage.id,
            customer_id=customer.id,
            subscription_ids=lines,
            told_at=now,
            by_answer=lane is None,
            area_id=outage.area_id,
            shard=customer.shard,
        ),
    )
    if message:
        queue_message(commit, message)
    return message


def announcement(outage: Outage, customer: Customer, now: datetime, lane: Lane) -> Message | None:
    """That there is a fault, since when, why, and until when; None for a customer without a number."""
    if customer.phone is None:
        return None
    zone = clock.zone()
    return Message(
        id=announcement_id(outage.id, customer.id),
        cause=outage.id,
        purpose=f"announced.{customer.id}",
        batch=outage.id,
        customer_id=customer.id,
        to=customer.phone,
        template="gangguan_area",
        values={
            "customer_name": customer.name,
            "customer_number": customer.id,
            "area": outage.place,
            "started_at": moment_text(outage.started_at, zone),
            "cause": cause_of(outage),
            "expected_at": expected_of(outage, zone),
        },
        only_while=OnlyWhile(document=f"outages/{outage.id}", field="status", values=["open"]),
        lane=lane,
        priority=2 if lane == "now" else 4,
        send_after=now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )

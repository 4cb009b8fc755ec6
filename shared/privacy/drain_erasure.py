"""Go on removing a person: page after page, each page one commit with how far it has come."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.access.audit import entries
from shared.billing.repository import invoices
from shared.complaints.keep_photo import folder_of as photos_of_complaints
from shared.complaints.repository import affected, complaint_events, complaints
from shared.complaints.repository import claims as complaint_claims
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Collection, Commit, Filter, Stored, attempt
from shared.core.logging import log
from shared.core.storage import remove_folder
from shared.core.tasks import enqueue_drain
from shared.customers.read_customers import stored_customer
from shared.customers.repository import subscriptions
from shared.imports.repository import claims
from shared.messaging.repository import inbound, messages
from shared.network.repository import line_days
from shared.payments.repository import charges, payment_issues, payments, payouts, proofs
from shared.privacy import forget
from shared.privacy.collect_data import subjects_of
from shared.privacy.models import Erasure
from shared.privacy.repository import erasures, folder_of, photos
from shared.satisfaction.repository import satisfaction

PAGE = 100
WORK_FOR_S = 40.0


def by_number(erasure: Erasure) -> Filter | None:
    """What names the customer by their number."""
    return ("customer_id", "==", erasure.id)


@dataclass(frozen=True)
class Part:
    """One kind of document that names a person, and what is left of each; None: nothing."""

    collection: Collection[Any]
    left: Callable[[Any], Any] | None
    whose: Callable[[Erasure], Filter | None] = by_number
    folder: Callable[[str], str] | None = None
    """Where their pictures lie in the bucket, by customer number: emptied first."""


def _by_contact(erasure: Erasure) -> Filter | None:
    return ("contact_id", "in", erasure.contact_ids) if erasure.contact_ids else None


def _about(erasure: Erasure) -> Filter | None:
    return ("subject", "in", subjects_of(stored_customer(erasure.id).value)[:30])


PARTS = (
    Part(messages, forget.message_without_person),
    Part(inbound, forget.inbound_without_person, _by_contact),
    Part(subscriptions, forget.subscription_without_person),
    Part(invoices, forget.invoice_without_person),
    Part(payments, forget.payment_without_person),
    Part(payouts, forget.payout_without_person),
    Part(claims, None),
    Part(proofs, forget.proof_without_person, folder=lambda customer_id: f"proofs/{customer_id}/"),
    Part(photos, None, folder=folder_of),
    Part(entries, forget.entry_without_person, _about),
    Part(complaints, forget.complaint_without_person, folder=photos_of_complaints),
    Part(complaint_events, forget.event_without_person),
    Part(complaint_claims, None),
    Part(affected, forget.affected_as_it_is),
    Part(charges, forget.charge_without_person),
    Part(payment_issues, forget.issue_without_person),
    Part(conversations, None),
    Part(line_days, None),
    Part(satisfaction, forget.answers_as_they_are),
)
"""In this order for ever: an erasure that is under way knows how many of them are done."""


def drain_erasure(customer_id: str, work_for_s: float = WORK_FOR_S) -> Erasure:
    """Remove what is left; asks for a task when its time is up. Raises Busy, NotFound."""
    stop_at = time.monotonic() + work_for_s
    while True:
        erasure = attempt(lambda: _erase_page(customer_id))
        if erasure.status == "done":
            return erasure
        if time.monotonic() >= stop_at:
            enqueue_drain("erasures", customer_id)
            return erasure


def erase_slice(customer_id: str) -> None:
    """As a task. An erasure that is not there is nothing to do."""
    if erasures.get(customer_id):
        drain_erasure(customer_id)


def _erase_page(customer_id: str) -> Erasure:
    stored = erasures.get(customer_id)
    if stored is None:
        raise NotFound()
    erasure = stored.value
    if erasure.status == "done":
        return erasure
    part = PARTS[erasure.part]
    if part.folder:
        remove_folder(part.folder(customer_id))
    found = _found(part, erasure)
    commit = Commit()
    for one in found:
        if part.left is None:
            commit.delete(part.collection, one)
        elif (left := part.left(one.value)) != one.value:
            commit.update(part.collection, one, left)
    after = _progressed(erasure, found)
    commit.update(erasures, stored, after)
    commit.commit()
    if after.status == "done":
        log("customer_erased", customer_id=customer_id)
    return after


def _found(part: Part, erasure: Erasure) -> list[Stored[Any]]:
    whose = part.whose(erasure)
    if whose is None:
        return []
    after = [erasure.after] if erasure.after else None
    return part.collection.find(whose, by_id=True, limit=PAGE, after=after)


def _progressed(erasure: Erasure, found: list[Stored[Any]]) -> Erasure:
    update: dict[str, object] = {"moved_at": clock.real()}
    if len(found) == PAGE:
        update["after"] = found[-1].value.id
    elif erasure.part + 1 < len(PARTS):
        update |= {"part": erasure.part + 1, "after": None}
    else:
        update["status"] = "done"
    return erasure.model_copy(update=update)

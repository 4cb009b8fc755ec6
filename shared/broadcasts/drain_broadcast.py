"""Write a broadcast's messages to the outbox, page by page, each one commit with how far it has come."""

import time

from shared.broadcasts.broadcast_message import broadcast_message
from shared.broadcasts.models import Broadcast, BroadcastProgress
from shared.broadcasts.read_broadcasts import segment_filters
from shared.broadcasts.repository import broadcast_progress, broadcasts
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.read_customers import TOKENS
from shared.customers.repository import customers
from shared.messaging.contacts import contact_id_of
from shared.messaging.hold_outbox import wake_batch
from shared.messaging.repository import contacts, queue_message
from shared.settings.repository import company

PAGE = 200
WORK_FOR_S = 40.0


def drain_broadcast(broadcast_id: str, work_for_s: float = WORK_FOR_S) -> None:
    """As a task; safe to repeat and to run twice at once."""
    stop_at = time.monotonic() + work_for_s
    for page in (_page, _wake):
        while attempt(lambda page=page: page(broadcast_id)):  # type: ignore[misc]
            if time.monotonic() >= stop_at:
                enqueue_drain("broadcasts", broadcast_id)
                return
    enqueue_drain("messages")


def resume_broadcasts() -> None:
    """Hand on what a crash left half written."""
    for stored in broadcasts.find(("status", "==", "approved"), ("written", "==", False), limit=20):
        enqueue_drain("broadcasts", stored.value.id)


def _page(broadcast_id: str) -> bool:
    """Whether there is more. A broadcast that is paused or called off meanwhile stops it."""
    stored, progress = broadcasts.get(broadcast_id), broadcast_progress.get(broadcast_id)
    if stored is None or stored.value.status != "approved" or stored.value.written:
        return False
    far = progress.value if progress else BroadcastProgress(id=broadcast_id)
    page = customers.page(*segment_filters(stored.value.segment), limit=PAGE, cursor=far.cursor, leave_out=TOKENS)
    commit = Commit()
    done = _write(commit, stored.value, page.items, far)
    done.cursor = page.next_cursor
    if progress:
        commit.update(broadcast_progress, progress, done)
    else:
        commit.create(broadcast_progress, done)
    if page.next_cursor is None:
        commit.update(broadcasts, stored, stored.value.model_copy(update={"written": True}))
    else:
        commit.verify(broadcasts, stored)
    commit.commit()
    if page.next_cursor is None:
        log("broadcast_written", broadcast_id=broadcast_id, queued=done.queued, opted_out=done.opted_out)
    return page.next_cursor is not None


def _wake(broadcast_id: str) -> bool:
    """What a pause had put off has its turn; where it was called off, to be cancelled. Whether there is more."""
    stored = broadcasts.get(broadcast_id)
    return stored is not None and stored.value.status != "paused" and wake_batch(broadcast_id)


def _write(commit: Commit, broadcast: Broadcast, people: list[Customer], far: BroadcastProgress) -> BroadcastProgress:
    now, company_name = clock.now(), company().name
    known = contacts.get_many(contact_id_of(one.phone) for one in people if one.phone)
    queued = opted_out = without_phone = 0
    for customer in people:
        message = broadcast_message(broadcast, customer, company_name, now)
        if message is None:
            without_phone += 1
            continue
        contact = known.get(contact_id_of(message.to))
        if contact and contact.value.no_broadcasts and message.category == "marketing":
            opted_out += 1
            continue
        queue_message(commit, message)
        queued += 1
    return far.model_copy(
        update={
            "queued": far.queued + queued,
            "opted_out": far.opted_out + opted_out,
            "without_phone": far.without_phone + without_phone,
        }
    )

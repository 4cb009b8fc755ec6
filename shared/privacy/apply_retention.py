"""Remove what the owner wants kept for so many months and no longer: texts of messages, photos of who has left."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from shared.access.audit import record_audit
from shared.access.models import SYSTEM
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.core.storage import remove_file
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.messaging.repository import messages
from shared.privacy.forget import message_without_text
from shared.privacy.models import Sweeping
from shared.privacy.repository import file_of, photos, sweepings
from shared.settings.repository import privacy_rules

PAGE = 100
WORK_FOR_S = 40.0
WAITING = ("queued", "released", "sending")
A_MONTH = timedelta(days=31)


def begin_retention() -> None:
    """Have it done, where something is not to be kept for ever."""
    rules = privacy_rules()
    if rules.messages_months or rules.photos_months:
        enqueue_drain("retention")


def apply_retention(work_for_s: float = WORK_FOR_S) -> None:
    """Go through what is old enough; asks for a task when its time is up."""
    rules, now = privacy_rules(), clock.now()
    stop_at = time.monotonic() + work_for_s
    pages: list[Callable[[], bool]] = []
    if rules.messages_months:
        texts_before = now - rules.messages_months * A_MONTH
        pages.append(lambda: _remove_texts(texts_before))
        pages.append(lambda: _remove_talks(texts_before))
    if rules.photos_months:
        photos_before = now - rules.photos_months * A_MONTH
        pages.append(lambda: _remove_photos(photos_before))
    for remove_page in pages:
        while attempt(remove_page):
            if time.monotonic() >= stop_at:
                enqueue_drain("retention")
                return


def _remove_texts(before: datetime) -> bool:
    """One page of messages that were made before; whether there may be more."""
    reached = sweepings.get("messages")
    after = [reached.value.at, reached.value.after] if reached and reached.value.at else None
    found = messages.find(("created_at", "<", before), order=[("created_at", "ASCENDING")], limit=PAGE, after=after)
    if not found:
        return False
    commit = Commit()
    for stored in found:
        if stored.value.status not in WAITING and not stored.value.text_removed:
            commit.update(messages, stored, message_without_text(stored.value))
    last = found[-1].value
    _reach(commit, Sweeping(id="messages", at=last.created_at, after=last.id), {"texts": commit.writes})
    commit.commit()
    return len(found) == PAGE


def _remove_talks(before: datetime) -> bool:
    """One page of conversations in which nobody has written since; whether there may be more."""
    found = conversations.find(("last_at", "<", before), order=[("last_at", "ASCENDING")], limit=PAGE)
    commit = Commit()
    for stored in found:
        commit.delete(conversations, stored)
    if found:
        _note(commit, {"conversations": len(found)})
        commit.commit()
    return len(found) == PAGE


def _remove_photos(before: datetime) -> bool:
    """One page of all photos, from the first again once all are gone through; whether there are more."""
    reached = sweepings.get("photos")
    after = [reached.value.after] if reached and reached.value.after else None
    found = photos.find(by_id=True, limit=PAGE, after=after)
    owners = customers.get_many(stored.value.customer_id for stored in found)
    commit = Commit()
    for stored in found:
        owner = owners.get(stored.value.customer_id)
        if owner is None or _left(owner.value, before):
            remove_file(file_of(stored.value))
            commit.delete(photos, stored)
    is_last = len(found) < PAGE
    _reach(commit, Sweeping(id="photos", after=None if is_last else found[-1].value.id), {"photos": commit.writes})
    commit.commit()
    return not is_last


def _left(owner: Customer, before: datetime) -> bool:
    # Whoever comes back, or whose account still moves, has not left for so long.
    return owner.status in ("stopped", "archived") and owner.updated_at < before


def _reach(commit: Commit, reached: Sweeping, removed: dict[str, int]) -> None:
    if any(removed.values()):
        _note(commit, removed)
    commit.put(sweepings, reached)


def _note(commit: Commit, removed: dict[str, int]) -> None:
    record_audit(
        commit, cause=f"retention.{ulid()}", what="removed", by=SYSTEM, subject="settings/privacy", after=removed
    )

"""What a customer says or does about a complaint of theirs, in the caller's commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.complaints.complaint_message import rating_message, reopened_message, was_handled
from shared.complaints.complaint_words import RATING
from shared.complaints.danger import at_least_for
from shared.complaints.life_cycle import can
from shared.complaints.models import MOST_PHOTOS, Complaint, CustomerAct, EventKind, KeptPhoto
from shared.complaints.move_complaint import dated, is_done, moved, with_priority
from shared.complaints.repository import affected, complaint_events, complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.complaints.tell_affected import affected_id
from shared.complaints.write_event import THE_CUSTOMER, Happening, event_id, write_event
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.fields import Location
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer
from shared.messaging.models import Message
from shared.messaging.repository import queue_message

KINDS: dict[CustomerAct, EventKind] = {
    "comment": "comment",
    "photo": "photo",
    "location": "location",
    "works": "works",
    "still_broken": "still_broken",
    "rating": "rated",
    "other_time": "asked_other_time",
    "agree": "agreed",
    "cancel": "works",
}


@dataclass(frozen=True)
class Heard:
    """The complaint afterwards, and the messages that its commit makes."""

    complaint: Complaint
    messages: tuple[str, ...] = ()


def add_customer_event(
    commit: Commit,
    stored: Stored[Complaint],
    customer: Customer,
    kind: CustomerAct,
    *,
    cause: str,
    text: str = "",
    photos: Sequence[KeptPhoto] = (),
    location: Location | None = None,
    rating: int | None = None,
    notify: bool = False,
) -> Heard:
    """The complaint with what the customer did: once, however often the same cause comes. One a complaint and commit.

    works: closes it, and asks how it was; still_broken: opens it again; any word ends our waiting for one, and one
    of danger makes it urgent. With `notify` they hear by WhatsApp that it goes on. Raises Conflict `wrong_status`,
    `closed`, `too_many_photos`, Invalid without a rating of 1 to 5.
    """
    if complaint_events.get(event_id(stored.value.id, cause)):
        return Heard(stored.value)
    now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
    shown = _fitting(stored.value, photos)
    first = shown[0].file_id if shown else None
    said = Happening(KINDS[kind], THE_CUSTOMER, _words(kind, text, rating), file_id=first)
    heard = _heard(stored.value, kind, now, calendar, photos=shown, location=location, rating=rating, text=text)
    after = write_event(commit, heard, cause, said, now)
    for number, photo in enumerate(shown[1:], start=2):
        one_more = Happening("photo", THE_CUSTOMER, "", file_id=photo.file_id)
        after = write_event(commit, after, f"{cause}.{number}", one_more, now)
    messages: list[Message | None] = []
    if after.status == "closed" and stored.value.status != "closed" and kind == "works":
        messages.append(rating_message(after, customer, now, "now"))
    if notify and after.status == "reopened" and stored.value.status != "reopened":
        messages.append(reopened_message(after, customer, now))
    for message in filter(None, messages):
        queue_message(commit, message)
    if kind in ("works", "still_broken"):
        answered(commit, stored.value, works=kind == "works")
    commit.update(complaints, stored, after)
    return Heard(after, tuple(message.id for message in messages if message))


def answered(commit: Commit, complaint: Complaint, *, works: bool) -> None:
    """Add to the commit that this is what they said after the outage their complaint was part of, if it was."""
    outage_id = complaint.outage_id or complaint.was_outage_id
    known = affected.get(affected_id(outage_id, complaint.customer_id)) if outage_id else None
    if known and known.value.recovered_at and known.value.works is not works:
        commit.update(affected, known, known.value.model_copy(update={"works": works}))


def acts_of(complaint: Complaint, now: datetime, calendar: Calendar) -> list[CustomerAct]:
    """What the customer may do about it now."""
    if complaint.merged_into:
        return []
    acts: list[CustomerAct] = []
    if complaint.status != "closed":
        acts += ["comment", "photo", "location", "works"]
    if complaint.status in ("open", "assigned", "scheduled", "waiting", "reopened"):
        acts.append("cancel")
    if complaint.status == "scheduled":
        acts += ["agree", "other_time"]
    if can_reopen(complaint, now, calendar):
        acts.append("still_broken")
    if is_done(complaint) and complaint.rating is None and was_handled(complaint):
        acts.append("rating")
    return acts


def can_reopen(complaint: Complaint, now: datetime, calendar: Calendar) -> bool:
    """Whether this complaint goes on when they say it is not over, rather than a new one."""
    if complaint.merged_into:
        return False
    if complaint.status == "resolved":
        return True
    closed = complaint.closed_at
    return complaint.status == "closed" and closed is not None and (now - closed).days < calendar.rules.reopen_days


def with_photo(complaint: Complaint, photo: KeptPhoto) -> Complaint:
    """The complaint with one more picture. Raises Conflict `too_many_photos`."""
    refuse_many(complaint)
    return complaint.model_copy(update={"photos": [*complaint.photos, photo]})


def _fitting(complaint: Complaint, photos: Sequence[KeptPhoto]) -> Sequence[KeptPhoto]:
    """As many of those that came together as there is room for. Raises Conflict `too_many_photos` if for none."""
    if photos:
        refuse_many(complaint)
    return photos[: MOST_PHOTOS - len(complaint.photos)]


def refuse_many(complaint: Complaint) -> None:
    """Raises Conflict `too_many_photos` where there is room for no more."""
    if len(complaint.photos) >= MOST_PHOTOS:
        raise Conflict(
            code="too_many_photos",
            message_id=f"Satu laporan memuat paling banyak {MOST_PHOTOS} foto.",
            message_en=f"A complaint holds at most {MOST_PHOTOS} photos.",
        )


def _heard(
    complaint: Complaint,
    kind: CustomerAct,
    now: datetime,
    calendar: Calendar,
    *,
    photos: Sequence[KeptPhoto],
    location: Location | None,
    rating: int | None,
    text: str,
) -> Complaint:
    if kind == "rating":
        return _rated(complaint, rating, text)
    if kind in ("works", "cancel"):
        return complaint if complaint.status == "closed" else moved(complaint, "close", "customer", now, calendar)
    if kind == "still_broken":
        return _still_broken(complaint, now, calendar)
    if complaint.status == "closed":
        raise _closed()
    if kind == "other_time" and can(complaint.status, "unschedule", "customer"):
        return moved(complaint, "unschedule", "customer", now, calendar)
    changed = complaint
    for photo in photos:
        changed = with_photo(changed, photo)
    changed = changed.model_copy(update={"location": location}) if location else changed
    priority = at_least_for(text, changed.priority)
    changed = with_priority(changed, priority, now, calendar) if priority != changed.priority else changed
    return moved(changed, "resume", "customer", now, calendar) if changed.status == "waiting" else changed


def _still_broken(complaint: Complaint, now: datetime, calendar: Calendar) -> Complaint:
    if not is_done(complaint):
        return complaint
    if not can_reopen(complaint, now, calendar):
        raise _closed()
    alone = complaint.model_copy(
        update={"outage_id": None, "was_outage_id": complaint.outage_id or complaint.was_outage_id}
    )
    again = moved(alone, "reopen", "customer", now, calendar)
    if again.assignee_id:
        return again
    # Nobody has looked after it yet, as it was part of an outage: somebody is to be found.
    return dated(again.model_copy(update={"dispatched": False}), now, calendar)


def _rated(complaint: Complaint, rating: int | None, text: str) -> Complaint:
    if rating is None or rating not in RATING:
        raise invalid("rating", "Beri nilai 1 sampai 5.", "Give 1 to 5.")
    if not is_done(complaint):
        raise Conflict(
            code="wrong_status",
            message_id="Laporan ini belum selesai, jadi belum dapat dinilai.",
            message_en="This complaint is not done yet, so it cannot be rated.",
        )
    return complaint.model_copy(update={"rating": rating, "rating_text": text})


def _words(kind: CustomerAct, text: str, rating: int | None) -> str:
    if kind == "rating" and rating is not None and rating in RATING:
        return f"{rating} dari 5, {RATING[rating].lower()}" + (f": {text}" if text else "")
    return text


def _closed() -> Conflict:
    return Conflict(
        code="closed",
        message_id="Laporan ini sudah ditutup. Buat laporan baru bila masih bermasalah.",
        message_en="This complaint is closed. Make a new one if it is not over.",
    )

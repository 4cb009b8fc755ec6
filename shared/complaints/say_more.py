"""A customer acts on a complaint of theirs on the site: words, a photo, "it works", "still down", a rating."""

from shared.complaints.add_complaint import complaint_committed
from shared.complaints.add_customer_event import Heard, add_customer_event, refuse_many
from shared.complaints.answer_recovery import answer_recovery
from shared.complaints.keep_photo import keep_photo, refuse_other_picture
from shared.complaints.models import CUSTOMER, Complaint, MyNewEvent, MyRecoveryAnswer
from shared.complaints.my_complaints import my_detail, my_stored
from shared.complaints.repository import complaint_events
from shared.complaints.views import MyComplaintDetail, PhotoReceived, RecoveryHeard
from shared.complaints.write_event import event_id
from shared.core.errors import invalid
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.ids import digest, ulid
from shared.customers.models import Customer
from shared.messaging.send_now import send_now


def say_more(customer: Customer, complaint_id: str, new: MyNewEvent, key: str | None) -> MyComplaintDetail:
    """The complaint afterwards; the same id a second time changes nothing. Raises NotFound, Conflict, Invalid."""
    if new.kind == "comment" and not new.text:
        raise invalid("text", "Tulis keterangannya.", "Write something.")
    if new.kind == "location" and new.location is None:
        raise invalid("location", "Kirim lokasinya.", "Send the location.")
    sent = new.id or key
    cause = digest("site", customer.id, sent)[:16] if sent else ulid()

    def decide() -> Heard:
        commit = Commit()
        heard = add_customer_event(
            commit,
            my_stored(customer, complaint_id),
            customer,
            new.kind,
            cause=cause,
            text=new.text,
            location=new.location,
            rating=new.rating,
        )
        if commit.writes:
            commit.commit()
        return heard

    heard = attempt(decide)
    send_now(heard.messages)
    if not heard.complaint.dispatched:
        complaint_committed(heard.complaint)
    return my_detail(heard.complaint)


def say_of_recovery(customer: Customer, said: MyRecoveryAnswer) -> RecoveryHeard:
    """What becomes of it; the same answer a second time changes nothing. Raises NotFound for an outage not theirs."""
    cause = digest("recovery", said.outage_id, str(said.works))[:16]

    def decide() -> Complaint | None:
        commit = Commit()
        complaint = answer_recovery(
            commit,
            customer,
            said.outage_id,
            works=said.works,
            text=said.text,
            source="web",
            cause=cause,
            notify=True,
        )
        if commit.writes:
            commit.commit()
        return complaint

    complaint = attempt(decide)
    if complaint and not complaint.dispatched:
        complaint_committed(complaint)
    return RecoveryHeard(complaint=my_detail(complaint) if complaint else None)


def send_photo(customer: Customer, complaint_id: str, sent: bytes, key: str | None) -> Answer[PhotoReceived]:
    """201, or 200 for the same id again. Raises NotFound, Conflict `closed`, `too_many_photos`, TooLarge, 415."""
    cause = digest("site photo", customer.id, key)[:16] if key else ulid()
    refuse_many(my_stored(customer, complaint_id).value)
    photo = keep_photo(customer.id, sent, cause=f"{complaint_id}.{cause}", by=CUSTOMER)

    def decide() -> int:
        if known := complaint_events.get(event_id(complaint_id, cause)):
            refuse_other_picture(known.value, photo)
            return 200
        commit, stored = Commit(), my_stored(customer, complaint_id)
        add_customer_event(commit, stored, customer, "photo", cause=cause, photos=[photo])
        commit.commit()
        return 201

    return Answer(PhotoReceived(file_id=photo.file_id), attempt(decide))

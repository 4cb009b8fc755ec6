"""Take down a complaint, in the caller's commit: a ticket of its own, or part of an outage we know of."""

from collections.abc import Sequence
from datetime import datetime

from shared.complaints import sla
from shared.complaints.complaint_message import outage_answer, received_message
from shared.complaints.danger import at_least_for
from shared.complaints.life_cycle import NETWORK_TROUBLE, default_priority
from shared.complaints.lines_of import Lines, lines_meant
from shared.complaints.models import (
    Category,
    Complaint,
    ComplaintClaim,
    ComplaintEvent,
    KeptPhoto,
    Priority,
    RequestKind,
    Source,
)
from shared.complaints.move_complaint import dated, moved
from shared.complaints.outage_at import outage_of_lines
from shared.complaints.outage_models import Outage
from shared.complaints.outage_words import text_of
from shared.complaints.repeat_fault import recent_complaints, repeated
from shared.complaints.repository import affected, claims, complaint_rules, complaints, take_complaint_number
from shared.complaints.sla import Calendar
from shared.complaints.tell_affected import affected_id, announcement_id, note_affected
from shared.complaints.write_event import OURSELVES, THE_CUSTOMER, Happening, Who, write_event
from shared.core import clock
from shared.core.fields import Location
from shared.core.firestore import Commit
from shared.core.ids import digest
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.refuse_erased import refuse_erased
from shared.messaging.models import Message
from shared.messaging.repository import messages, queue_message
from shared.messaging.send_now import send_now


def add_complaint(
    commit: Commit,
    customer: Customer,
    *,
    category: Category,
    description: str,
    priority: Priority | None = None,
    request: RequestKind | None = None,
    source: Source,
    subscription_id: str | None = None,
    photos: Sequence[KeptPhoto] = (),
    location: Location | None = None,
    cause: str,
    notify: bool,
    who: Who = THE_CUSTOMER,
    made: list[ComplaintEvent] | None = None,
) -> Complaint:
    """The complaint that this cause makes, once: asked again, it is the same and nothing is written.

    It joins the open outage of the customer's line (`outage_id`). With `notify` the customer gets its number, or the
    outage's news, by WhatsApp; without, the caller's own answer says both. Belongs inside `attempt`; after the commit
    call `complaint_committed`. Its first steps are added to `made`. Raises Conflict `erased`, Invalid for a line of
    somebody else.
    """
    known = claims.get(claim_id(cause))
    if known and (stored := complaints.get(known.value.complaint_id)):
        return stored.value
    refuse_erased(customer)
    now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
    lines = lines_meant(customer, subscription_id)
    urgency = at_least_for(description, priority or default_priority(category))
    line = lines.only.id if lines.only else None
    before = repeated(recent_complaints(customer.id), line, category, now)
    first = dated(
        Complaint(
            id=take_complaint_number(f"{now.astimezone(calendar.zone):%y%m}"),
            customer_id=customer.id,
            customer_name=customer.name,
            subscription_id=line,
            category=category,
            request=request,
            description=description,
            priority=urgency,
            source=source,
            address=customer.address,
            location=location or customer.location,
            odp=lines.odp,
            # What they ask for is for the office: no technician is looked for.
            dispatched=request is not None,
            service_cut=lines.is_cut,
            sla=sla.new_clock(urgency, now, calendar),
            photos=list(photos),
            repeat_of=before.id if before else None,
            created_at=now,
            updated_at=now,
            area_id=customer.area_id,
            branch_id=customer.branch_id,
            shard=customer.shard,
        ),
        now,
        calendar,
    )
    said = Happening("reported", who, description, data={"photos": [photo.file_id for photo in photos]})
    complaint = write_event(commit, first, "reported", said, now, made)
    outage = outage_of_lines(lines) if category in NETWORK_TROUBLE else None
    if outage:
        complaint = join_outage(commit, complaint, outage, now, calendar, made)
        _tell_of(commit, complaint, outage, customer, lines, now, notify=notify)
    elif notify and (message := received_message(complaint, customer, now)):
        queue_message(commit, message)
    commit.create(claims, ComplaintClaim(id=claim_id(cause), complaint_id=complaint.id, customer_id=customer.id))
    commit.create(complaints, complaint)
    return complaint


def complaint_committed(complaint: Complaint) -> None:
    """After the commit: send what it made, and look whom it goes to and whether it is an outage.

    What a crash leaves here undone, the sweep finds.
    """
    send_now(sorted(messages.get_many(messages_of(complaint))))
    enqueue_drain("complaints", complaint.id)


def messages_of(complaint: Complaint) -> list[str]:
    """Ids of the messages its first commit may have made."""
    told = [announcement_id(complaint.outage_id, complaint.customer_id)] if complaint.outage_id else []
    return [f"{complaint.id}.received", *told]


def claim_id(cause: str) -> str:
    return digest("complaint", cause)


def join_outage(
    commit: Commit,
    complaint: Complaint,
    outage: Outage,
    now: datetime,
    calendar: Calendar,
    made: list[ComplaintEvent] | None = None,
) -> Complaint:
    """The complaint as part of the outage, whose news its timeline tells; the caller writes it."""
    joined = complaint.model_copy(update={"outage_id": outage.id, "dispatched": True})
    in_hand = moved(joined, "assign", "system", now, calendar)
    told = Happening("joined_outage", OURSELVES, text_of(outage, calendar.zone), data={"outage_id": outage.id})
    return write_event(commit, in_hand, f"joined.{outage.id}", told, now, made)


def _tell_of(
    commit: Commit,
    complaint: Complaint,
    outage: Outage,
    customer: Customer,
    lines: Lines,
    now: datetime,
    *,
    notify: bool,
) -> None:
    running = [line.id for line in lines.running]
    message: Message | None = None
    if affected.get(affected_id(outage.id, customer.id)) is None:
        note_affected(commit, outage, customer, running, now, lane="now" if notify else None)
    elif notify and (message := outage_answer(complaint, customer, text_of(outage, clock.zone()), now)):
        queue_message(commit, message)

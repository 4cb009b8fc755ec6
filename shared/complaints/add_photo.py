"""Staff add a photo to a complaint: how it was before, and how it is after."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.complaints.add_customer_event import refuse_many, with_photo
from shared.complaints.keep_photo import keep_photo, refuse_other_picture
from shared.complaints.models import PhotoKind
from shared.complaints.read_complaints import stored_complaint
from shared.complaints.repository import complaint_events, complaints
from shared.complaints.views import PhotoReceived
from shared.complaints.write_event import Happening, event_id, member, write_event
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.ids import digest, ulid

WORDS: dict[PhotoKind, str] = {"report": "", "before": "Sebelum dikerjakan", "after": "Setelah dikerjakan"}


def add_photo(complaint_id: str, sent: bytes, kind: PhotoKind, by: Caller, key: str | None) -> Answer[PhotoReceived]:
    """201, or 200 for the same id again. Raises NotFound, Conflict `too_many_photos`, TooLarge, 415."""
    cause = digest("staff photo", by.id, key)[:16] if key else ulid()
    before = stored_complaint(complaint_id).value
    refuse_many(before)
    photo = keep_photo(before.customer_id, sent, cause=f"{complaint_id}.{cause}", by=by.id, kind=kind)

    def decide() -> int:
        if known := complaint_events.get(event_id(complaint_id, cause)):
            refuse_other_picture(known.value, photo)
            return 200
        stored, commit = stored_complaint(complaint_id), Commit()
        what = Happening("photo", member(by), WORDS[kind], file_id=photo.file_id)
        after = write_event(commit, with_photo(stored.value, photo), cause, what, clock.now())
        commit.update(complaints, stored, after)
        record_audit(
            commit,
            cause=f"{complaint_id}.{cause}",
            what="photo_added",
            by=by.id,
            subject=f"complaints/{complaint_id}",
            after={"file_id": photo.file_id, "kind": kind},
        )
        commit.commit()
        return 201

    return Answer(PhotoReceived(file_id=photo.file_id), attempt(decide))

"""Two complaints of one customer are one trouble: the later goes on in the other, photos and all."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.complaints.models import MOST_PHOTOS, Complaint
from shared.complaints.move_complaint import moved
from shared.complaints.read_complaints import complaint_detail, stored_complaint
from shared.complaints.repository import complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.complaints.take_step import actor_of
from shared.complaints.views import ComplaintDetail
from shared.complaints.write_event import Happening, member, write_event
from shared.core import clock
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.firestore import Commit, attempt


def merge_complaint(complaint_id: str, into: str, by: Caller) -> ComplaintDetail:
    """The complaint that goes on; a second time changes nothing. Raises NotFound, Invalid, Conflict."""

    def decide() -> Complaint:
        stored, target = stored_complaint(complaint_id), stored_complaint(into)
        if not sees(by, target.value.area_id):
            raise NotFound()
        if stored.value.merged_into == into:
            return target.value
        if complaint_id == into or stored.value.customer_id != target.value.customer_id:
            raise invalid("into", "Pilih pengaduan lain dari pelanggan yang sama.", "Another one of the same customer.")
        if not target.value.is_open:
            raise Conflict(
                code="wrong_status",
                message_id="Pengaduan tujuan sudah ditutup.",
                message_en="The complaint to merge into is closed.",
            )
        now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
        commit = Commit()
        over = moved(stored.value, "merge", actor_of(by), now, calendar).model_copy(update={"merged_into": into})
        gone = Happening("merged", member(by), f"Dilanjutkan di {into}")
        commit.update(complaints, stored, write_event(commit, over, f"merged.{into}", gone, now))
        photos = [*target.value.photos, *stored.value.photos][:MOST_PHOTOS]
        description = "\n".join(part for part in (target.value.description, stored.value.description) if part)
        more = {"photos": photos, "description": description}
        took = Happening("took_in", member(by), stored.value.id, internal=True)
        after = write_event(commit, target.value.model_copy(update=more), f"took_in.{complaint_id}", took, now)
        commit.update(complaints, target, after)
        record_audit(
            commit,
            cause=f"{complaint_id}.{into}",
            what="complaint_merged",
            by=by.id,
            subject=f"complaints/{complaint_id}",
            after={"into": into},
        )
        commit.commit()
        return after

    return complaint_detail(attempt(decide), by)

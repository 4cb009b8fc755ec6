"""Complaints for staff: the list, one with its timeline, its photos, and what is chosen from."""

from collections.abc import Sequence

from shared.access.models import Caller
from shared.access.own_areas import area_filters, sees
from shared.complaints import sla
from shared.complaints.choose_technician import open_jobs, technicians
from shared.complaints.keep_photo import path_of
from shared.complaints.life_cycle import steps_of
from shared.complaints.models import Complaint, ComplaintEvent, ComplaintQuery
from shared.complaints.repository import complaint_rules, complaints, events_of
from shared.complaints.sla import Calendar
from shared.complaints.timeline import event_view
from shared.complaints.views import ComplaintDetail, ComplaintPage, ComplaintView, Desk, SlaView, Technician
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Filter, Stored
from shared.core.http import Download
from shared.core.storage import get_file
from shared.customers.read_customers import area_of_customer

LATEST = [("created_at", "DESCENDING")]


def list_complaints(query: ComplaintQuery, by: Caller) -> ComplaintPage:
    """Complaints of the caller's areas, the latest first. Asked by several things, a page may hold fewer."""
    in_areas = area_filters(by.areas, query.area_id)
    if in_areas is None:
        return ComplaintPage(items=[], next_cursor=None)
    page = complaints.page(*_first_filter(query, by, in_areas), order=LATEST, limit=query.limit, cursor=query.cursor)
    meant = [one for one in page.items if _is_meant(one, query, by) and sees(by, one.area_id)]
    return ComplaintPage(items=[complaint_view(one, by) for one in meant], next_cursor=page.next_cursor)


def read_complaint(complaint_id: str, by: Caller) -> ComplaintDetail:
    """Raises NotFound."""
    return complaint_detail(stored_complaint(complaint_id).value, by)


def stored_complaint(complaint_id: str) -> Stored[Complaint]:
    """Raises NotFound."""
    stored = complaints.get(complaint_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_complaint(complaint_id: str) -> str | None:
    """Its customer's now. Raises NotFound."""
    return area_of_customer(stored_complaint(complaint_id).value.customer_id)


def complaint_photo(complaint: Complaint, file_id: str) -> Download:
    """Raises NotFound."""
    kept = next((photo for photo in complaint.photos if photo.file_id == file_id), None)
    data = get_file(path_of(complaint.customer_id, file_id)) if kept else None
    if kept is None or data is None:
        raise NotFound()
    return Download(data, kept.media_type, f"{complaint.id}-{file_id[:8]}.{kept.media_type.partition('/')[2]}")


def read_desk(by: Caller) -> Desk:
    """Who can be sent in the caller's areas, and the words that are sent often."""
    here = [one for one in technicians() if not by.areas or not one.areas or set(one.areas) & set(by.areas)]
    able = [Technician(id=one.id, name=one.name, areas=one.areas, open_jobs=open_jobs(one.id)) for one in here]
    return Desk(technicians=sorted(able, key=lambda one: (one.name, one.id)), answers=complaint_rules().answers)


def complaint_view(complaint: Complaint, by: Caller) -> ComplaintView:
    """A complaint for staff."""
    return ComplaintView.model_validate(_told(complaint, by))


def complaint_detail(complaint: Complaint, by: Caller, just_now: Sequence[ComplaintEvent] = ()) -> ComplaintDetail:
    """With its timeline, and the steps that are being written."""
    events = [event_view(event) for event in (*events_of(complaint.id), *just_now)]
    return ComplaintDetail.model_validate({**_told(complaint, by), "events": events})


def _told(complaint: Complaint, by: Caller) -> dict[str, object]:
    now, calendar = clock.now(), Calendar(complaint_rules(), clock.zone())
    left = complaint.sla.allowed_s - sla.spent_s(complaint.sla, now, calendar)
    mark = sla.mark_of(complaint.sla, now, calendar)
    told = SlaView(
        allowed_s=complaint.sla.allowed_s,
        left_s=left,
        running=complaint.sla.running_since is not None,
        mark=mark,
        due_at=complaint.due_at,
    )
    steps = steps_of(complaint.status, "technician" if by.role == "technician" else "office")
    return {**complaint.model_dump(), "number": complaint.id, "sla": told, "steps": steps}


def _first_filter(query: ComplaintQuery, by: Caller, in_areas: list[Filter]) -> list[Filter]:
    """What the index is asked, one thing; the rest is looked at after reading."""
    if query.customer_id:
        return [("customer_id", "==", query.customer_id)]
    if query.outage_id:
        return [("outage_id", "==", query.outage_id)]
    if query.assignee_id:
        return [("assignee_id", "==", by.id if query.assignee_id == "me" else query.assignee_id)]
    if in_areas:
        return in_areas
    if query.status:
        return [("status", "==", query.status)]
    return [("is_open", "==", query.is_open)] if query.is_open is not None else []


def _is_meant(complaint: Complaint, query: ComplaintQuery, by: Caller) -> bool:
    assignee = by.id if query.assignee_id == "me" else query.assignee_id
    return all(
        wanted in (None, found)
        for wanted, found in (
            (query.status, complaint.status),
            (query.is_open, complaint.is_open),
            (query.priority, complaint.priority),
            (query.category, complaint.category),
            (query.customer_id, complaint.customer_id),
            (query.area_id, complaint.area_id),
            (assignee, complaint.assignee_id),
            (query.outage_id, complaint.outage_id),
        )
    )

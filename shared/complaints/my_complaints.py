"""A customer's own complaints in plain words: what they may say, where each stands, its timeline."""

from collections.abc import Sequence

from shared.complaints.add_customer_event import acts_of
from shared.complaints.complaint_words import CATEGORY, HINT, STATUS, about
from shared.complaints.lines_of import is_running, lines_meant
from shared.complaints.models import Complaint, ComplaintEvent
from shared.complaints.open_complaints_of import open_complaints_of
from shared.complaints.outage_at import outage_at
from shared.complaints.outage_models import OutageNews
from shared.complaints.outage_words import news_of
from shared.complaints.read_complaints import LATEST, complaint_photo, stored_complaint
from shared.complaints.recovery_asked import recovery_asked
from shared.complaints.repository import complaint_rules, complaints, events_of, outages
from shared.complaints.sla import Calendar
from shared.complaints.timeline import headline, my_timeline
from shared.complaints.views import (
    CategoryChoice,
    LineChoice,
    MyComplaint,
    MyComplaintDetail,
    MyComplaintPage,
    ReportForm,
)
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Stored
from shared.core.http import Download
from shared.customers.models import Customer
from shared.customers.repository import all_plans


def list_my_complaints(customer: Customer, query: PageQuery) -> MyComplaintPage:
    """The customer's own, the latest first."""
    mine = ("customer_id", "==", customer.id)
    page = complaints.page(mine, order=LATEST, limit=query.limit, cursor=query.cursor)
    news = _news(page.items)
    return MyComplaintPage(
        items=[my_view(one, news.get(one.outage_id or "")) for one in page.items], next_cursor=page.next_cursor
    )


def read_my_complaint(customer: Customer, complaint_id: str) -> MyComplaintDetail:
    """Raises NotFound, also for somebody else's."""
    return my_detail(my_stored(customer, complaint_id).value)


def my_stored(customer: Customer, complaint_id: str) -> Stored[Complaint]:
    """Raises NotFound, also for somebody else's."""
    stored = stored_complaint(complaint_id)
    if stored.value.customer_id != customer.id:
        raise NotFound()
    return stored


def my_photo(customer: Customer, complaint_id: str, file_id: str) -> Download:
    """Raises NotFound, also for somebody else's."""
    return complaint_photo(my_stored(customer, complaint_id).value, file_id)


def my_detail(complaint: Complaint, just_now: Sequence[ComplaintEvent] | None = None) -> MyComplaintDetail:
    """With its timeline: as it is stored, or these steps of one that is being written."""
    events = events_of(complaint.id) if just_now is None else just_now
    mine = my_view(complaint, _news([complaint]).get(complaint.outage_id or ""))
    return MyComplaintDetail(**mine.model_dump(), timeline=my_timeline(complaint, events))


def report_form(customer: Customer) -> ReportForm:
    """What they are asked when they report, and what we know already."""
    lines, plans = lines_meant(customer, None).meant, all_plans()
    outage = outage_at(customer)
    going_on = open_complaints_of(customer.id)
    news = _news(going_on)
    return ReportForm(
        categories=[CategoryChoice(id=one, title=title, hint=HINT[one]) for one, title in CATEGORY.items()],
        lines=[
            LineChoice(
                subscription_id=line.id,
                title=plans[line.plan_id].name if line.plan_id in plans else line.id,
                cut=not is_running(line),
            )
            for line in lines
        ],
        outage=news_of(outage, clock.zone()) if outage else None,
        recovered=_recovered(customer.id),
        open_complaints=[my_view(one, news.get(one.outage_id or "")) for one in going_on],
    )


def _recovered(customer_id: str) -> OutageNews | None:
    asked = recovery_asked(customer_id)[:1]
    return next((news_of(stored.value, clock.zone()) for stored in outages.get_many(asked).values()), None)


def my_view(complaint: Complaint, news: OutageNews | None = None) -> MyComplaint:
    """A complaint in plain words, with the news of the outage it is part of."""
    calendar = Calendar(complaint_rules(), clock.zone())
    return MyComplaint(
        id=complaint.id,
        number=complaint.id,
        category=complaint.category,
        title=about(complaint),
        request=complaint.request,
        description=complaint.description,
        status=complaint.status,
        status_text=STATUS[complaint.status],
        headline=headline(complaint),
        reported_at=complaint.created_at,
        expected_at=news.expected_at if news else complaint.due_at,
        technician=complaint.assignee_name,
        visit=complaint.visit,
        question=complaint.question,
        outage=news,
        photos=[photo.file_id for photo in complaint.photos],
        rating=complaint.rating,
        can=acts_of(complaint, clock.now(), calendar),
    )


def _news(many: Sequence[Complaint]) -> dict[str, OutageNews]:
    found = outages.get_many(one.outage_id for one in many if one.outage_id)
    return {outage_id: news_of(stored.value, clock.zone()) for outage_id, stored in found.items()}

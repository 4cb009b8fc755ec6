"""Take down a complaint through the API: staff for a customer, or the customer on the site."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.complaints.add_complaint import add_complaint, complaint_committed
from shared.complaints.models import Complaint, ComplaintEvent, MyNewComplaint, NewComplaint
from shared.complaints.my_complaints import my_detail
from shared.complaints.open_complaints_of import open_complaints_of
from shared.complaints.read_complaints import complaint_view
from shared.complaints.views import ComplaintView, MyComplaintDetail
from shared.complaints.write_event import member
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.idempotency import Once, first_answer, once, remember_answer
from shared.core.ids import ulid
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer

MOST_OPEN = 5
"""What a customer has open on the site at once, before they are asked to go on with those."""


def open_complaint(new: NewComplaint, by: Caller, key: str | None) -> Answer[ComplaintView]:
    """201, or 200 with the first answer. Raises NotFound for no customer of the caller's, Conflict, Invalid."""
    act = once("complaint", by.id, new.id or key, new)
    cause = f"staff.{act.key or ulid()}"

    def decide() -> tuple[Answer[ComplaintView], Complaint | None]:
        if known := first_answer(act, ComplaintView):
            return Answer(known, 200), None
        owner = stored_customer(new.customer_id).value
        if not sees(by, owner.area_id):
            raise NotFound()
        commit = Commit()
        complaint = add_complaint(
            commit,
            owner,
            category=new.category,
            description=new.description,
            priority=new.priority,
            source="staff",
            subscription_id=new.subscription_id,
            location=new.location,
            cause=cause,
            notify=new.notify,
            who=member(by),
        )
        record_audit(
            commit,
            cause=complaint.id,
            what="complaint_opened",
            by=by.id,
            subject=f"complaints/{complaint.id}",
            after={"customer_id": owner.id, "category": complaint.category, "priority": complaint.priority},
        )
        view = complaint_view(complaint, by)
        remember_answer(commit, act, view)
        commit.commit()
        return Answer(view, 201), complaint

    answer, complaint = attempt(decide)
    if complaint:
        complaint_committed(complaint)
    return answer


def report_trouble(customer: Customer, new: MyNewComplaint, key: str | None) -> Answer[MyComplaintDetail]:
    """As `open_complaint`, by the customer. Raises Conflict `too_many_open`, `erased`, Invalid."""
    act = once("complaint", customer.id, new.id or key, new)
    cause = f"site.{act.key or ulid()}"

    def decide() -> tuple[Answer[MyComplaintDetail], Complaint | None]:
        if known := first_answer(act, MyComplaintDetail):
            return Answer(known, 200), None
        return _reported(customer, new, cause, act)

    answer, complaint = attempt(decide)
    if complaint:
        complaint_committed(complaint)
    return answer


def _reported(
    customer: Customer, new: MyNewComplaint, cause: str, act: Once
) -> tuple[Answer[MyComplaintDetail], Complaint]:
    if len(open_complaints_of(customer.id)) >= MOST_OPEN:
        raise Conflict(
            code="too_many_open",
            message_id="Masih ada beberapa laporan Anda yang kami tangani. Tambahkan keterangan di sana.",
            message_en="Several of your complaints are being handled. Add to one of those.",
        )
    commit, made = Commit(), list[ComplaintEvent]()
    complaint = add_complaint(
        commit,
        customer,
        category=new.category,
        description=new.description,
        source="web",
        subscription_id=new.subscription_id,
        location=new.location,
        cause=cause,
        notify=True,
        made=made,
    )
    detail = my_detail(complaint, made)
    remember_answer(commit, act, detail)
    commit.commit()
    return Answer(detail, 201), complaint

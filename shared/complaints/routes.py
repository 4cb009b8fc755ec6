"""The routes of complaints and outages: of staff, of customers, and their settings; named by what they answer."""

from pydantic import Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.complaints.add_photo import add_photo
from shared.complaints.change_complaint import change_complaint
from shared.complaints.change_rules import change_rules, read_rules
from shared.complaints.credit_outage import decide_credit
from shared.complaints.end_outage import end_outage
from shared.complaints.merge_complaint import merge_complaint
from shared.complaints.models import (
    ComplaintChanges,
    ComplaintPhotoForm,
    ComplaintQuery,
    MergeInto,
    MyComplaintPhotoForm,
    MyNewComplaint,
    MyNewEvent,
    MyNewRequest,
    MyRecoveryAnswer,
    NewComplaint,
    NewEvent,
)
from shared.complaints.my_complaints import list_my_complaints, my_photo, read_my_complaint, report_form
from shared.complaints.open_complaint import open_complaint, report_trouble
from shared.complaints.open_outage import change_outage, confirm_outage, dismiss_outage, open_outage
from shared.complaints.outage_models import (
    NewOutage,
    OutageChanges,
    OutageConfirmed,
    OutageCredit,
    OutageEnded,
    OutagePage,
    OutageQuery,
    OutageView,
)
from shared.complaints.read_complaints import (
    area_of_complaint,
    complaint_photo,
    list_complaints,
    read_complaint,
    read_desk,
    stored_complaint,
)
from shared.complaints.read_outages import area_of_outage, list_outages, read_outage
from shared.complaints.request_change import request_change, request_form
from shared.complaints.rules import ComplaintRules
from shared.complaints.say_more import say_more, say_of_recovery, send_photo
from shared.complaints.take_step import take_step
from shared.complaints.views import (
    ComplaintDetail,
    ComplaintPage,
    ComplaintView,
    Desk,
    MyComplaintDetail,
    MyComplaintPage,
    PhotoReceived,
    RecoveryHeard,
    ReportForm,
    RequestForm,
)
from shared.core.fields import PageQuery
from shared.core.http import Answer, Download, Routes
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.core.pictures import FORM_BYTES, PICTURE_TYPES
from shared.core.rate_limit import Limit
from shared.core.uploads import one_file
from shared.login.settle_customer import signed_in

REPORTS = Limit(most=20, per_s=3600)
WORDS = Limit(most=120, per_s=3600)
"""By one customer."""

complaints = Routes("/api/complaints", inside_own_areas(area_of_complaint))
outages = Routes("/api/outages", inside_own_areas(area_of_outage))
me = Routes("/api/me/complaints")
my_requests = Routes("/api/me/requests")
settings = Routes("/api/settings")


class Path(Model):
    id: str = Field(max_length=64)


class FilePath(Path):
    file_id: str = Field(max_length=64)


@complaints.get("", may="complaints.read")
def complaint_list(query: ComplaintQuery) -> ComplaintPage:
    return list_complaints(query, caller())


@complaints.post("", may="complaints.write", status=201)
def new_complaint(body: NewComplaint, header: IdempotencyKey) -> Answer[ComplaintView]:
    return open_complaint(body, caller(), header.idempotency_key)


@complaints.get("/desk", may="complaints.read")
def complaint_desk() -> Desk:
    return read_desk(caller())


@complaints.get("/{id}", may="complaints.read")
def complaint(path: Path) -> ComplaintDetail:
    return read_complaint(path.id, caller())


@complaints.patch("/{id}", may="complaints.write")
def changed_complaint(path: Path, body: ComplaintChanges) -> ComplaintDetail:
    return change_complaint(path.id, body, caller())


@complaints.post("/{id}/events", may="complaints.write", status=201)
def new_complaint_event(path: Path, body: NewEvent, header: IdempotencyKey) -> Answer[ComplaintDetail]:
    return take_step(path.id, body, caller(), header.idempotency_key)


@complaints.post("/{id}/merge", may="complaints.merge")
def merged_complaint(path: Path, body: MergeInto) -> ComplaintDetail:
    return merge_complaint(path.id, body.into, caller())


@complaints.post("/{id}/photos", may="complaints.write", status=201, max_bytes=FORM_BYTES)
def new_complaint_photo(path: Path, form: ComplaintPhotoForm, header: IdempotencyKey) -> Answer[PhotoReceived]:
    return add_photo(path.id, one_file(form.file), form.kind, caller(), form.id or header.idempotency_key)


@complaints.get("/{id}/photos/{file_id}", may="complaints.read", produces=PICTURE_TYPES)
def complaint_photo_file(path: FilePath) -> Download:
    return complaint_photo(stored_complaint(path.id).value, path.file_id)


@outages.get("", may="outages.read")
def outage_list(query: OutageQuery) -> OutagePage:
    return list_outages(query, caller().areas)


@outages.post("", may="outages.write", status=201)
def new_outage(body: NewOutage, header: IdempotencyKey) -> Answer[OutageView]:
    return open_outage(body, caller(), header.idempotency_key)


@outages.get("/{id}", may="outages.read")
def outage(path: Path) -> OutageView:
    return read_outage(path.id)


@outages.patch("/{id}", may="outages.write")
def changed_outage(path: Path, body: OutageChanges) -> OutageView:
    return change_outage(path.id, body, caller())


@outages.post("/{id}/confirm", may="outages.write")
def confirmed_outage(path: Path, body: OutageConfirmed) -> OutageView:
    return confirm_outage(path.id, body, caller())


@outages.post("/{id}/dismiss", may="outages.write")
def dismissed_outage(path: Path) -> OutageView:
    return dismiss_outage(path.id, caller())


@outages.post("/{id}/end", may="outages.write")
def ended_outage(path: Path, body: OutageEnded) -> OutageView:
    return end_outage(path.id, body, caller())


@outages.post("/{id}/credit", may="outages.credit")
def credited_outage(path: Path, body: OutageCredit) -> OutageView:
    return decide_credit(path.id, body, caller())


@me.get("", may="me.read")
def own_complaint_list(query: PageQuery) -> MyComplaintPage:
    return list_my_complaints(signed_in(), query)


@me.post("", may="me.complain", status=201, limit=REPORTS)
def own_new_complaint(body: MyNewComplaint, header: IdempotencyKey) -> Answer[MyComplaintDetail]:
    return report_trouble(signed_in(), body, header.idempotency_key)


@me.get("/form", may="me.read")
def own_report_form() -> ReportForm:
    return report_form(signed_in())


@me.post("/recovery", may="me.complain")
def own_recovery_answer(body: MyRecoveryAnswer) -> RecoveryHeard:
    return say_of_recovery(signed_in(), body)


@me.get("/{id}", may="me.read")
def own_complaint(path: Path) -> MyComplaintDetail:
    return read_my_complaint(signed_in(), path.id)


@me.post("/{id}/events", may="me.complain", limit=WORDS)
def own_complaint_event(path: Path, body: MyNewEvent, header: IdempotencyKey) -> MyComplaintDetail:
    return say_more(signed_in(), path.id, body, header.idempotency_key)


@me.post("/{id}/photos", may="me.complain", status=201, max_bytes=FORM_BYTES, limit=WORDS)
def own_complaint_photo(path: Path, form: MyComplaintPhotoForm, header: IdempotencyKey) -> Answer[PhotoReceived]:
    return send_photo(signed_in(), path.id, one_file(form.file), form.id or header.idempotency_key)


@me.get("/{id}/photos/{file_id}", may="me.read", produces=PICTURE_TYPES)
def own_complaint_photo_file(path: FilePath) -> Download:
    return my_photo(signed_in(), path.id, path.file_id)


@my_requests.get("/form", may="me.read")
def own_request_form() -> RequestForm:
    return request_form(signed_in())


@my_requests.post("", may="me.complain", status=201, limit=REPORTS)
def own_new_request(body: MyNewRequest, header: IdempotencyKey) -> Answer[MyComplaintDetail]:
    return request_change(signed_in(), body, header.idempotency_key)


@settings.get("/complaints", may="settings.read")
def complaint_setting_list() -> ComplaintRules:
    return read_rules()


@settings.patch("/complaints", may="settings.write")
def changed_complaint_settings(body: ComplaintRules) -> ComplaintRules:
    return change_rules(body, caller())

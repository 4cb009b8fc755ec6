"""A customer asks for another plan, a pause, their data put right or erased: a ticket in words for the office."""

from datetime import date, timedelta

from shared.complaints.add_complaint import add_complaint, complaint_committed
from shared.complaints.complaint_words import REQUEST
from shared.complaints.models import Complaint, ComplaintEvent, MyNewRequest
from shared.complaints.my_complaints import my_detail, my_view
from shared.complaints.open_complaints_of import open_complaints_of
from shared.complaints.views import LineAsked, MyComplaintDetail, PlanChoice, RequestForm
from shared.core import clock
from shared.core.dates import long_date
from shared.core.errors import Conflict, Invalid, invalid
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.idempotency import Once, first_answer, once, remember_answer
from shared.core.ids import ulid
from shared.core.money import rupiah
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.repository import all_plans, subscriptions

AHEAD = timedelta(days=90)
"""So far ahead a pause may be asked for."""
LONGEST = timedelta(days=180)


def request_form(customer: Customer) -> RequestForm:
    """What they may ask for now."""
    found, plans = subscriptions.get_many(sorted(customer.subscriptions)), all_plans()
    offered = sorted((one for one in plans.values() if one.active), key=lambda one: (one.price, one.id))
    return RequestForm(
        lines=[
            LineAsked(
                subscription_id=line.id,
                plan_id=line.plan_id,
                title=plans[line.plan_id].name if line.plan_id in plans else line.id,
                may_change=_in_service(line),
            )
            for line in (stored.value for stored in found.values())
            if line.status != "stopped"
        ],
        plans=[PlanChoice(id=one.id, name=one.name, price=one.price, speed_mbps=one.speed_mbps) for one in offered],
        today=clock.today(),
        waiting=[my_view(one) for one in open_complaints_of(customer.id) if one.request],
    )


def request_change(customer: Customer, new: MyNewRequest, key: str | None) -> Answer[MyComplaintDetail]:
    """201, or 200 with the first answer. Raises Conflict `already_asked`, `erased`, Invalid for what cannot be."""
    act = once("request", customer.id, new.id or key, new)

    def decide() -> tuple[Answer[MyComplaintDetail], Complaint | None]:
        if known := first_answer(act, MyComplaintDetail):
            return Answer(known, 200), None
        return _asked(customer, new, act)

    answer, complaint = attempt(decide)
    if complaint:
        complaint_committed(complaint)
    return answer


def words_of(new: MyNewRequest, line: Subscription | None, plans: dict[str, Plan], today: date) -> str:
    """What staff read: pure. Raises Invalid for what cannot be asked for."""
    if new.kind == "correct_data" and not new.text:
        raise invalid("text", "Tulis data mana yang perlu diperbaiki.", "Write what is to be put right.")
    if new.kind in ("correct_data", "erase_data"):
        return _with(REQUEST[new.kind], new.text)
    if line is None:
        raise invalid("subscription_id", "Pilih langganannya.", "Choose the line.")
    if not _in_service(line):
        raise invalid("subscription_id", "Langganan ini sedang tidak aktif.", "This line is not in service.")
    if new.kind == "pause":
        return _with(f"{_pause(new, today)} Langganan {line.id}.", new.text)
    now, wanted = plans.get(line.plan_id), plans.get(new.plan_id or "")
    if wanted is None or not wanted.active or wanted.id == line.plan_id:
        raise invalid("plan_id", "Pilih paket yang lain.", "Choose another plan.")
    before = now.name if now else line.plan_id
    said = f"Minta ganti paket {before} ke {wanted.name} ({rupiah(wanted.price)} per bulan). Langganan {line.id}."
    return _with(said, new.text)


def _asked(customer: Customer, new: MyNewRequest, act: Once) -> tuple[Answer[MyComplaintDetail], Complaint]:
    line = _line(customer, new.subscription_id)
    words = words_of(new, line, all_plans(), clock.today())
    about = line.id if line and new.kind in ("change_plan", "pause") else None
    for one in open_complaints_of(customer.id):
        if one.request == new.kind and about in (None, one.subscription_id):
            raise _already(one)
    commit, made = Commit(), list[ComplaintEvent]()
    complaint = add_complaint(
        commit,
        customer,
        category="account",
        request=new.kind,
        description=words,
        source="web",
        subscription_id=about,
        cause=f"site.request.{act.key or ulid()}",
        notify=True,
        made=made,
    )
    detail = my_detail(complaint, made)
    remember_answer(commit, act, detail)
    commit.commit()
    return Answer(detail, 201), complaint


def _line(customer: Customer, subscription_id: str | None) -> Subscription | None:
    if subscription_id is None:
        return None
    stored = subscriptions.get(subscription_id) if subscription_id in customer.subscriptions else None
    if stored is None:
        raise invalid("subscription_id", "Langganan ini bukan milik Anda.", "This line is not yours.")
    return stored.value


def _in_service(line: Subscription) -> bool:
    return line.status in ("active", "suspended")


def _pause(new: MyNewRequest, today: date) -> str:
    first, last = new.from_on, new.until
    if first is None or not today <= first <= today + AHEAD:
        raise _wrong_day("from_on", today, today + AHEAD)
    if last is None or not first < last <= first + LONGEST:
        raise _wrong_day("until", first + timedelta(days=1), first + LONGEST)
    return f"Minta cuti dari {long_date(first)} sampai {long_date(last)}."


def _wrong_day(field: str, first: date, last: date) -> Invalid:
    told = f"Pilih tanggal dari {long_date(first)} sampai {long_date(last)}."
    return invalid(field, told, f"Choose a day from {first} to {last}.")


def _with(said: str, text: str) -> str:
    return f"{said}\n{text}" if text else said


def _already(complaint: Complaint) -> Conflict:
    return Conflict(
        code="already_asked",
        message_id=f"Permintaan yang sama sedang kami urus, nomor {complaint.id}.",
        message_en=f"We are on the same request already, number {complaint.id}.",
    )

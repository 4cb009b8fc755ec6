"""After an outage a customer says whether it works for them: who says no has a ticket of their own."""

from shared.complaints.add_complaint import add_complaint
from shared.complaints.add_customer_event import add_customer_event, can_reopen
from shared.complaints.models import Complaint, CustomerAct, Source
from shared.complaints.repository import affected, complaint_rules, complaints
from shared.complaints.sla import Calendar
from shared.complaints.tell_affected import affected_id
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer


def answer_recovery(
    commit: Commit,
    customer: Customer,
    outage_id: str,
    *,
    works: bool,
    text: str = "",
    source: Source,
    cause: str,
    notify: bool,
) -> Complaint | None:
    """The complaint that goes on (still down) or is closed by it (works), if there is one; in the caller's commit.

    Safe to repeat by its cause. After the commit call `complaint_committed` for one that goes on. Raises NotFound for
    an outage that was not theirs.
    """
    known = affected.get(affected_id(outage_id, customer.id))
    if known is None:
        raise NotFound()
    ticket = _ticket(customer.id, outage_id, going_on=works)
    if ticket:
        act: CustomerAct = "works" if works else "still_broken"
        return add_customer_event(commit, ticket, customer, act, cause=cause, text=text).complaint
    if known.value.works is not works:
        commit.update(affected, known, known.value.model_copy(update={"works": works}))
    if works:
        return None
    return add_complaint(
        commit,
        customer,
        category="no_connection",
        description=text or "Masih terganggu setelah gangguan area pulih.",
        source=source,
        subscription_id=known.value.subscription_ids[0] if len(known.value.subscription_ids) == 1 else None,
        cause=f"{outage_id}.still.{customer.id}",
        notify=notify,
    )


def _ticket(customer_id: str, outage_id: str, *, going_on: bool) -> Stored[Complaint] | None:
    """Their complaint of that outage: one that can still be closed, or can go on."""
    found = complaints.find(("customer_id", "==", customer_id), ("outage_id", "==", outage_id))
    found += complaints.find(("customer_id", "==", customer_id), ("was_outage_id", "==", outage_id))
    calendar = Calendar(complaint_rules(), clock.zone())
    fitting = [
        one
        for one in found
        if (one.value.is_open if going_on else one.value.is_open or can_reopen(one.value, clock.now(), calendar))
    ]
    return max(fitting, key=lambda one: one.value.created_at, default=None)

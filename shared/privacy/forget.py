"""What is left of each document when its person is removed: pure. Ids, amounts, dates and states stay."""

from typing import Any

from shared.access.audit import PERSONAL, AuditEntry
from shared.billing.models import Invoice
from shared.complaints.models import Complaint, ComplaintEvent
from shared.complaints.outage_models import Affected
from shared.customers.models import Customer, Network, Subscription
from shared.customers.search_tokens import findable
from shared.messaging.models import InboundEvent, Message
from shared.payments.charge_models import Charge, PaymentIssue
from shared.payments.models import Payment, Payout, Proof
from shared.satisfaction.models import Satisfaction

NAME = "Dihapus"
NAMING = PERSONAL | {"name", "customer_name", "address", "note", "tags", "network", "pppoe_user"}
"""Fields of the audit trail that tell of a person."""


def customer_without_person(customer: Customer) -> Customer:
    """Their number, area, lines and account; found by the number only."""
    nameless = {line: brief.model_copy(update={"pppoe_user": None}) for line, brief in customer.subscriptions.items()}
    blank = Customer(
        id=customer.id,
        name=NAME,
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        plan_ids=customer.plan_ids,
        subscriptions=nameless,
        next_subscription=customer.next_subscription,
        status="archived",
        archived=True,
        balance=customer.balance,
        credit=customer.credit,
        shard=customer.shard,
        created_at=customer.created_at,
        updated_at=customer.updated_at,
        erased_at=customer.erased_at,
    )
    return findable(blank)


def subscription_without_person(line: Subscription) -> Subscription:
    """What was sold and when; not where it was plugged in."""
    return line.model_copy(update={"network": Network(), "served": None})


def message_without_text(message: Message) -> Message:
    """That it was sent, when and what it cost; not what it said."""
    blank: dict[str, object] = {"values": {}, "content": None, "button_values": {}, "attachment": None}
    return message.model_copy(update={**blank, "text_removed": True})


def message_without_person(message: Message) -> Message:
    """As without its text, to nobody; what had not gone out does not."""
    waits = message.status in ("queued", "released")
    status = "cancelled" if waits else message.status
    return message_without_text(message).model_copy(update={"to": "", "status": status})


def inbound_without_person(event: InboundEvent) -> InboundEvent:
    """That it came, so that it is not taken in again."""
    return event.model_copy(update={"raw": "", "said": None, "name": "", "contact_id": None})


def invoice_without_person(invoice: Invoice) -> Invoice:
    """What was billed; links that open it are void."""
    return invoice.model_copy(update={"customer_name": NAME, "link_version": invoice.link_version + 1})


def payment_without_person(payment: Payment) -> Payment:
    """What was paid, how and when; not what was noted with it."""
    reversal = payment.reversal.model_copy(update={"reason": ""}) if payment.reversal else None
    said = {"note": "", "reversal": reversal, "kept_promise": None}
    return payment.model_copy(update={"customer_name": NAME, **said})


def payout_without_person(payout: Payout) -> Payout:
    """What was paid out, how and when."""
    return payout.model_copy(update={"customer_name": NAME, "reason": ""})


def proof_without_person(proof: Proof) -> Proof:
    """What was claimed and decided; its picture goes with the folder."""
    return proof.model_copy(update={"customer_name": NAME, "reason": ""})


def complaint_without_person(complaint: Complaint) -> Complaint:
    """What kind of trouble, how urgent, how long it took; its photos go with the folder."""
    blank = {"customer_name": NAME, "description": "", "address": "", "location": None, "closing_location": None}
    said = {"photos": [], "question": "", "cause_found": "", "action_taken": "", "rating_text": ""}
    return complaint.model_copy(update=blank | said)


def event_without_person(event: ComplaintEvent) -> ComplaintEvent:
    """That something was done, by whom of us, and when; not what was said."""
    return event.model_copy(update={"text": "", "data": {}, "file_id": None})


def affected_as_it_is(one: Affected) -> Affected:
    """A customer's number, and what was given back."""
    return one


def answers_as_they_are(answers: Satisfaction) -> Satisfaction:
    """A customer's number, and how content they were."""
    return answers


def charge_without_person(charge: Charge) -> Charge:
    """What was asked for and what became of it; not how to pay it."""
    return charge.model_copy(update={"qr_string": "", "redirect_url": "", "va_number": ""})


def issue_without_person(issue: PaymentIssue) -> PaymentIssue:
    """What came in, and that it was looked into."""
    return issue.model_copy(update={"customer_name": NAME, "note": ""})


def entry_without_person(entry: AuditEntry) -> AuditEntry:
    """Who did what, when and from where; of what was changed, only that it was."""
    return entry.model_copy(update={"before": _blank(entry.before), "after": _blank(entry.after)})


def _blank(values: dict[str, Any]) -> dict[str, Any]:
    return {name: "…" if name in NAMING and value else _deep(value) for name, value in values.items()}


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return _blank(value)
    return [_deep(one) for one in value] if isinstance(value, list) else value

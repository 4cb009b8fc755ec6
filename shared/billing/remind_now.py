"""Staff ask one customer for what they owe now: once a day, however often the button is tapped."""

from datetime import date

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.billing.dunning_models import ReminderView
from shared.billing.dunning_word import Moment, Word, cut_ahead
from shared.billing.models import Invoice
from shared.billing.pay_invoice import oldest_first
from shared.billing.remind_message import word_message
from shared.billing.repository import open_bills_of
from shared.core import clock
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers
from shared.messaging.repository import messages, queue_message
from shared.settings.repository import billing_rules


def remind_now(customer_id: str, by: Caller) -> Answer[ReminderView]:
    """201 with the reminder, 200 if they were asked today. Raises NotFound, Conflict `no_phone`, `nothing_owed`."""

    def decide() -> Answer[ReminderView]:
        at = Moment(clock.now(), clock.today(), billing_rules())
        stored = stored_customer(customer_id)
        customer = stored.value
        if not sees(by, customer.area_id):
            raise NotFound()
        if customer.reminded_on == at.today:
            return Answer(
                ReminderView(
                    customer_id=customer_id, message_id=reminder_of_staff(customer_id, at.today), already=True
                ),
                200,
            )
        found = [one.value for one in open_bills_of([customer_id]).get(customer_id, [])]
        message = word_message(_asked(customer, found, at), customer, [], at.now, at.today)
        if message is None:
            raise Conflict(
                code="no_phone",
                message_id="Pelanggan ini belum punya nomor WhatsApp.",
                message_en="This customer has no phone number.",
            )
        commit = Commit()
        queue_message(commit, message)
        commit.update(customers, stored, customer.model_copy(update={"reminded_on": at.today, "updated_at": at.now}))
        subject = f"customers/{customer_id}"
        record_audit(
            commit, cause=message.id, what="reminded", by=by.id, subject=subject, after={"message": message.id}
        )
        commit.commit()
        return Answer(ReminderView(customer_id=customer_id, message_id=message.id, already=False), 201)

    answer = attempt(decide)
    if answer.status == 201:
        enqueue_drain("messages")
    return answer


def _asked(customer: Customer, found: list[Invoice], at: Moment) -> Word:
    """About all that is due by today; before that, about the bill that is due first."""
    bills = oldest_first(found)
    if not bills:
        raise Conflict(
            code="nothing_owed",
            message_id="Tidak ada tagihan yang belum lunas.",
            message_en="No bill is open.",
        )
    due = [bill for bill in bills if bill.due_on <= at.today] or [min(bills, key=lambda bill: bill.due_on)]
    ahead = cut_ahead(customer, due[0], bills, at)
    return Word("reminded", f"remind.asked-{at.today}", due[0], due, cut_at=ahead)


def reminder_of_staff(customer_id: str, today: date) -> str | None:
    """The id of the reminder that staff sent this customer on a day, if any."""
    found = messages.find(("customer_id", "==", customer_id), ("purpose", "==", f"remind.asked-{today}"))
    return found[0].value.id if found else None

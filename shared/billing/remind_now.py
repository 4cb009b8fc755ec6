"""Staff ask one customer for what they owe now: once a day, however often the button is tapped."""

from datetime import date, datetime

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
from shared.core.tasks import DrainTask, enqueue, enqueue_drain
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers
from shared.messaging.hold_back import take_back, undo_over, undo_until
from shared.messaging.repository import messages, queue_message
from shared.settings.repository import billing_rules


def remind_now(customer_id: str, by: Caller, *, undoable: bool = False) -> Answer[ReminderView]:
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
        purpose = _purposes(customer_id, at.today)[-1]
        message = word_message(_asked(customer, found, at, purpose), customer, [], at.now, at.today)
        if message is None:
            raise Conflict(
                code="no_phone",
                message_id="Pelanggan ini belum punya nomor WhatsApp.",
                message_en="This customer has no phone number.",
            )
        until = undo_until(at.now) if undoable else None
        message = message.model_copy(update={"send_after": until or at.now})
        commit = Commit()
        queue_message(commit, message)
        commit.update(customers, stored, customer.model_copy(update={"reminded_on": at.today, "updated_at": at.now}))
        subject = f"customers/{customer_id}"
        record_audit(
            commit, cause=message.id, what="reminded", by=by.id, subject=subject, after={"message": message.id}
        )
        commit.commit()
        told = ReminderView(
            customer_id=customer_id, message_id=message.id, already=False, asked_at=at.now, undo_until=until
        )
        return Answer(told, 201)

    answer = attempt(decide)
    if answer.status == 201:
        _ask_to_send(answer.body.undo_until)
    return answer


def take_back_reminder(customer_id: str, by: Caller) -> ReminderView:
    """Nobody was asked today, and may be anew; a second time changes nothing.

    Raises NotFound, Conflict `undo_over` once the word is on its way, or none of staff's was.
    """

    def decide() -> ReminderView:
        today = clock.today()
        stored = stored_customer(customer_id)
        if not sees(by, stored.value.area_id):
            raise NotFound()
        reminder = reminder_of_staff(customer_id, today)
        undone = ReminderView(customer_id=customer_id, message_id=reminder, already=False)
        if stored.value.reminded_on != today and reminder:
            return undone
        if reminder is None:
            raise undo_over()
        commit = Commit()
        take_back(commit, [reminder])
        commit.update(customers, stored, stored.value.model_copy(update={"reminded_on": None}))
        record_audit(commit, cause=reminder, what="undone", by=by.id, subject=f"customers/{customer_id}")
        commit.commit()
        return undone

    return attempt(decide)


def _ask_to_send(after: datetime | None) -> None:
    if after is None:
        enqueue_drain("messages")
    else:
        enqueue("drains", "drain", DrainTask(queue="messages"), at=clock.real() + (after - clock.now()))


def _asked(customer: Customer, found: list[Invoice], at: Moment, purpose: str) -> Word:
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
    return Word("reminded", purpose, due[0], due, cut_at=ahead)


def reminder_of_staff(customer_id: str, today: date) -> str | None:
    """The id of the last reminder that staff sent this customer on a day, if any."""
    *made, _ = _purposes(customer_id, today)
    return _named(customer_id, made[-1]) if made else None


def _purposes(customer_id: str, today: date) -> list[str]:
    """Of the reminders that staff made on a day, and of the next: one that was taken back has left its name behind."""
    purposes = [f"remind.asked-{today}"]
    while _named(customer_id, purposes[-1]):
        purposes.append(f"{purposes[0]}.{len(purposes) + 1}")
    return purposes


def _named(customer_id: str, purpose: str) -> str | None:
    found = messages.find(("customer_id", "==", customer_id), ("purpose", "==", purpose))
    return found[0].value.id if found else None

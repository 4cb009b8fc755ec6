"""Exempt a customer from being cut and charged for being late, or take that back: by a person, for a reason."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.billing.dunning_dates import follow_up
from shared.billing.dunning_models import ExemptionRequest
from shared.billing.give_lines_back import give_lines_back
from shared.billing.models import Invoice
from shared.billing.pay_invoice import is_followed_up
from shared.billing.repository import invoices, open_bills_of
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import ulid
from shared.customers.models import Customer, CustomerView
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers
from shared.customers.views import customer_view
from shared.messaging.cancel_reminders import cancel_reminders
from shared.messaging.send_now import send_now
from shared.settings.repository import billing_rules


def exempt_customer(asked: ExemptionRequest, by: Caller) -> CustomerView:
    """The customer; lines cut for arrears come back to whoever is exempt. Twice is as once. Raises NotFound."""
    cause = f"{asked.customer_id}.{ulid()}"

    def decide() -> tuple[Customer, list[str]]:
        stored = stored_customer(asked.customer_id)
        if not sees(by, stored.value.area_id):
            raise NotFound()
        if stored.value.exempt == asked.exempt:
            return stored.value, []
        commit = Commit()
        customer = stored.value.model_copy(update={"exempt": asked.exempt, "updated_at": clock.now()})
        bills = open_bills_of([customer.id]).get(customer.id, [])
        messages: list[str] = []
        if asked.exempt:
            # Of what is overdue nothing keeps a service cut any more.
            customer, _, messages = give_lines_back(commit, customer, [], cause)
            cancel_reminders(commit, customer.id, [one.value.id for one in bills], is_back=True)
        else:
            _follow_up(commit, bills, customer)
        commit.update(customers, stored, customer)
        record_audit(
            commit,
            cause=cause,
            what="exempted" if asked.exempt else "unexempted",
            by=by.id,
            subject=f"customers/{customer.id}",
            before={"exempt": stored.value.exempt},
            after={"exempt": asked.exempt, "reason": asked.reason},
        )
        commit.commit()
        return customer, messages

    customer, messages = attempt(decide)
    send_now(messages)
    return customer_view(customer)


def _follow_up(commit: Commit, bills: list[Stored[Invoice]], customer: Customer) -> None:
    """Suspensions that were passed over fall anew, from tomorrow on."""
    rules, today = billing_rules(), clock.today()
    promised = customer.promise.until if customer.promise else None
    for stored in bills:
        bill = stored.value
        if not is_followed_up(bill, rules) or not any(name.startswith("suspend") for name in bill.dunned):
            continue
        done = [name for name in bill.dunned if not name.startswith("suspend")]
        dates = follow_up(rules, bill.due_on, today, done=done, promised=promised)
        again = bill.model_copy(update={"dunned": done, "rounds": bill.rounds + 1, **dates})
        commit.update(invoices, stored, again)

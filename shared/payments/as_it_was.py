"""What a payment changed beside the money, put back: the lines it gave back, the promise it kept."""

from collections.abc import Iterable

from shared.billing.lift_suspension import is_overdue
from shared.billing.models import Invoice
from shared.billing.pay_invoice import is_followed_up
from shared.billing.suspend_lines import suspend_lines
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.customers.repository import all_plans, subscriptions
from shared.payments.models import Payment
from shared.settings.repository import billing_rules


def as_it_was(commit: Commit, customer: Customer, payment: Payment, bills: Iterable[Invoice]) -> Customer:
    """The customer, whose `bills` are open again, as before the payment; adds the lines to the commit.

    Lines are cut only where something overdue is left: else they would come back at once.
    """
    if customer.promise is None:
        customer = customer.model_copy(update={"promise": payment.kept_promise})
    rules, today = billing_rules(), clock.today()
    if not any(is_overdue(bill, today) and is_followed_up(bill, rules) for bill in bills):
        return customer
    stored = subscriptions.get_many(payment.resumed)
    customer, cut = suspend_lines(
        customer,
        [one.value for one in stored.values()],
        all_plans(),
        today,
        clock.now(),
        charge_suspended=rules.invoice_while_suspended,
    )
    for line in cut:
        commit.update(subscriptions, stored[line.id], line)
    return customer

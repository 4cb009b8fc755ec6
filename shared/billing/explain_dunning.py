"""Why a customer is reminded, warned or cut, what comes next, and what ends it."""

from shared.billing.dunning_models import BillDunning, DunningView
from shared.billing.dunning_word import Moment, cut_ahead, overdue
from shared.billing.pay_invoice import is_followed_up, left_to_pay, oldest_first
from shared.billing.promise_until import latest_promise_day
from shared.billing.repository import open_bills_of
from shared.core import clock
from shared.customers.read_customers import stored_customer
from shared.customers.repository import subscriptions
from shared.settings.repository import billing_rules


def explain_dunning(customer_id: str) -> DunningView:
    """Raises NotFound."""
    at = Moment(clock.now(), clock.today(), billing_rules())
    customer = stored_customer(customer_id).value
    bills = oldest_first(stored.value for stored in open_bills_of([customer_id]).get(customer_id, []))
    counted = [bill for bill in bills if is_followed_up(bill, at.rules)]
    cut = [line_id for line_id, brief in customer.subscriptions.items() if brief.status == "suspended"]
    lines = [stored.value for stored in subscriptions.get_many(cut).values()]
    suspended = sorted(line.id for line in lines if line.suspended_for == "arrears")
    return DunningView(
        customer_id=customer_id,
        suspended=suspended,
        to_lift=overdue(counted, at.today) if suspended else 0,
        bills=[
            BillDunning(
                **bill.model_dump(include={"id", "number", "due_on", "late_fee", "dunned", "next_dunning_on"}),
                next_dunning_at=bill.next_dunning_at,
                days_late=(at.today - bill.due_on).days,
                left=left_to_pay(bill),
                suspend_at=cut_ahead(customer, bill, counted, at) if bill in counted else None,
            )
            for bill in bills
        ],
        exempt=customer.exempt,
        promise_until=customer.promise.until if customer.promise else None,
        latest_promise_day=latest_promise_day(at.rules, at.today, bills),
        broken_promises=customer.broken_promises,
        reminded_on=customer.reminded_on,
    )

"""Give the service back when nothing overdue is left: which lines, and how they are then: pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from shared.billing.models import Invoice
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import take_step
from shared.customers.models import Customer, Plan, Subscription


def is_overdue(invoice: Invoice, today: date) -> bool:
    """Open after its due date; next month's bill, open and not yet due, is not."""
    return invoice.status == "open" and invoice.due_on < today


def lift_suspension(
    customer: Customer,
    suspended: Iterable[Subscription],
    still_open: Iterable[Invoice],
    plans: Mapping[str, Plan],
    today: date,
    now: datetime,
    *,
    charge_suspended: bool,
) -> tuple[Customer, list[Subscription]]:
    """The customer, and the lines that come back: cut for arrears, of which none is left. What staff cut stays cut."""
    if any(is_overdue(invoice, today) for invoice in still_open):
        return customer, []
    back = []
    for line in suspended:
        if line.status != "suspended" or line.suspended_for != "arrears":
            continue
        plan = plans.get(line.plan_id) or Plan(id=line.plan_id, name=line.plan_id, price=0)
        resumed = take_step(line, "resume", plan, today, now, charge_suspended=charge_suspended)
        customer = with_subscription(customer, resumed)
        back.append(resumed)
    return customer, back

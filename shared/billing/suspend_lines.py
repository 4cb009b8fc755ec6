"""Cut lines for arrears: the service is no longer allowed, and the customer's document says so: pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import take_step
from shared.customers.models import Customer, Plan, Subscription


def suspend_lines(
    customer: Customer,
    lines: Iterable[Subscription],
    plans: Mapping[str, Plan],
    today: date,
    now: datetime,
    *,
    charge_suspended: bool,
) -> tuple[Customer, list[Subscription]]:
    """The customer, and those of the lines that were in service, cut for arrears."""
    cut = []
    for line in lines:
        if line.status != "active":
            continue
        plan = plans.get(line.plan_id) or Plan(id=line.plan_id, name=line.plan_id, price=0)
        after = take_step(line, "suspend", plan, today, now, charge_suspended=charge_suspended, suspended_for="arrears")
        customer = with_subscription(customer, after)
        cut.append(after)
    return customer, cut

"""Add to a commit that lines cut for arrears come back, where nothing overdue is left, and that the customer hears."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shared.billing.lift_suspension import lift_suspension
from shared.billing.models import Invoice
from shared.billing.pay_invoice import is_followed_up
from shared.billing.resumed_message import resumed_message
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer, Subscription
from shared.customers.repository import all_plans, subscriptions
from shared.messaging.repository import queue_message
from shared.settings.repository import billing_rules

Changed = Mapping[str, tuple[Stored[Subscription], Subscription]]
"""Lines that a commit changes anyway: as they were read, and as they shall be."""


def cut_lines(customer: Customer) -> list[str]:
    """The lines that may come back; none of a customer who has left."""
    if customer.archived:
        return []
    return [line_id for line_id, brief in customer.subscriptions.items() if brief.status == "suspended"]


def give_lines_back(
    commit: Commit,
    customer: Customer,
    bills: Iterable[Invoice],
    cause: str,
    changed: Changed | None = None,
    tell_after: datetime | None = None,
) -> tuple[Customer, list[Subscription], list[str]]:
    """The customer, lines that are back, and the message that is to go now; `changed` lines are written as well.

    The message is held back until `tell_after`, where the act can be taken back.
    """
    lines = dict(changed or {})
    cut = cut_lines(customer)
    found = subscriptions.get_many(line_id for line_id in cut if line_id not in lines)
    lines |= {line_id: (stored, stored.value) for line_id, stored in found.items()}
    resumed: list[Subscription] = []
    if cut:
        rules = billing_rules()
        customer, resumed = lift_suspension(
            customer,
            [lines[line_id][1] for line_id in cut if line_id in lines],
            [bill for bill in bills if is_followed_up(bill, rules)],
            all_plans(),
            clock.today(),
            clock.now(),
            charge_suspended=rules.invoice_while_suspended,
        )
    back = {line.id: line for line in resumed}
    for line_id, (stored, after) in lines.items():
        if line_id in back or after != stored.value:
            commit.update(subscriptions, stored, back.get(line_id, after))
    message = resumed_message(customer, resumed[0], cause, clock.now()) if resumed else None
    if message is not None:
        message = message.model_copy(update={"send_after": tell_after or message.send_after})
        queue_message(commit, message)
    return customer, resumed, [message.id] if message else []

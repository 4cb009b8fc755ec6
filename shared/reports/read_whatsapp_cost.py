"""What WhatsApp costs: the provider's own word on each message it delivered."""

from datetime import date
from typing import get_args

from shared.core import clock
from shared.core.firestore import Filter
from shared.customers.repository import customers
from shared.messaging.models import Category
from shared.messaging.repository import messages
from shared.reports.ages import month_of
from shared.reports.models import CategoryCost, WhatsappCostView


def read_whatsapp_cost(month: str | None) -> WhatsappCostView:
    """Messages sent in a month. One tally a category."""
    first, last = month_of(month, clock.today())
    by_category = []
    for category in get_args(Category):
        found = messages.tally(("category", "==", category), *_sent(first, last), sums=("cost",))
        by_category.append(CategoryCost(category=category, messages=found.count, cost=found.sums["cost"]))
    cost, running = sum(one.cost for one in by_category), customers.count(("status", "==", "active"))
    return WhatsappCostView(
        month=f"{first:%Y-%m}",
        messages=sum(one.messages for one in by_category),
        cost=cost,
        customers=running,
        per_customer=round(cost / running, 1) if running else 0.0,
        by_category=by_category,
    )


def cost_between(first: date, last: date) -> int:
    """Rupiah for all messages sent from the first day to the last."""
    return messages.tally(*_sent(first, last), sums=("cost",)).sums["cost"]


def _sent(first: date, last: date) -> list[Filter]:
    return [("sent_on", ">=", first), ("sent_on", "<=", last)]

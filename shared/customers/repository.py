"""Where customers, plans, areas and subscriptions are kept."""

from shared.core.firestore import Collection, Commit, attempt
from shared.customers.models import (
    Area,
    Customer,
    CustomerPrivate,
    NumberBlock,
    Plan,
    Subscription,
)

customers = Collection("customers", Customer)
customers_private = Collection("customer_private", CustomerPrivate)
subscriptions = Collection("subscriptions", Subscription)
plans = Collection("plans", Plan)
areas = Collection("areas", Area)

_counters = Collection("counters", NumberBlock)


def take_customer_numbers(count: int) -> list[str]:
    """`count` customer numbers never given out before, `PLG-00123` and following."""

    def decide() -> int:
        block = _counters.get("customers")
        commit = Commit()
        if block is None:
            commit.create(_counters, NumberBlock(id="customers", next=count + 1))
            first = 1
        else:
            first = block.value.next
            commit.update(_counters, block, block.value.model_copy(update={"next": first + count}))
        commit.commit()
        return first

    first = attempt(decide)
    return [f"PLG-{number:05d}" for number in range(first, first + count)]


def all_plans() -> dict[str, Plan]:
    """Every plan by id; an ISP has a handful."""
    return {stored.value.id: stored.value for stored in plans.find(limit=500)}

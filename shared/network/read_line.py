"""What the router tells of a customer's lines."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel

from shared.core import clock
from shared.customers.models import Customer, Subscription
from shared.customers.repository import subscriptions
from shared.network.line_state import LineState, Standing, standing
from shared.network.repository import lines_id, routers, sessions, shard_of_line


class LineSeen(BaseModel):
    """A line as its router last told."""

    subscription_id: str
    router_id: str
    target: str
    state: Standing
    heard_at: datetime | None
    line: LineState


def line_seen(subscription: Subscription) -> LineSeen | None:
    """None where no router has told of it. Two reads."""
    shall_be, router_id = subscription.shall_be, subscription.router_id
    if shall_be is None or router_id is None:
        return None
    router = routers.get(router_id)
    kept = sessions.get(lines_id(router_id, shard_of_line(shall_be.target)))
    line = kept.value.lines.get(shall_be.target) if kept else None
    if router is None or line is None:
        return None
    heard_at = router.value.heard_at
    return LineSeen(
        subscription_id=subscription.id,
        router_id=router_id,
        target=shall_be.target,
        state=standing(line, heard_at, clock.now()),
        heard_at=heard_at,
        line=line,
    )


def lines_of(customer: Customer) -> Iterator[LineSeen]:
    """All of a customer's lines that a router has told of."""
    for stored in subscriptions.get_many(sorted(customer.subscriptions)).values():
        seen = line_seen(stored.value)
        if seen is not None:
            yield seen

"""What the router tells of a customer's lines."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from shared.core import clock
from shared.core.model import Model
from shared.customers.models import Customer, Subscription
from shared.customers.repository import subscriptions
from shared.network.line_state import LineState, Standing, standing
from shared.network.repository import lines_id, routers, sessions, shard_of_line


class LineSeen(Model):
    """A line as its router last told."""

    subscription_id: str
    router_id: str
    target: str
    state: Standing
    heard_at: datetime | None
    line: LineState


def line_seen(subscription: Subscription) -> LineSeen | None:
    """None where no router has told of it. Two reads."""
    return lines_seen([subscription]).get(subscription.id)


def lines_seen(lines: Iterable[Subscription]) -> dict[str, LineSeen]:
    """Those of these lines that a router has told of. One read a router, and at most eight for its lines."""
    known = [(line, line.router_id, told.target) for line in lines if line.router_id and (told := line.shall_be)]
    serving = routers.get_many(sorted({router_id for _, router_id, _ in known}))
    kept = sessions.get_many(sorted({lines_id(router_id, shard_of_line(target)) for _, router_id, target in known}))
    seen, now = {}, clock.now()
    for subscription, router_id, target in known:
        router, shard = serving.get(router_id), kept.get(lines_id(router_id, shard_of_line(target)))
        line = shard.value.lines.get(target) if shard else None
        if router is not None and line is not None:
            heard_at = router.value.heard_at
            seen[subscription.id] = LineSeen(
                subscription_id=subscription.id,
                router_id=router_id,
                target=target,
                state=standing(line, heard_at, now),
                heard_at=heard_at,
                line=line,
            )
    return seen


def lines_of(customer: Customer) -> Iterator[LineSeen]:
    """All of a customer's lines that a router has told of."""
    found = subscriptions.get_many(sorted(customer.subscriptions))
    yield from lines_seen(stored.value for stored in found.values()).values()

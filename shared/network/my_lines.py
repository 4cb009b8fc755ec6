"""Whether a signed-in customer's internet is on, as far as their router has told."""

from datetime import datetime
from typing import Literal

from shared.core.model import Model
from shared.customers.models import Customer, Subscription
from shared.customers.repository import subscriptions
from shared.network.line_state import Standing
from shared.network.read_line import line_seen

LineWord = Literal["on", "off", "flapping", "unknown", "paused", "waking", "none"]
"""paused: we have cut it; waking: it may go on again and its router has not done so yet; none: not in service."""


class MyLine(Model):
    """One line of theirs; `heard_at` is when its router last told, `since` since when it is as it is."""

    subscription_id: str
    state: LineWord
    since: datetime | None
    heard_at: datetime | None


class MyLines(Model):
    items: list[MyLine]


def my_lines(customer: Customer) -> MyLines:
    """All that were not stopped. Two reads a line."""
    found = subscriptions.get_many(sorted(customer.subscriptions))
    return MyLines(items=[_mine(one.value) for one in found.values() if one.value.status != "stopped"])


def word_for(line: Subscription, told: Standing | None) -> LineWord:
    """What we decided of a line comes before what its router says of it: pure."""
    if line.status in ("pending", "paused"):
        return "none"
    if not line.service_allowed:
        return "paused"
    if told in (None, "unknown"):
        return "unknown"
    if told == "off" and line.router_due:
        return "waking"
    return told


def _mine(line: Subscription) -> MyLine:
    seen = line_seen(line)
    state = word_for(line, seen.state if seen else None)
    tells = seen is not None and state in ("on", "off", "flapping")
    return MyLine(
        subscription_id=line.id,
        state=state,
        since=seen.line.since if seen and tells else None,
        heard_at=seen.heard_at if seen else None,
    )

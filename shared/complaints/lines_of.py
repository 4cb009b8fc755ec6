"""A customer's lines as complaints and outages look at them: where they are, and whether they are cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.complaints.outage_scope import Place
from shared.core.errors import invalid
from shared.customers.models import Customer, Subscription
from shared.customers.repository import subscriptions


@dataclass(frozen=True)
class Lines:
    """What a complaint is about: the lines that may be meant."""

    meant: Sequence[Subscription]

    @property
    def only(self) -> Subscription | None:
        return self.meant[0] if len(self.meant) == 1 else None

    @property
    def running(self) -> list[Subscription]:
        return [line for line in self.meant if is_running(line)]

    @property
    def odp(self) -> str:
        """The pole box, where all of them are on one; empty: unknown."""
        boxes = {line.network.odp or "" for line in self.meant}
        return boxes.pop() if len(boxes) == 1 else ""

    @property
    def is_cut(self) -> bool:
        """None of them is served: that alone is why nothing works."""
        return bool(self.meant) and not self.running


def is_running(line: Subscription) -> bool:
    """Served and not cut off: only such a line can be hit by an outage."""
    return line.status == "active" and line.service_allowed


def place_of(line: Subscription) -> Place:
    return Place(line.area_id, line.network.odp or "", line.router_id)


def lines_meant(customer: Customer, subscription_id: str | None) -> Lines:
    """The line that is named, else all that were not stopped. Raises Invalid for somebody else's."""
    if subscription_id is not None and subscription_id not in customer.subscriptions:
        raise invalid("subscription_id", "Langganan ini bukan milik pelanggan itu.", "Not a line of this customer.")
    wanted = (
        [subscription_id]
        if subscription_id
        else [line for line, brief in customer.subscriptions.items() if brief.status != "stopped"]
    )
    found = subscriptions.get_many(wanted)
    return Lines([found[line].value for line in wanted if line in found])

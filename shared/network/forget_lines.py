"""What a router told of a person who is removed: the login stays, as the router itself has it; whose it was goes."""

from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.customers.repository import subscriptions
from shared.network.repository import lines_id, sessions, shard_of_line

BLANK: dict[str, object] = {
    "subscription_id": "",
    "address": "",
    "caller": "",
    "drops": [],
    "rx_dbm": None,
    "box": "",
    "counted": None,
    "days": [],
}


def forget_lines(commit: Commit, customer: Customer) -> None:
    """Add it to the commit that removes the person."""
    places: dict[str, set[str]] = {}
    for stored in subscriptions.get_many(sorted(customer.subscriptions)).values():
        line, shall_be = stored.value, stored.value.shall_be
        if line.router_id and shall_be:
            place = lines_id(line.router_id, shard_of_line(shall_be.target))
            places.setdefault(place, set()).add(shall_be.target)
    for place, kept in sessions.get_many(sorted(places)).items():
        lines = {
            target: line.model_copy(update=BLANK) if target in places[place] else line
            for target, line in kept.value.lines.items()
        }
        commit.update(sessions, kept, kept.value.model_copy(update={"lines": lines}))

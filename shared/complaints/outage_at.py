"""Whether a customer's trouble is an outage that we know of."""

from shared.complaints.lines_of import Lines, lines_meant, place_of
from shared.complaints.outage_models import Outage
from shared.complaints.outage_scope import of_place
from shared.complaints.repository import open_outages
from shared.customers.models import Customer


def outage_at(customer: Customer, subscription_id: str | None = None) -> Outage | None:
    """The open outage of a line of theirs that is in service, or None. A line that was cut has none."""
    return outage_of_lines(lines_meant(customer, subscription_id))


def outage_of_lines(lines: Lines) -> Outage | None:
    """As `outage_at`, for lines already read."""
    running = lines.running
    if not running:
        return None
    going_on = [stored.value for stored in open_outages()]
    return next((found for line in running if (found := of_place(going_on, place_of(line)))), None)

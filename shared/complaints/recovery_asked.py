"""Whether a customer was asked if it works again after an outage, and has not said."""

from datetime import timedelta

from shared.complaints.repository import affected
from shared.core import clock

ASKED_FOR = timedelta(days=1)
"""A word that comes later is about something new."""


def recovery_asked(customer_id: str) -> list[str]:
    """The outages, the latest recovery first."""
    since = clock.now() - ASKED_FOR
    asked = [
        (one.value.recovered_at, one.value.outage_id)
        for one in affected.find(("customer_id", "==", customer_id))
        if one.value.recovered_at and one.value.works is None and one.value.recovered_at > since
    ]
    return [outage_id for _, outage_id in sorted(asked, reverse=True)]

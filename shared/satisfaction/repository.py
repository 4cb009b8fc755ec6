"""Where answers are kept, and how they are summed up without being read."""

from shared.core.firestore import Collection, Filter, Tally
from shared.satisfaction.models import Channel, Satisfaction

satisfaction = Collection("satisfaction", Satisfaction)

QUESTIONS = ("service", "speed", "ease")


def asked_before(customer_id: str) -> list[Satisfaction]:
    """All that this customer was asked: a few a year."""
    return [stored.value for stored in satisfaction.find(("customer_id", "==", customer_id))]


def tally_answers(month: str, channel: Channel | None = None) -> Tally:
    """How many answered in a month, and the sum of each question."""
    where: tuple[Filter, ...] = (("channel", "==", channel),) if channel else ()
    return satisfaction.tally(("answered_in", "==", month), *where, sums=QUESTIONS)

"""Days of service as money: days used / days of that period, half up, once per line."""

from datetime import date

from shared.core.dates import period_text
from shared.core.money import round_half_up
from shared.customers.models import PendingLine
from shared.customers.periods import split_by_period


def prorated_lines(
    what: str, price: int, first: date, last: date, billing_day: int, *, sign: int = 1
) -> list[PendingLine]:
    """A line for each period that days `first` to `last` lie in; `price` is a month's, `sign` -1 gives back."""
    lines = []
    for days, whole in split_by_period(first, last, billing_day):
        lines.append(
            PendingLine(
                kind="proration",
                description=what,
                detail=f"{period_text(days.start, days.end)}, {days.days} dari {whole.days} hari",
                amount=sign * round_half_up(price * days.days, whole.days),
            )
        )
    return lines

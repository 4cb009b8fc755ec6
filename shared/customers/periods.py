"""From one billing day to the day before the next: which days an invoice is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shared.core.dates import add_months, next_billing_on


@dataclass(frozen=True)
class Period:
    """Days `start` to `end`, both inside."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def period_billed(billed_on: date, billing_day: int, *, postpaid: bool) -> Period:
    """The period an invoice dated `billed_on` covers: prepaid the one it opens, postpaid the one before."""
    if postpaid:
        return Period(add_months(billed_on, -1, billing_day), billed_on - timedelta(days=1))
    return Period(billed_on, add_months(billed_on, 1, billing_day) - timedelta(days=1))


def period_around(day: date, billing_day: int) -> Period:
    """The period that holds `day`."""
    following = next_billing_on(billing_day, day + timedelta(days=1))
    return Period(add_months(following, -1, billing_day), following - timedelta(days=1))


def split_by_period(first: date, last: date, billing_day: int) -> list[tuple[Period, Period]]:
    """Days `first` to `last` cut at billing days: (the days, the whole period they lie in), in order."""
    parts = []
    while first <= last:
        whole = period_around(first, billing_day)
        parts.append((Period(first, min(last, whole.end)), whole))
        first = whole.end + timedelta(days=1)
    return parts


def joined(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Stretches of days, both ends inside, in order; those that follow each other are one."""
    result: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if result and result[-1][1] + timedelta(days=1) == first:
            result[-1] = (result[-1][0], last)
        else:
            result.append((first, last))
    return result

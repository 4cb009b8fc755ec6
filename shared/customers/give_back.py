"""Days that were billed and are not served: given back out of what was billed for them, never more: pure."""

from datetime import date, timedelta

from shared.core.dates import period_text
from shared.core.money import round_half_up, rupiah
from shared.customers.models import PendingLine, Subscription
from shared.customers.terms import NO_TAX, BilledDays


def give_back(subscription: Subscription, what: str, on: date, why: str) -> Subscription:
    """With what was billed for the days from `on` on as lines that give it back, and those days no longer billed."""
    kept: list[BilledDays] = []
    lines: list[PendingLine] = []
    for days in subscription.billed_days:
        if days.last < on:
            kept.append(days)
            continue
        before = _first_days(days, on)
        if before:
            kept.append(before)
        amount = days.amount - (before.amount if before else 0)
        if amount:
            lines.append(_line(days, max(days.first, on), amount, what, why))
    waiting = [*subscription.pending_lines, *lines]
    return subscription.model_copy(update={"pending_lines": waiting, "billed_days": kept})


def _first_days(days: BilledDays, on: date) -> BilledDays | None:
    served = (on - days.first).days
    if served <= 0:
        return None
    amount = round_half_up(days.amount * served, days.days)
    return days.model_copy(update={"last": on - timedelta(days=1), "amount": amount})


def _line(days: BilledDays, first: date, amount: int, what: str, why: str) -> PendingLine:
    left = (days.last - first).days + 1
    detail = f"{period_text(first, days.last)}, {left} dari {days.days} hari yang ditagih {rupiah(days.amount)}; {why}"
    return PendingLine(
        kind="proration",
        description=f"Pengembalian {what}",
        detail=detail,
        amount=-amount,
        tax=days.tax or NO_TAX,
    )

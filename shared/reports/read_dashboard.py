"""An owner's morning: what came in, who has not paid, what is broken, what WhatsApp costs.

Tallies over indexes and kept days, so that it reads as much among 20,000 customers as among 200, but for one document
per thousand.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from shared.complaints.repository import complaints, outages
from shared.core import clock
from shared.core.dates import add_months
from shared.customers.models import CustomerStatus
from shared.customers.repository import customers
from shared.payments.repository import proofs
from shared.reports.models import (
    CollectionRate,
    CurveDay,
    CustomerCounts,
    DashboardView,
    DayOfMoney,
    MoneyIn,
    OpenComplaints,
)
from shared.reports.read_ageing import read_ageing
from shared.reports.read_whatsapp_cost import cost_between
from shared.reports.repository import money_by_day, tally_month

STATUSES: tuple[CustomerStatus, ...] = ("active", "suspended", "paused", "pending", "stopped")


def read_dashboard() -> DashboardView:
    """Everything of the first page, as of now."""
    today = clock.today()
    first = today.replace(day=1)
    before = add_months(first, -1, 1)
    this_month = money_by_day(_days(first, today), today)
    last_month = money_by_day(_days(before, first - timedelta(days=1)), today)
    return DashboardView(
        as_of=clock.now(),
        today=_money(this_month[-1:]),
        month=_money(this_month),
        curve=_curve(this_month),
        last_month_curve=_curve(last_month),
        collection=collection_of(f"{today:%Y-%m}"),
        unpaid=read_ageing(),
        customers=CustomerCounts(**{status: customers.count(("status", "==", status)) for status in STATUSES}),
        complaints=OpenComplaints(
            open=complaints.count(("is_open", "==", True)),
            urgent=complaints.count(("is_open", "==", True), ("priority", "==", "urgent")),
            over_time=complaints.count(("is_open", "==", True), ("sla_mark", "==", "over")),
            outages=outages.count(("status", "==", "open")),
        ),
        proofs_waiting=proofs.count(("status", "==", "waiting")),
        whatsapp_cost=cost_between(first, today),
    )


def collection_of(month: str) -> CollectionRate:
    """The bills of a month, and how much of them is paid by now, whenever it came."""
    found = tally_month(month)
    billed, collected = found.sums["total"], found.sums["paid"]
    return CollectionRate(
        month=month,
        billed=billed,
        invoices=found.count,
        collected=collected,
        rate_percent=percent(collected, billed),
    )


def percent(part: int, whole: int) -> float:
    """With one decimal; of nothing it is 0."""
    return round(100 * part / whole, 1) if whole else 0.0


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=day) for day in range((last - first).days + 1)]


def _money(days: Sequence[DayOfMoney]) -> MoneyIn:
    return MoneyIn(
        received=sum(day.received for day in days),
        payments=sum(day.payments for day in days),
        paid_out=sum(day.paid_out for day in days),
    )


def _curve(days: Sequence[DayOfMoney]) -> list[CurveDay]:
    told, so_far = [], 0
    for number, day in enumerate(days, 1):
        so_far += day.received
        told.append(CurveDay(day=number, received=so_far))
    return told

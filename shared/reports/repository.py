"""Where the days that are over are kept; the rest is asked of the nouns' own collections."""

from datetime import date

from shared.billing.repository import invoices
from shared.core.firestore import Collection, Commit, Filter, LostRace, Tally
from shared.payments.repository import payments, payouts
from shared.reports.alert_models import Alert, AlertRules
from shared.reports.models import DayOfMoney

report_days = Collection("report_days", DayOfMoney)
alerts = Collection("alerts", Alert)
alert_settings = Collection("settings", AlertRules)


def tally_open(*filters: Filter) -> tuple[int, int]:
    """How many bills are open, and what is left to pay of them."""
    found = invoices.tally(("status", "==", "open"), *filters, sums=("paid", "total"))
    return found.count, found.sums["total"] - found.sums["paid"]


def tally_month(month: str, *filters: Filter) -> Tally:
    """The bills of a month that were not taken back."""
    counted = ("status", "in", ["open", "paid", "written_off"])
    return invoices.tally(("period", "==", month), counted, *filters, sums=("paid", "total"))


def money_of(day: date) -> DayOfMoney:
    """What came in and went out on one day, whatever was taken back later."""
    came = payments.tally(("recorded_on", "==", day), sums=("amount",))
    went = payouts.tally(("on", "==", day), sums=("amount",))
    return DayOfMoney(
        id=day.isoformat(), received=came.sums["amount"], payments=came.count, paid_out=went.sums["amount"]
    )


def money_by_day(days: list[date], today: date) -> list[DayOfMoney]:
    """Of each day; one that is over is summed up once and kept."""
    known = report_days.get_many(day.isoformat() for day in days)
    told = []
    for day in days:
        kept = known.get(day.isoformat())
        told.append(kept.value if kept else _summed_up(day, today))
    return told


def _summed_up(day: date, today: date) -> DayOfMoney:
    money = money_of(day)
    if day < today:
        commit = Commit()
        commit.create(report_days, money)
        try:
            commit.commit()
        except LostRace:
            return money  # another reader has just kept the same
    return money

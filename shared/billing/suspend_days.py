"""The days and hours at which a service may be cut: pure, but for the calendar of public holidays."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from shared.settings.models import SuspensionPolicy

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
LONGEST_BREAK = timedelta(days=366)
"""Whatever an owner sets, a suspension is carried out in the end."""


def first_cut(policy: SuspensionPolicy, moment: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from `moment` (aware) on at which the policy lets a service be cut, in UTC as it came."""
    day = moment.astimezone(zone).date()
    last = day + LONGEST_BREAK
    while day < last:
        opens = datetime.combine(day, policy.cut_from or time(), zone)
        closes = datetime.combine(day, policy.cut_until or time.max, zone)
        if moment < closes and why_not(policy, day) is None:
            return max(moment, opens.astimezone(moment.tzinfo))
        day += timedelta(days=1)
    return moment


def why_not(policy: SuspensionPolicy, day: date) -> str | None:
    """What keeps the policy from cutting on this day, in a word for people; None on a day like others."""
    if day in policy.no_cut_dates:
        return "hari yang dikecualikan"
    if day.weekday() in policy.no_cut_weekdays:
        return f"hari {WEEKDAYS[day.weekday()]}"
    return public_holidays(day.year).get(day) if policy.no_cut_holidays else None


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays and joint leave of Indonesia, by day, with their names in Indonesian."""
    import holidays

    return holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")

"""Bills and reminders wait for the morning: pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def first_allowed(moment: datetime, quiet_from: time | None, quiet_until: time | None, zone: ZoneInfo) -> datetime:
    """`moment`, or the end of the quiet hours it lies in; the hours may pass midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return moment
    local = moment.astimezone(zone)
    now = local.time()
    if quiet_from < quiet_until:
        is_quiet, ends_tomorrow = quiet_from <= now < quiet_until, False
    else:
        is_quiet, ends_tomorrow = now >= quiet_from or now < quiet_until, now >= quiet_from
    if not is_quiet:
        return moment
    end = datetime.combine(local.date() + timedelta(days=ends_tomorrow), quiet_until, zone)
    return end.astimezone(moment.tzinfo)

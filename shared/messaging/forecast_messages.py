"""How long so many messages take, over which days, and what they cost at most: pure."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from shared.messaging.models import Forecast, ForecastDay, MessagingRules
from shared.messaging.prices import price_of
from shared.messaging.share_quota import BULK_PERCENT

PER_SECOND = 80
"""Meta's throughput of one number (reference/whatsapp.md 1.6), and the rate of our queue."""


def forecast_messages(
    count: int,
    *,
    used: int,
    rules: MessagingRules,
    now: datetime,
    zone: ZoneInfo,
    allowed: Callable[[datetime], datetime],
    category: str = "utility",
    per_second: float = PER_SECOND,
) -> Forecast:
    """`used`: people written to in the last 24 hours; `allowed`: from a moment to the first that is not quiet."""
    share = max(1, rules.daily_recipients * BULK_PERCENT // 100)
    starts_at = allowed(now)
    left, day, per_day = count, starts_at, []
    room = max(0, share - used)
    while left > 0:
        goes = min(left, room)
        if goes:
            per_day.append(ForecastDay(on=day.astimezone(zone).date(), count=goes))
        left, room, day = left - goes, share, day + timedelta(days=1)
    return Forecast(
        count=count,
        per_day=per_day,
        seconds=ceil(count / per_second),
        starts_at=starts_at,
        cost=sum(goes.count * price_of(category, goes.on, rules.rates) for goes in per_day),
        recipients_limit=rules.daily_recipients,
        recipients_used=used,
    )

"""How a line was over the last 90 days: on line, off, unknown, what it carried, how much light it had."""

from datetime import date, timedelta

from shared.core import clock
from shared.customers.change_subscription import stored_subscription
from shared.network.light_level import BAD_DBM, WEAK_DBM, light_level
from shared.network.line_day import KEPT_DAYS, LineDay, with_silence
from shared.network.line_history import Span, days_of, usage_of
from shared.network.line_state import is_silent
from shared.network.models import LineHistory
from shared.network.read_line import LineSeen, line_seen
from shared.network.repository import line_days, routers


def read_history(subscription_id: str) -> LineHistory:
    """90 days up to today. Raises NotFound. Four reads, and one for each day that has a document."""
    seen = line_seen(stored_subscription(subscription_id).value)
    local = clock.now().astimezone(clock.zone())
    today = local.date()
    first = today - timedelta(days=KEPT_DAYS - 1)
    found = line_days.find(
        ("subscription_id", "==", subscription_id), ("day", ">=", first.isoformat()), order=[("day", "ASCENDING")]
    )
    kept: dict[date, LineDay] = {stored.value.day: stored.value for stored in found}
    kept |= {day.day: day for day in seen.line.days} if seen else {}
    span = Span(first, today, max(1, local.hour * 3600 + local.minute * 60 + local.second))
    dbm = seen.line.rx_dbm if seen else None
    return LineHistory(
        subscription_id=subscription_id,
        days=days_of(span, kept, _silent(seen) if seen else {}, _known_since(seen) if seen else None),
        months=usage_of(kept.values(), today),
        dbm=dbm,
        light=light_level(dbm),
        weak_dbm=WEAK_DBM,
        bad_dbm=BAD_DBM,
    )


def _silent(seen: LineSeen) -> dict[str, int]:
    """Its router's silences, with the one that lasts."""
    router, now = routers.get(seen.router_id), clock.now()
    known = router.value.silent_s if router else {}
    if seen.heard_at and is_silent(seen.heard_at, now):
        return with_silence(known, seen.heard_at, now, clock.zone())
    return known


def _known_since(seen: LineSeen) -> tuple[date, bool] | None:
    since = seen.line.since
    return (since.astimezone(clock.zone()).date(), seen.line.on) if since else None

"""What a report says of a customer's line goes into the line's day: pure."""

from datetime import datetime, tzinfo

from shared.network.line_day import with_change, with_drop, with_light, with_usage
from shared.network.line_state import LineState
from shared.network.line_usage import read_counters, used_since
from shared.network.read_report import Report

NEW = LineState()


def note_day(
    before: LineState | None, after: LineState, whose: str, report: Report, now: datetime, zone: tzinfo
) -> LineState:
    """The line as it is after the report, with its day. Of lines that are nobody's no days are kept."""
    if not after.subscription_id:
        return after
    was, days = before or NEW, after.days
    told = read_counters(report.entries.get(("u", whose)))
    if told and (used := used_since(was.counted, told)) != (0, 0):
        days = with_usage(days, was.on, *used, now, zone)
    if was.on != after.on:
        days = with_change(days, after.on, after.since or now, now, zone)
    if was.on and was.drops != after.drops:
        days = with_drop(days, after.on, now, zone)
    if after.rx_dbm is not None and after.rx_dbm != was.rx_dbm:
        days = with_light(days, after.on, after.rx_dbm, now, zone)
    return after if days is after.days else after.model_copy(update={"days": list(days)})

"""What a router's own document says once a report of it is taken in."""

from datetime import datetime

from shared.core import clock
from shared.network.line_day import with_silence
from shared.network.line_state import is_silent
from shared.network.models import Router
from shared.network.poll_order import number_after
from shared.network.read_report import Report, seconds
from shared.network.router_lines import Lines

MOST_INTERFACES = 64


def heard(router: Router, report: Report, lines: Lines, now: datetime) -> Router:
    """The router's document after a report that is new."""
    cpu = report.facts.get("cpu", "")
    return router.model_copy(
        update={
            "seq": number_after(report, router.seq, clock.real()),
            "heard_at": now,
            "heard_since": now if is_silent(router.heard_at, now) else router.heard_since or now,
            "identity": report.facts.get("name", ""),
            "version": report.facts.get("version", ""),
            "uptime_s": seconds(report.facts.get("uptime", "")),
            "cpu_percent": int(cpu) if cpu.isascii() and cpu.isdigit() and len(cpu) <= 3 else None,
            "traffic": {name: list(both) for name, both in sorted(report.traffic.items())[:MOST_INTERFACES]},
            "sessions": lines.sessions_now(router.sessions),
            "to_look_up": lines.left_to_look_up,
            "drops": lines.drops,
            "fallen": lines.fallen,
            "days_from": lines.oldest_day(router.days_from),
            "silent_s": _silences(router, now),
        }
    )


def _silences(router: Router, now: datetime) -> dict[str, int]:
    if router.heard_at is None or not is_silent(router.heard_at, now):
        return router.silent_s
    return with_silence(router.silent_s, router.heard_at, now, clock.zone())

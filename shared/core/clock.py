"""What time it is. Ours follows the sandbox's clock; leases, tokens and task times stay on the real one."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.core.config import settings


def real() -> datetime:
    """The wall clock, aware UTC: for leases, tokens, signatures, task times and rate limits."""
    return datetime.now(UTC)


def now() -> datetime:
    """The moment it is for the provider and its customers, aware UTC."""
    return real() + _offset()


def zone() -> ZoneInfo:
    """The provider's time zone."""
    return ZoneInfo(settings().time_zone)


def today() -> date:
    """The date on the provider's wall calendar."""
    return now().astimezone(zone()).date()


def _offset() -> timedelta:
    path = settings().clock_offset_file
    if not path:
        return timedelta(0)
    try:
        return timedelta(seconds=float(Path(path).read_text(encoding="ascii").strip() or 0))
    except FileNotFoundError:
        return timedelta(0)

"""When the schedule functions are due. Daily ones live by the sandbox's clock, the others by the real one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cronsim import CronSim

from local.manifests import FUNCTIONS, load_all


@dataclass(frozen=True)
class Schedule:
    """One function's cron expression in its time zone."""

    name: str
    cron: str
    zone: ZoneInfo
    timeout_s: int

    @property
    def is_daily(self) -> bool:
        """True if it names its hours: then it belongs to a day, and a day may be passed in a second."""
        return self.cron.split()[1].replace(",", "").isdigit()

    def next_after(self, moment: datetime) -> datetime:
        """The first time it is due later than `moment`, aware UTC."""
        return next(CronSim(self.cron, moment.astimezone(self.zone))).astimezone(UTC)


def load_schedules(functions: Path = FUNCTIONS) -> list[Schedule]:
    """All schedule functions, by name."""
    return [
        Schedule(one.name, one.schedule, ZoneInfo(one.time_zone), one.timeout_s)
        for one in load_all(functions)
        if one.trigger == "schedule"
    ]

"""What goes wrong between Cloud Tasks, Cloud Scheduler and the functions, and how often.

Read from a file, so it outlives the servers.
"""

import json
import random
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

TASK_FAULTS = "task-faults.json"
"""The file's name in LOCAL_DIR."""
LONGEST_REORDER_S = 3.0
LATER_S = (1.0, 5.0)


def happens(rate: float) -> bool:
    """True at `rate` of the times it is asked."""
    return rate > 0 and random.random() < rate


class TaskFaults(BaseModel):
    """Each a rate from 0 to 1; tasks_delay_ms in milliseconds."""

    tasks_twice: float = Field(0, ge=0, le=1, description="tasks delivered twice: side by side, or again later")
    tasks_reorder: float = Field(0, ge=0, le=1, description="tasks held back up to 3 s, so later ones overtake")
    tasks_delay_ms: int = Field(0, ge=0, le=600_000, description="every task held back this long")
    schedules_missed: float = Field(0, ge=0, le=1, description="daily schedules that nobody calls that day")

    def held_back_s(self) -> float:
        """How much later than due a task starts this time."""
        wait = self.tasks_delay_ms / 1000
        return wait + random.uniform(0, LONGEST_REORDER_S) if happens(self.tasks_reorder) else wait


class FaultsFile:
    """The switches as their file has them now; all off without one. Whoever changes it replaces it whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at = -1
        self._faults = TaskFaults()

    def now(self) -> TaskFaults:
        """What holds at this moment."""
        try:
            changed_at = self._path.stat().st_mtime_ns
            if changed_at != self._read_at:
                self._faults = TaskFaults.model_validate(json.loads(self._path.read_text()))
                self._read_at = changed_at
        except FileNotFoundError:
            self._faults = TaskFaults()
        except ValidationError:
            return self._faults
        return self._faults

    def write(self, faults: TaskFaults) -> None:
        """Keep them, in one step."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        half = self._path.with_suffix(".half")
        half.write_text(json.dumps(faults.model_dump()))
        half.replace(self._path)

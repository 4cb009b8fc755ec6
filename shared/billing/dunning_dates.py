"""When the next dunning step of an invoice falls: the ladder and the late fee laid along its due date: pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from shared.billing.suspend_days import first_cut
from shared.core import clock
from shared.settings.models import BillingRules

Action = Literal["remind", "late_fee", "warn", "suspend"]

DAY_BEGINS = time(5, 0)
"""When the daily run has begun: bills of the day come before its reminders."""
ONE_DAY = timedelta(days=1)
WEIGHT: dict[Action, int] = {"remind": 0, "late_fee": 1, "warn": 2, "suspend": 3}
NEVER_SKIPPED: tuple[Action, ...] = ("late_fee", "suspend")
NOT_FOLLOWED_UP: dict[str, Any] = {"next_dunning_on": None, "next_dunning_at": None}
"""What an invoice is when nothing is left to ask for."""


@dataclass(frozen=True)
class Step:
    """One step, `day` days after the due date."""

    day: int
    action: Action

    @property
    def name(self) -> str:
        """`remind-3`, `suspend+10`: how an invoice says that it is behind it."""
        return f"{self.action}{self.day:+d}"


def steps_of(rules: BillingRules) -> list[Step]:
    """Every step in the order they fall; of one day the gravest last."""
    steps = [Step(step.day, step.action) for step in rules.ladder]
    if rules.late_fee:
        steps.append(Step(rules.late_fee.after_days, "late_fee"))
    return sorted(steps, key=lambda step: (step.day, WEIGHT[step.action]))


def begins(day: date) -> datetime:
    """The moment at which the steps of a day are taken, aware UTC."""
    return datetime.combine(day, DAY_BEGINS, clock.zone()).astimezone(UTC)


def next_dunning_at(
    rules: BillingRules,
    due_on: date,
    today: date,
    *,
    done: Collection[str] = (),
    promised: date | None = None,
    from_moment: datetime | None = None,
) -> datetime | None:
    """The next step that is not `done`: a reminder only if its day is still ahead, a suspension whenever it may be.

    No step falls before the day after a promise. A suspension or fee whose day has passed falls at `from_moment`,
    tomorrow if it is not said.
    """
    tomorrow = today + ONE_DAY
    earliest = begins(promised + ONE_DAY) if promised and promised >= today else begins(tomorrow)
    if from_moment is not None and not (promised and promised >= today):
        earliest = from_moment
    first: datetime | None = None
    for step in steps_of(rules):
        on = due_on + timedelta(days=step.day)
        if step.name in done or (on <= today and step.action not in NEVER_SKIPPED):
            continue
        moment = max(begins(on), earliest)
        if first is not None and moment >= first:
            break  # later ones only fall later; the calendar is not asked, nor its library imported
        if step.action == "suspend":
            moment = first_cut(rules.suspension, moment, clock.zone())
        first = moment if first is None else min(first, moment)
    return first


def suspension_at(rules: BillingRules, due_on: date, now: datetime, done: Collection[str] = ()) -> datetime | None:
    """When a bill's service is cut if it stays open, never before `now`; None where no suspension is ahead."""
    for step in steps_of(rules):
        if step.action == "suspend" and step.name not in done:
            return first_cut(rules.suspension, max(begins(due_on + timedelta(days=step.day)), now), clock.zone())
    return None


def follow_up(rules: BillingRules, due_on: date, today: date, **more: Any) -> dict[str, Any]:
    """Both dates of an invoice that is followed up from today on; `more` as `next_dunning_at` takes it."""
    return dated(next_dunning_at(rules, due_on, today, **more), clock.zone())


def dated(moment: datetime | None, zone: ZoneInfo) -> dict[str, Any]:
    """Both dates of an invoice whose next step falls at this moment."""
    if moment is None:
        return NOT_FOLLOWED_UP
    return {"next_dunning_on": moment.astimezone(zone).date(), "next_dunning_at": moment}


def passed(rules: BillingRules, due_on: date, today: date) -> list[str]:
    """The steps whose day has come by today, but for those that are never skipped."""
    return [
        step.name
        for step in steps_of(rules)
        if step.action not in NEVER_SKIPPED and due_on + timedelta(days=step.day) <= today
    ]

"""When the next dunning step of an invoice falls: the ladder laid along its due date."""

from collections.abc import Sequence
from datetime import date, timedelta

from shared.settings.models import LadderStep


def first_dunning_on(ladder: Sequence[LadderStep], due_on: date, today: date) -> date | None:
    """The first step that is still ahead of `today`; a step of today or before is not sent after the bill."""
    dates = sorted(due_on + timedelta(days=step.day) for step in ladder)
    return next((on for on in dates if on > today), None)


def resumed_dunning_on(ladder: Sequence[LadderStep], due_on: date, today: date) -> date | None:
    """As `first_dunning_on`, for an invoice that is open again: a suspension whose day has passed falls tomorrow."""
    following = first_dunning_on(ladder, due_on, today)
    if any(step.action == "suspend" and due_on + timedelta(days=step.day) <= today for step in ladder):
        return today + timedelta(days=1)
    return following

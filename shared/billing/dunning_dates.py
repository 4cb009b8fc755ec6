"""When the next dunning step of an invoice falls: the ladder laid along its due date."""

from collections.abc import Sequence
from datetime import date, timedelta

from shared.settings.models import LadderStep


def first_dunning_on(ladder: Sequence[LadderStep], due_on: date, today: date) -> date | None:
    """The first step that is still ahead of `today`; a step of today or before is not sent after the bill."""
    dates = sorted(due_on + timedelta(days=step.day) for step in ladder)
    return next((on for on in dates if on > today), None)

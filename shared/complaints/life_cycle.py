"""The life of a complaint: which step leads from which status to which, and who may take it: pure.

merge ends a complaint whose work another one carries on; unschedule is the customer's wish for another time.
"""

from collections.abc import Mapping
from typing import Literal

from shared.complaints.models import Category, Priority, Status, Step
from shared.core.errors import Conflict, Forbidden

Actor = Literal["office", "technician", "customer", "system"]

_IN_HAND: Mapping[Step, Status] = {
    "assign": "assigned",
    "schedule": "scheduled",
    "depart": "on_the_way",
    "arrive": "working",
    "wait": "waiting",
    "resolve": "resolved",
    "close": "closed",
    "merge": "closed",
}

LIFE_CYCLE: Mapping[Status, Mapping[Step, Status]] = {
    "open": _IN_HAND,
    "assigned": _IN_HAND,
    "scheduled": {**_IN_HAND, "assign": "scheduled", "unschedule": "assigned"},
    "on_the_way": {**_IN_HAND, "assign": "assigned", "unschedule": "assigned"},
    "working": {**_IN_HAND, "assign": "assigned"},
    "waiting": {**_IN_HAND, "resume": "assigned"},
    "reopened": _IN_HAND,
    "resolved": {"close": "closed", "reopen": "reopened", "merge": "closed"},
    "closed": {"reopen": "reopened"},
}

WHO: Mapping[Step, frozenset[Actor]] = {
    "assign": frozenset({"office", "technician", "system"}),
    "schedule": frozenset({"office", "technician"}),
    "unschedule": frozenset({"office", "customer"}),
    "depart": frozenset({"office", "technician"}),
    "arrive": frozenset({"office", "technician"}),
    "wait": frozenset({"office", "technician"}),
    "resume": frozenset({"office", "technician", "customer"}),
    "resolve": frozenset({"office", "technician", "system"}),
    "close": frozenset({"office", "customer", "system"}),
    "reopen": frozenset({"office", "customer"}),
    "merge": frozenset({"office"}),
}

CLOCK_STANDS: frozenset[Status] = frozenset({"waiting", "resolved", "closed"})
DONE: frozenset[Status] = frozenset({"resolved", "closed"})

NETWORK_TROUBLE: frozenset[Category] = frozenset({"no_connection", "slow", "unstable", "hardware"})
"""What an outage may be the reason of, and what counts as the same fault again."""


def after(status: Status, step: Step, actor: Actor) -> Status:
    """The status after the step. Raises Forbidden, Conflict `wrong_status`."""
    if actor not in WHO[step]:
        raise Forbidden()
    following = LIFE_CYCLE[status].get(step)
    if following is None:
        raise Conflict(
            code="wrong_status",
            message_id="Langkah ini tidak cocok dengan status pengaduan sekarang.",
            message_en="The complaint's present status does not allow this step.",
        )
    return following


def can(status: Status, step: Step, actor: Actor) -> bool:
    """Whether this actor may take this step now."""
    return actor in WHO[step] and step in LIFE_CYCLE[status]


def steps_of(status: Status, actor: Actor) -> list[Step]:
    """What this actor may do now."""
    return [step for step in WHO if can(status, step, actor)]


def step_to(status: Status, wanted: Status) -> Step:
    """The step that leads from one status to another. Raises Conflict `wrong_status`."""
    for step, following in LIFE_CYCLE[status].items():
        if following == wanted and step not in ("merge", "unschedule"):
            return step
    raise Conflict(
        code="wrong_status",
        message_id="Pengaduan tidak dapat berpindah ke status itu dari status sekarang.",
        message_en="The complaint cannot move to that status from the present one.",
    )


def default_priority(category: Category) -> Priority:
    """What a complaint of this kind is, where nobody says more: a dead line is high."""
    return "high" if category == "no_connection" else "normal"

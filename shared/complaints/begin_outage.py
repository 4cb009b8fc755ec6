"""An outage as it begins, and the id it gets: of each scope one may be going on at a time, however many open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.complaints.outage_models import Outage
from shared.complaints.outage_scope import scope_key
from shared.complaints.outage_words import place_words
from shared.complaints.repository import outages
from shared.core.ids import digest
from shared.customers.models import DEFAULT_BRANCH
from shared.customers.repository import areas


@dataclass(frozen=True)
class Scope:
    """The outages of one place so far; `going_on` is the one that is open, or that staff have yet to confirm."""

    key: str
    going_on: Outage | None
    before: Sequence[Outage]

    @property
    def next_id(self) -> str:
        """The same for whoever opens the next one."""
        return digest("outage", self.key, str(len(self.before)))

    @property
    def quiet_since(self) -> datetime | None:
        """When the last one ended or was dismissed: what was complained of before is settled."""
        ends = [one.ended_at for one in self.before if one.ended_at]
        return max(ends, default=None)


def scope_of(area_id: str | None, odp: str) -> Scope:
    """What has happened at this place."""
    return scope_at(scope_key(area_id, odp))


def scope_at(key: str) -> Scope:
    """As `scope_of`, for a scope's own key."""
    found = [stored.value for stored in outages.find(("scope_key", "==", key))]
    going_on = next((one for one in found if one.status in ("open", "suggested")), None)
    return Scope(key, going_on, [one for one in found if one is not going_on])


def place_and_branch(area_id: str | None, odp: str) -> tuple[str, str]:
    """How customers read the place, and the branch it is of."""
    stored = areas.get(area_id) if area_id else None
    name = stored.value.name if stored else ""
    return place_words(name, odp), stored.value.branch_id if stored else DEFAULT_BRANCH

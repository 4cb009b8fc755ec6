"""Who fits into the day's quota, and when the others go: pure.

Meta counts unique people written to outside their window over a rolling 24 hours. Bulk leaves 5 % of it free for
codes, answers and receipts. Of an unofficial provider we count messages.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.messaging.models import Message

BULK_PERCENT = 95


@dataclass
class Quota:
    """What is left of the quota during one release; people admitted once are free from then on."""

    limit: int
    used: int
    """People opened in the last 24 hours, and messages on their way that may open another."""
    free_again_at: datetime
    """When the people that use it up now no longer count."""
    counts_people: bool = True
    """Else each message counts."""
    admitted: set[str] = field(default_factory=set)
    put_off: int = 0

    def room(self, *, bulk: bool) -> int:
        """How many more people fit."""
        limit = self.limit * BULK_PERCENT // 100 if bulk else self.limit
        return max(0, limit - self.used - len(self.admitted))

    def admits(self, message: Message, *, is_open: bool) -> bool:
        """Whether this message may go now; remembers its person. `is_open`: writing to them uses no quota."""
        who = message.to if self.counts_people else message.id
        if (is_open and self.counts_people) or who in self.admitted:
            return True
        if self.room(bulk=message.lane == "bulk") == 0:
            return False
        self.admitted.add(who)
        return True

    def next_turn(self) -> datetime:
        """When a message that did not fit goes: a day's share each day, in order."""
        share = max(1, self.limit * BULK_PERCENT // 100)
        day, self.put_off = self.put_off // share, self.put_off + 1
        return self.free_again_at + timedelta(days=day)

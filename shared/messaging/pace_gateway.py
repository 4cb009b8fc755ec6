"""An unofficial provider gets bills and reminders one by one, at a person's uneven pace, and so many a day."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.core import clock
from shared.messaging.contacts import WINDOW
from shared.messaging.models import Message, MessagingRules
from shared.messaging.repository import messages
from shared.messaging.share_quota import Quota


@dataclass
class Pace:
    """When each next one goes, on the real clock; `until` is kept from one release to the next."""

    until: datetime
    gap_s: int

    def next_slot(self, message: Message, now: datetime) -> datetime:
        """When this message goes; an answer or a code waits for nobody."""
        if message.lane == "now":
            return now
        slot = max(self.until, now)
        self.until = slot + timedelta(seconds=self.gap_s * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
        return slot


def messages_of_a_day(rules: MessagingRules) -> Quota:
    """What is left of the day's messages, answers counted too."""
    real, now = clock.real(), clock.now()
    called = messages.find(("called_at", ">", real - WINDOW), order=[("called_at", "ASCENDING")], limit=1)
    used, free_again_at = 0, now + WINDOW
    if called and called[0].value.called_at:
        used = messages.count(("called_at", ">", real - WINDOW))
        free_again_at = now + (called[0].value.called_at + WINDOW - real)
    used += messages.count(("status", "==", "released"))
    return Quota(rules.gateway_daily_messages, used, free_again_at, counts_people=False)

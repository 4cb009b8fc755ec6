"""What the owner is warned of: as stored, as it arrives, as it leaves."""

from datetime import date, datetime

from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.customers.models import PhoneNumber


class AlertRules(Record):
    """`settings/alerts`: who is warned, and what only the owner knows of."""

    id: str = "alerts"

    phone: PhoneNumber = None
    """The owner's WhatsApp; without it warnings are only on the health page."""
    token_expires_on: Day | None = None
    """The last day of the WhatsApp access token, where it was made for a time."""


class Alert(Record):
    """`alerts/{cause}`: something that is wrong, or was, for as long as it lasted last time."""

    text: str
    since: datetime
    ended_at: datetime | None = None
    turn: int = 1
    """How often it has begun by now."""
    state: str
    """`{turn}.open` or `{turn}.over`: a warning that has not gone out by the end is not sent any more."""


class AlertChanges(Model):
    """What of it may be set; a field that is not sent stays."""

    phone: PhoneNumber = None
    token_expires_on: Day | None = None


class AlertRulesView(Model):
    """Who is warned, and the last day of the token."""

    phone: str | None
    token_expires_on: date | None


class AlertView(Model):
    """Something that is wrong, or was lately."""

    id: str
    text: str
    since: datetime
    ended_at: datetime | None

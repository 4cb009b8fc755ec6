"""Where the outbox is kept, and the rules it is sent by."""

import time
from datetime import datetime

from shared.core import clock
from shared.core.config import settings
from shared.core.firestore import Collection, Commit
from shared.messaging.models import (
    AccountStanding,
    Contact,
    Hold,
    Identity,
    InboundEvent,
    Message,
    MessageSecret,
    MessagingRules,
    ReleaseState,
    TemplateStanding,
    UnmatchedReceipt,
)
from shared.messaging.quiet_hours import first_allowed

messages = Collection("messages", Message)
message_secrets = Collection("message_secrets", MessageSecret)
receipts = Collection("receipts", UnmatchedReceipt)
inbound = Collection("inbound", InboundEvent)
release_states = Collection("outbox", ReleaseState)
contacts = Collection("contacts", Contact)
identities = Collection("identities", Identity)
holds = Collection("holds", Hold)
template_standings = Collection("template_standings", TemplateStanding)
account_standings = Collection("outbox", AccountStanding)
messaging_settings = Collection("settings", MessagingRules)

UNLIMITED_HERE = 100_000
CACHE_S = 30.0
_cached: tuple[float, MessagingRules] | None = None


def queue_message(commit: Commit, message: Message) -> None:
    """Add a message to the commit of its cause: both become true, or neither. Quiet hours put off what is bulk."""
    if message.lane == "bulk":
        allowed = allowed_hour(message.send_after)
        message = message if allowed == message.send_after else message.model_copy(update={"send_after": allowed})
    commit.create(messages, message)


def allowed_hour(moment: datetime) -> datetime:
    """`moment`, or the end of the quiet hours it lies in."""
    rules = messaging_rules()
    return first_allowed(moment, rules.quiet_from, rules.quiet_until, clock.zone())


def messaging_rules() -> MessagingRules:
    """How messages go out, at most 30 s old. Beside the emulators nothing is limited until someone sets it."""
    global _cached
    if _cached and time.monotonic() - _cached[0] < CACHE_S:
        return _cached[1]
    rules = rules_now()
    _cached = (time.monotonic(), rules)
    return rules


def rules_now() -> MessagingRules:
    """As they are set this moment, for what an owner has just switched off. One document read."""
    stored = messaging_settings.get("messaging")
    return stored.value if stored else _rules_to_begin_with()


def _rules_to_begin_with() -> MessagingRules:
    if settings().emulated:
        return MessagingRules(daily_recipients=UNLIMITED_HERE, quiet_from=None, quiet_until=None)
    return MessagingRules()


def forget_rules() -> None:
    """Read anew next time: after a change, and between tests."""
    global _cached
    _cached = None

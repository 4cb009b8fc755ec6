"""Where conversations are kept."""

from shared.conversations.models import Conversation
from shared.core.firestore import Collection, Stored
from shared.messaging.models import Contact, InboundEvent
from shared.messaging.repository import inbound

conversations = Collection("conversations", Conversation)

MOST_WAITING = 60
"""Events of one person that one answer reads; a flood is answered in turns."""


def waiting_events(contact_id: str) -> list[Stored[InboundEvent]]:
    """What this person said and nobody has answered."""
    mine = ("contact_id", "==", contact_id)
    return inbound.find(mine, ("status", "==", "waiting"), limit=MOST_WAITING)


def conversation_of(contact: Contact) -> Stored[Conversation] | None:
    """Theirs, also where it began under an identity that turned out to be the same person."""
    stored = conversations.get(contact.id)
    if stored or not contact.merged_from:
        return stored
    found = conversations.get_many(contact.merged_from)
    return max(found.values(), key=lambda one: one.value.last_at, default=None)

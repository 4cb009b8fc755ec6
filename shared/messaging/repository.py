"""Where the outbox is kept."""

from shared.core.firestore import Collection, Commit
from shared.messaging.models import InboundEvent, Message, ReleaseState, UnmatchedReceipt

messages = Collection("messages", Message)
receipts = Collection("receipts", UnmatchedReceipt)
inbound = Collection("inbound", InboundEvent)
release_states = Collection("outbox", ReleaseState)


def queue_message(commit: Commit, message: Message) -> None:
    """Add a message to the commit of its cause: both become true, or neither."""
    commit.create(messages, message)

"""Where the outbox is kept."""

from shared.core.firestore import Collection, Commit
from shared.messaging.models import Message, UnmatchedReceipt

messages = Collection("messages", Message)
receipts = Collection("receipts", UnmatchedReceipt)


def queue_message(commit: Commit, message: Message) -> None:
    """Add a message to the commit of its cause: both become true, or neither."""
    commit.create(messages, message)

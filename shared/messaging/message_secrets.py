"""What a message says that nobody may read but its receiver: kept apart from it, and gone once it was sent."""

from datetime import timedelta

from shared.core.config import settings
from shared.core.firestore import Commit
from shared.messaging.message_states import FINAL
from shared.messaging.models import Message, MessageSecret
from shared.messaging.repository import message_secrets, queue_message

REPEATED_AFTER = timedelta(seconds=10)
MOST_ATTEMPTS = 4


def unknown_wait(message: Message) -> timedelta:
    """How long a message that may have been accepted waits for a receipt; whoever waits for a code waits little."""
    return REPEATED_AFTER if message.has_secret else timedelta(seconds=settings().whatsapp_unknown_wait_s)


def queue_secret_message(commit: Commit, message: Message, secret: MessageSecret) -> None:
    """Add a message and its secret to the commit of their cause."""
    queue_message(commit, message)
    commit.create(message_secrets, secret)


def with_secret(message: Message) -> Message | None:
    """The message in full, for the call to the provider and for nothing else; None once its secret is gone."""
    if not message.has_secret:
        return message
    stored = message_secrets.get(message.id)
    if stored is None:
        return None
    values = {**message.values, **stored.value.values}
    return message.model_copy(update={"values": values, "button_values": stored.value.button_values})


def drop_secret(commit: Commit, message: Message) -> None:
    """Add to the commit that the secret of a message goes, if the message has come to its end."""
    if not message.has_secret or message.status not in FINAL:
        return
    stored = message_secrets.get(message.id)
    if stored is not None:
        commit.delete(message_secrets, stored)

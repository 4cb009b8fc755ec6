"""An answer whose window closed before it could be sent waits until its person writes again; a template tells them."""

from collections.abc import Sequence
from datetime import timedelta

from shared.core import clock
from shared.core.firestore import Commit
from shared.messaging.models import Contact, Message
from shared.messaging.repository import messages, queue_message

WAITING_TEMPLATE = "jawaban_menunggu"
READ_ON = "Baca jawaban"
"""The button of that template."""
WAITS_FOR = timedelta(days=7)


def is_to_be_held(message: Message, *, window_open: bool) -> bool:
    """Whether it says in words of our own what it may not say now, and has no template in its place."""
    return message.content is not None and not message.template and not window_open


def notice_of(message: Message) -> str:
    """The id of the message that tells them of an answer that waits."""
    return f"{message.id}.waiting"


def held_contact(commit: Commit, contact: Contact, message: Message) -> Contact:
    """The contact that this answer waits for; adds the template that tells them, unless one waits already."""
    if not contact.held and messages.get(notice_of(message)) is None:
        now = clock.now()
        notice = Message(
            id=notice_of(message),
            cause=message.id,
            purpose="waiting",
            customer_id=message.customer_id,
            to=message.to,
            template=WAITING_TEMPLATE,
            lane="now",
            priority=2,
            area_id=message.area_id,
            shard=message.shard,
            send_after=now,
            expires_at=now + WAITS_FOR,
            created_at=now,
        )
        queue_message(commit, notice)
    return contact.model_copy(update={"held": list(dict.fromkeys([*contact.held, message.id]))})


def until_they_write(message: Message) -> Message:
    """The answer as it waits: nobody releases it before it is of no use any more."""
    end = min(filter(None, (message.expires_at, clock.now() + WAITS_FOR)))
    return message.model_copy(update={"status": "queued", "send_after": end, "expires_at": end})


def add_wake_up(commit: Commit, message_ids: Sequence[str], address: str) -> None:
    """Add to the commit that these go now, to where their person has just written from."""
    for stored in messages.get_many(message_ids).values():
        if stored.value.status == "queued":
            awake = stored.value.model_copy(update={"send_after": clock.now(), "to": address})
            commit.update(messages, stored, awake)

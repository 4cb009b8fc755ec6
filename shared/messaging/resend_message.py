"""Say the same again: a new message with an id of its own, named on the old one so that it is done once."""

import re
from datetime import timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit, attempt
from shared.core.tasks import enqueue
from shared.messaging.models import Message, MessageStatus, MessageView, SendTask
from shared.messaging.read_messages import message_view
from shared.messaging.repository import messages

MAY: tuple[MessageStatus, ...] = ("unknown", "failed")
_REPEAT = re.compile(r"~(\d+)$")


def resend_message(message_id: str, by: Caller) -> MessageView:
    """The new message, or the one that was made before. Raises NotFound, Conflict `wrong_status`."""

    def decide() -> str:
        stored = messages.get(message_id)
        if stored is None:
            raise NotFound()
        if stored.value.resent_as:
            return stored.value.resent_as
        if stored.value.status not in MAY or stored.value.has_secret or stored.value.text_removed:
            raise Conflict(
                code="wrong_status",
                message_id="Hanya pesan yang gagal atau belum pasti terkirim yang dapat dikirim ulang.",
                message_en="Only a message that failed or may not have been sent can be sent again.",
            )
        commit = Commit()
        after = add_repeat(commit, stored.value)
        commit.update(messages, stored, after)
        record_audit(commit, cause=message_id, what="resent", by=by.id, subject=f"messages/{message_id}")
        commit.commit()
        return after.resent_as or ""

    repeat_id = attempt(decide)
    enqueue("messages-now", "send_message", SendTask(message_id=repeat_id))
    stored = messages.get(repeat_id)
    if stored is None:
        raise NotFound()
    return message_view(stored.value)


def times_said(message: Message) -> int:
    """The how manieth saying of the same this is, from 1."""
    found = _REPEAT.search(message.id.removesuffix(f".{message.purpose}"))
    return int(found.group(1)) if found else 1


def add_repeat(commit: Commit, message: Message, after: timedelta = timedelta(0)) -> Message:
    """Add the repeat to the commit; the old message, which names it."""
    cause = message.id.removesuffix(f".{message.purpose}")
    cause = f"{_REPEAT.sub('', cause)}~{times_said(message) + 1}"
    now = clock.now()
    # Only what was to be said; what became of it starts anew.
    told = message.model_dump(include=SAID)
    moments = {"send_after": now + after, "created_at": now}
    repeat = Message(**told, **moments, id=f"{cause}.{message.purpose}", lane="now", priority=3)
    commit.create(messages, repeat)
    return message.model_copy(update={"resent_as": repeat.id})


SAID = {
    "cause",
    "purpose",
    "batch",
    "customer_id",
    "to",
    "template",
    "values",
    "content",
    "button_values",
    "attachment",
    "only_while",
    "category",
    "area_id",
    "shard",
}

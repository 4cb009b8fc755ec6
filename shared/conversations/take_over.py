"""A person answers instead of the bot: taking a conversation over, writing in it, handing it back."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.conversations.flow.phrases import phrase
from shared.conversations.models import Conversation, ConversationView, ReplySent
from shared.conversations.read_conversations import REPLY, conversation_view, stored_conversation
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, Stored, attempt
from shared.core.http import Answer
from shared.core.ids import shard_of, ulid
from shared.customers.models import SHARDS
from shared.messaging.contacts import address_of, window_is_open
from shared.messaging.models import Contact, Content, Message
from shared.messaging.repository import contacts, messages, queue_message
from shared.messaging.send_now import send_now

SHOWN = 120


def take_over(conversation_id: str, by: Caller) -> ConversationView:
    """It is the caller's from now on, whoever had it; the bot is silent. Raises NotFound."""

    def decide() -> ConversationView:
        stored, contact = stored_conversation(conversation_id), _contact(conversation_id)
        if _is_mine(stored.value, by) and not stored.value.is_unread:
            return conversation_view(stored.value, contact)
        commit, after = Commit(), _taken(stored.value, by)
        commit.update(conversations, stored, after)
        _note(commit, stored.value, after, "conversation_taken", by, ulid())
        commit.commit()
        return conversation_view(after, contact)

    return attempt(decide)


def reply(conversation_id: str, text: str, by: Caller, key: str | None) -> Answer[ReplySent]:
    """201, or 200 for the same id again; whoever writes has it. Raises NotFound, Conflict `window_closed`, `id_reused`.

    After 24 hours without a word from them only templates may be sent.
    """
    act = key or ulid()
    cause = f"{conversation_id}.{by.id}.{act}"

    def decide() -> tuple[Answer[ReplySent], bool]:
        stored, contact = stored_conversation(conversation_id), _contact(conversation_id)
        known = messages.get(f"{cause}.{REPLY}")
        if known:
            return Answer(_same(known.value, text), 200), False
        if contact is None or not window_is_open(contact, clock.now()):
            raise _window_closed()
        commit = Commit()
        after = _taken(stored.value, by)
        after = after.model_copy(update={"last_by": "staff", "last_text": text[:SHOWN], "last_at": clock.now()})
        message = _message(cause, REPLY, text, after, contact)
        queue_message(commit, message)
        commit.update(conversations, stored, after)
        _note(commit, stored.value, after, "conversation_replied", by, act)
        commit.commit()
        return Answer(ReplySent(id=message.id, status=message.status), 201), True

    answer, is_new = attempt(decide)
    if is_new:
        send_now([answer.body.id])
    return answer


def hand_back(conversation_id: str, by: Caller, *, say_so: bool) -> ConversationView:
    """The bot answers again, and says so if it is to and may. Raises NotFound."""
    act = ulid()

    def decide() -> tuple[ConversationView, list[str]]:
        stored, contact = stored_conversation(conversation_id), _contact(conversation_id)
        before = stored.value
        if before.status == "bot":
            return conversation_view(before, contact), []
        commit, after = Commit(), with_bot(before)
        told: list[str] = []
        if say_so and contact and window_is_open(contact, clock.now()):
            text = phrase("handed_back", before.talk.language)
            message = _message(f"{conversation_id}.{act}", "handed_back", text, after, contact)
            queue_message(commit, message)
            told.append(message.id)
        commit.update(conversations, stored, after)
        _note(commit, before, after, "conversation_handed_back", by, act)
        commit.commit()
        return conversation_view(after, contact), told

    view, told = attempt(decide)
    send_now(told)
    return view


def with_bot(conversation: Conversation) -> Conversation:
    """The bot has it; nothing asked before is open any more."""
    talk = conversation.talk.model_copy(update={"state": "idle", "options": []})
    nobody = {"status": "bot", "reason": "", "handed_to": "", "handed_to_name": "", "handed_at": None, "last": None}
    return conversation.model_copy(update={"talk": talk, **nobody, "unread": 0, "is_unread": False})


def _taken(conversation: Conversation, by: Caller) -> Conversation:
    read = {"unread": 0, "is_unread": False}
    if _is_mine(conversation, by):
        return conversation.model_copy(update=read)
    handed = {"status": "handed", "handed_to": by.id, "handed_to_name": by.name, "handed_at": clock.now()}
    return conversation.model_copy(
        update={**read, **handed, "reason": conversation.reason or "taken", "last_at": clock.now()}
    )


def _is_mine(conversation: Conversation, by: Caller) -> bool:
    return conversation.status == "handed" and conversation.handed_to == by.id


def _contact(conversation_id: str) -> Contact | None:
    stored: Stored[Contact] | None = contacts.get(conversation_id)
    return stored.value if stored else None


def _message(cause: str, purpose: str, text: str, conversation: Conversation, contact: Contact) -> Message:
    now = clock.now()
    return Message(
        id=f"{cause}.{purpose}",
        cause=cause,
        purpose=purpose,
        customer_id=conversation.customer_id,
        to=address_of(contact),
        content=Content(text=text),
        lane="now",
        priority=2,
        category="service",
        send_after=now,
        created_at=now,
        area_id=conversation.area_id,
        shard=shard_of(conversation.customer_id or conversation.id, SHARDS),
    )


def _same(known: Message, text: str) -> ReplySent:
    if known.content is None or known.content.text != text:
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk balasan yang lain.",
            message_en="This id was used for another reply.",
        )
    return ReplySent(id=known.id, status=known.status)


def _note(commit: Commit, before: Conversation, after: Conversation, what: str, by: Caller, act: str) -> None:
    def kept(one: Conversation) -> dict[str, str]:
        return {"status": one.status, "handed_to": one.handed_to}

    record_audit(
        commit,
        cause=f"{before.id}.{by.id}.{act}",
        what=what,
        by=by.id,
        subject=f"conversations/{before.id}",
        before=kept(before),
        after=kept(after),
    )


def _window_closed() -> Conflict:
    return Conflict(
        code="window_closed",
        message_id="Sudah 24 jam sejak pesan terakhirnya. Telepon, atau tunggu ia menulis lagi.",
        message_en="Their last message is 24 hours old. Call them, or wait until they write again.",
    )

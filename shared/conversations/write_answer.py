"""What an answer comes to, in one commit: the events it answers, the conversation, the effects and the reply."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.complaints.models import Complaint, KeptPhoto
from shared.conversations.carry_out import Ready, carry_out
from shared.conversations.flow.heard import in_order, is_silent
from shared.conversations.flow.states import QUIET
from shared.conversations.flow.talk import KeepPicture, Step
from shared.conversations.models import Conversation, LastAnswer, Reason
from shared.conversations.read_facts import FactsReader
from shared.conversations.repository import conversations
from shared.conversations.take_pictures import Pictures
from shared.core.firestore import Commit, Stored
from shared.core.ids import digest, shard_of
from shared.core.logging import log
from shared.customers.models import SHARDS, Customer
from shared.messaging.contacts import address_of
from shared.messaging.models import Contact, Content, InboundEvent, Message
from shared.messaging.repository import inbound, queue_message

SHOWN = 120
BURST = timedelta(minutes=5)
MOST_IN_BURST = 25
"""Answers to one person in so short a time: nobody reads as many, so it is a machine that answers ours."""


@dataclass
class Answered:
    """What one commit did, and what is to follow it."""

    messages: list[str] = field(default_factory=list)
    complaint: Complaint | None = None
    customer_id: str = ""
    unused: list[KeptPhoto] = field(default_factory=list)
    """Pictures of theirs that came to nothing."""
    more: bool = False


@dataclass(frozen=True)
class Turned:
    """Whose turn it is, and what is known of them."""

    contact: Stored[Contact]
    known: Stored[Conversation] | None
    before: Conversation
    """As it stands; where a word came late, the talk in it is that of before the answer that did not know it."""
    reader: FactsReader
    now: datetime
    pictures: Pictures = field(default_factory=lambda: Pictures({}))
    again: tuple[InboundEvent, ...] = ()
    """What was answered already, and is read once more together with what came late."""


def write_answer(
    turned: Turned,
    ready: Ready,
    waiting: dict[str, Stored[InboundEvent]],
    left: Sequence[str],
    *,
    by_phone: bool = False,
    handed: Reason = "",
) -> Answered:
    """One commit: events, conversation, effects, and the reply."""
    step, now, contact = ready.step, turned.now, turned.contact.value
    came = in_order([one.value for one in waiting.values()])
    taken = [event for event in came if event.id not in left] or came
    last = next((event for event in reversed(taken) if not is_silent(event.said)), taken[-1])
    commit = Commit()
    pictures = turned.pictures
    pictures.used.clear()
    done = carry_out(commit, ready, pictures, turned.contact, last.id, now)
    customer = turned.reader.customer(step.talk)
    reason = handed or done.handed
    after = _after(turned.before, contact, customer, step, taken, pictures, reason, by_phone=by_phone, now=now)
    reply = _with_ticket(step.reply, done.complaint)
    after = after.model_copy(update={"last": _last(turned, taken, step, reply)})
    if reply and turned.again and turned.before.last and turned.before.last.said == _said(reply):
        reply = None  # they have read it
    messages = [f"{last.id}.answer", *done.messages] if reply else list(done.messages)
    after = after.model_copy(update={"made": messages or after.made})
    for event in taken:
        commit.update(inbound, waiting[event.id], event.model_copy(update={"status": "done"}))
    if turned.known and turned.known.value.id == after.id:
        commit.update(conversations, turned.known, after)
    else:
        commit.create(conversations, after)
    if reply:
        queue_message(commit, _message(last.id, reply, contact, customer, now))
    commit.commit()
    for state, signal in step.took:
        log("conversation_step", state=state, signal=signal)
    more = bool(left) or len(taken) < len(waiting)
    unused = [] if after.pictures else list(pictures.rest().values())
    return Answered(messages, done.complaint, after.customer_id, unused, more)


def _after(
    before: Conversation,
    contact: Contact,
    customer: Customer | None,
    step: Step,
    taken: Sequence[InboundEvent],
    pictures: Pictures,
    handed: Reason,
    *,
    by_phone: bool,
    now: datetime,
) -> Conversation:
    spoken = [event for event in taken if not is_silent(event.said)]
    changes: dict[str, object] = {
        "talk": step.talk,
        "pictures": pictures.rest() if step.talk.state not in QUIET else {},
        "customer_id": customer.id if customer else before.customer_id,
        "area_id": customer.area_id if customer else before.area_id,
        "name": customer.name if customer else contact.name or before.name,
    }
    if spoken or by_phone:
        shown = next((event.said.text for event in reversed(taken) if event.said and event.said.text), "")
        changes |= {"last_at": now, "last_by": "staff" if by_phone else "customer", "last_text": shown[:SHOWN]}
    if by_phone:
        changes |= {"status": "handed", "reason": "phone_app", "handed_at": now, "unread": 0, "is_unread": False}
        if before.status != "handed":
            changes |= {"handed_to": "", "handed_to_name": ""}
    elif handed:
        changes |= {"status": "waiting", "reason": handed, "handed_at": now, "unread": len(spoken), "is_unread": True}
    elif before.status != "bot":
        changes |= {"unread": before.unread + len(spoken), "is_unread": before.is_unread or bool(spoken)}
    elif step.reply:
        in_burst = before.burst_from is not None and now - before.burst_from < BURST
        changes |= {"last_by": "bot", "burst": before.burst + 1 if in_burst else 1}
        changes |= {} if in_burst else {"burst_from": now}
    return before.model_copy(update=changes)


def is_too_many(conversation: Conversation, now: datetime) -> bool:
    """Whether they have had so many answers of late that another machine must be at it."""
    since = conversation.burst_from
    return since is not None and now - since < BURST and conversation.burst >= MOST_IN_BURST


def _last(turned: Turned, taken: Sequence[InboundEvent], step: Step, reply: Content | None) -> LastAnswer | None:
    """What this answer was made of, for a word that was said before it and comes after it."""
    spoken = [event for event in (*turned.again, *taken) if not is_silent(event.said)]
    if not spoken or reply is None:
        return turned.before.last
    return LastAnswer(
        before=turned.before.talk,
        events=[event.id for event in spoken],
        until=max(event.said_at or event.at for event in spoken),
        said=_said(reply),
        is_final=any(not isinstance(effect, KeepPicture) for effect in step.effects),
    )


def _said(reply: Content) -> str:
    return digest(reply.model_dump_json())


def _with_ticket(reply: Content | None, complaint: Complaint | None) -> Content | None:
    if reply is None or complaint is None:
        return reply
    return reply.model_copy(update={"text": reply.text.replace("{ticket}", complaint.id)})


def _message(event_id: str, reply: Content, contact: Contact, customer: Customer | None, now: datetime) -> Message:
    return Message(
        id=f"{event_id}.answer",
        cause=event_id,
        purpose="answer",
        customer_id=customer.id if customer else "",
        to=address_of(contact),
        content=reply,
        lane="now",
        priority=2,
        category="service",
        send_after=now,
        created_at=now,
        area_id=customer.area_id if customer else None,
        shard=customer.shard if customer else shard_of(contact.id, SHARDS),
    )

"""Answer what one person wrote: their events in order, the facts, the pure machine, and one commit for all of it.

Safe to repeat and to run twice at once: the events are taken off the list by the commit that answers them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.complaints.add_complaint import complaint_committed
from shared.complaints.models import Complaint, KeptPhoto
from shared.conversations.carry_out import Ready, carry_out, made_ready, too_much_at_once
from shared.conversations.flow.heard import Heard, gather, in_order, is_silent
from shared.conversations.flow.phrases import phrase
from shared.conversations.flow.read_words import keyword
from shared.conversations.flow.respond import converse
from shared.conversations.flow.states import QUIET
from shared.conversations.flow.talk import Effect, HandOver, Step, Talk
from shared.conversations.models import Conversation, Reason
from shared.conversations.read_facts import FactsReader
from shared.conversations.repository import conversation_of, conversations, waiting_events
from shared.conversations.take_over import with_bot
from shared.conversations.take_pictures import PictureRefused, Pictures, remove_rest
from shared.core import clock
from shared.core.errors import Busy, Problem
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import shard_of
from shared.core.logging import log
from shared.customers.models import SHARDS, Customer
from shared.login.prove_phone import is_login_text, prove_phone
from shared.messaging.contacts import address_of
from shared.messaging.fetch_media import mark_read
from shared.messaging.models import Contact, Content, InboundEvent, Message
from shared.messaging.repository import contacts, inbound, queue_message
from shared.messaging.send_now import send_now

SILENCE = timedelta(hours=12)
"""After so long without a word from anybody the bot answers again."""
MOST_ROUNDS = 20
SHOWN = 120


@dataclass
class Answered:
    """What one commit did, and what is to follow it."""

    messages: list[str] = field(default_factory=list)
    complaint: Complaint | None = None
    read: str = ""
    """The provider's id of the last thing answered."""
    replied: bool = False
    customer_id: str = ""
    unused: list[KeptPhoto] = field(default_factory=list)
    """Pictures of theirs that came to nothing."""
    more: bool = False


def answer(contact_id: str) -> None:
    """Answer all that waits of this person. Raises Busy when the task is to come again later."""
    fetched: dict[str, bytes] = {}
    for _ in range(MOST_ROUNDS):
        done = attempt(lambda: _answer_once(contact_id, fetched))
        if done is None:
            return
        send_now(done.messages)
        if done.complaint:
            complaint_committed(done.complaint)
        if done.replied:
            mark_read(done.read, typing=False)
        remove_rest(done.customer_id, done.unused)
        if not done.more:
            return


def _answer_once(contact_id: str, fetched: dict[str, bytes]) -> Answered | None:
    """One commit; None where nothing waits."""
    contact = contacts.get(contact_id)
    waiting = {stored.value.id: stored for stored in waiting_events(contact_id)}
    if contact is None or not waiting:
        return None
    now, known = clock.now(), conversation_of(contact.value)
    events = in_order([stored.value for stored in waiting.values()])
    _prove_logins(contact.value, events)
    before = _as_it_stands(known.value if known else None, contact.value, now)
    reader = FactsReader(contact.value, now)
    if any(event.said and event.said.kind == "echo" for event in events):
        return _write(Turned(contact, known, before, reader, now), Ready(Step(before.talk)), waiting, [], by_phone=True)
    if before.status != "bot" and not _comes_back(before, events):
        return _write(Turned(contact, known, before, reader, now), Ready(_unheard(before, events)), waiting, [])
    if before.status != "bot":
        before = with_bot(before)
    pictures = Pictures(dict(before.pictures), fetched)
    turned = Turned(contact, known, before, reader, now, pictures)
    things = gather(events)
    while True:
        step = converse(things, before.talk, lambda talk, _heard: reader.facts(talk)) if things else Step(before.talk)
        if too_much_at_once(step) and len(things) > 1:
            things = things[:-1]
            continue
        try:
            ready = made_ready(step, pictures)
        except PictureRefused as refused:
            things = [_broken(one, refused) for one in things]
            continue
        left = set(step.left) | _events_of(gather(events)[len(things) :])
        try:
            return _write(turned, ready, waiting, sorted(left))
        except Busy:
            raise
        except Problem as problem:
            # Whoever was to do it refuses: a person looks into it.
            log("conversation_effect_refused", severity="WARNING", code=problem.code)
            return _write(turned, Ready(_for_a_person(step, before.talk)), waiting, sorted(left))


@dataclass(frozen=True)
class Turned:
    """Whose turn it is, and what is known of them."""

    contact: Stored[Contact]
    known: Stored[Conversation] | None
    before: Conversation
    reader: FactsReader
    now: datetime
    pictures: Pictures = field(default_factory=lambda: Pictures({}))


def _write(
    turned: Turned,
    ready: Ready,
    waiting: dict[str, Stored[InboundEvent]],
    left: Sequence[str],
    *,
    by_phone: bool = False,
) -> Answered:
    """One commit: events, conversation, effects, and the reply."""
    step, now, contact = ready.step, turned.now, turned.contact.value
    taken = [event for event in in_order([one.value for one in waiting.values()]) if event.id not in left]
    last = next((event for event in reversed(taken) if not is_silent(event.said)), taken[-1])
    commit = Commit()
    pictures = turned.pictures
    pictures.used.clear()
    done = carry_out(commit, ready, pictures, turned.contact, last.id, now)
    customer = turned.reader.customer(step.talk)
    after = _after(turned.before, contact, customer, step, taken, pictures, done.handed, by_phone=by_phone, now=now)
    reply = _with_ticket(step.reply, done.complaint)
    for event in taken:
        commit.update(inbound, waiting[event.id], event.model_copy(update={"status": "done"}))
    if turned.known and turned.known.value.id == after.id:
        commit.update(conversations, turned.known, after)
    else:
        commit.create(conversations, after)
    messages = list(done.messages)
    if reply:
        queue_message(commit, _message(last.id, reply, contact, customer, now))
        messages.insert(0, f"{last.id}.answer")
    commit.commit()
    for state, signal in step.took:
        log("conversation_step", state=state, signal=signal)
    more = bool(left) or len(taken) < len(waiting)
    unused = [] if after.pictures else list(pictures.rest().values())
    return Answered(messages, done.complaint, last.provider_id, bool(reply), after.customer_id, unused, more)


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
        changes |= {"last_by": "bot"}
    return before.model_copy(update=changes)


def _as_it_stands(known: Conversation | None, contact: Contact, now: datetime) -> Conversation:
    """The conversation, which the bot has back after a long silence."""
    if known is None:
        return Conversation(id=contact.id, name=contact.name, last_at=now, created_at=now)
    known = known.model_copy(update={"id": contact.id})
    return with_bot(known) if known.status != "bot" and now - known.last_at >= SILENCE else known


def _comes_back(conversation: Conversation, events: Sequence[InboundEvent]) -> bool:
    """Nobody has taken it yet, and they ask for the menu: then the bot has it back."""
    said = " ".join(event.said.text for event in events if event.said and not is_silent(event.said))
    return conversation.status == "waiting" and keyword(said, ("menu", "cancel")) != ""


def _unheard(conversation: Conversation, events: Sequence[InboundEvent]) -> Step:
    """Somebody else answers: the bot says nothing, whatever was written."""
    return Step(conversation.talk.model_copy(update={"moved_at": events[-1].said_at or events[-1].at}))


def _for_a_person(step: Step, talk: Talk) -> Step:
    said = phrase("person.done", step.talk.language)
    effects: tuple[Effect, ...] = (HandOver("not_understood"),)
    settled = Talk(language=step.talk.language, linked_id=talk.linked_id, linked_at=talk.linked_at)
    settled.customer_id, settled.moved_at = step.talk.customer_id, step.talk.moved_at
    return Step(settled, Content(text=said), effects, whose=("",), took=step.took)


def _broken(heard: Heard, refused: PictureRefused) -> Heard:
    """The thing said without the picture that cannot be kept; one kept for later may be of an earlier day."""
    if refused.event_id in heard.photos or not heard.photos:
        photos = [one for one in heard.photos if one != refused.event_id]
        return heard.model_copy(update={"photos": photos, "broken": refused.reason if not photos else ""})
    return heard


def _events_of(things: Sequence[Heard]) -> set[str]:
    return {event_id for heard in things for event_id in heard.events}


def _prove_logins(contact: Contact, events: Sequence[InboundEvent]) -> None:
    """`MASUK 482913` lets in the browser that shows it, whoever answers the conversation."""
    for event in events:
        if contact.phone and event.said and event.said.kind == "text" and is_login_text(event.said.text):
            prove_phone(contact.phone, event.said.text)


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

"""Answer what one person wrote: their events in order, the facts, the pure machine, and one commit for all of it.

Safe to repeat and to run twice at once: the events are taken off the list by the commit that answers them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shared.complaints.add_complaint import complaint_committed
from shared.conversations.carry_out import Ready, made_ready, too_much_at_once
from shared.conversations.flow.heard import Heard, gather, in_order, is_silent
from shared.conversations.flow.phrases import phrase
from shared.conversations.flow.read_words import keyword
from shared.conversations.flow.respond import converse
from shared.conversations.flow.talk import Effect, HandOver, Step, Talk
from shared.conversations.models import Conversation
from shared.conversations.read_facts import FactsReader
from shared.conversations.repository import conversation_of, waiting_events
from shared.conversations.show_reading import Reading
from shared.conversations.take_over import with_bot
from shared.conversations.take_pictures import PictureRefused, Pictures, remove_rest
from shared.conversations.write_answer import Answered, Turned, is_too_many, write_answer
from shared.core import clock
from shared.core.errors import Busy, Problem
from shared.core.firestore import Stored, attempt
from shared.core.logging import log, log_crash
from shared.login.prove_phone import is_login_text, prove_phone
from shared.messaging.fetch_media import mark_read
from shared.messaging.models import Contact, Content, InboundEvent
from shared.messaging.repository import contacts, inbound, messages
from shared.messaging.send_now import send_now

SILENCE = timedelta(hours=12)
"""After so long without a word from anybody the bot answers again."""
MOST_ROUNDS = 20
LATE = timedelta(minutes=10)
"""What comes later than this after what was said after it is read by itself."""


def answer(contact_id: str) -> None:
    """Answer all that waits of this person. Raises Busy when the task is to come again later."""
    fetched: dict[str, bytes] = {}
    for number in range(MOST_ROUNDS):
        reading = Reading(mark_read)
        done = attempt(lambda: _answer_once(contact_id, fetched, reading))  # noqa: B023 - called at once
        if done is None:
            if number == 0:
                send_now(_left_behind(contact_id))
            return
        send_now(done.messages)
        if done.complaint:
            complaint_committed(done.complaint)
        remove_rest(done.customer_id, done.unused)
        reading.end()
        if not done.more:
            return


def _answer_once(contact_id: str, fetched: dict[str, bytes], reading: Reading) -> Answered | None:
    """One commit; None where nothing waits."""
    contact = contacts.get(contact_id)
    waiting = {stored.value.id: stored for stored in waiting_events(contact_id)}
    if contact is None or not waiting:
        return None
    now, known = clock.now(), conversation_of(contact.value)
    events = in_order([stored.value for stored in waiting.values()])
    _prove_logins(contact.value, events)
    before = _as_it_stands(known.value if known else None, contact.value, now)
    turned = Turned(contact, known, before, FactsReader(contact.value, now), now)
    if any(event.said and event.said.kind == "echo" for event in events):
        return write_answer(turned, Ready(Step(before.talk)), waiting, [], by_phone=True)
    if before.status != "bot" and not _comes_back(before, events):
        return write_answer(turned, Ready(_unheard(before, events)), waiting, [])
    if is_too_many(before, now):
        return write_answer(turned, Ready(_unheard(before, events)), waiting, [], handed="too_many")
    if before.status != "bot":
        before = with_bot(before)
    again = _answered_too_early(before, events)
    if again and before.last:
        before = before.model_copy(update={"talk": before.last.before})
    heard = gather(in_order([*again, *events]))
    if heard:
        reading.begin(next((event.provider_id for event in reversed(events) if not is_silent(event.said)), ""))
    pictures = Pictures(dict(before.pictures), fetched)
    return _by_the_bot(replace(turned, before=before, pictures=pictures, again=again), waiting, heard)


def _left_behind(contact_id: str) -> list[str]:
    """What an answer made and nobody handed on: its task died right after its commit, and has come again."""
    contact = contacts.get(contact_id)
    known = conversation_of(contact.value) if contact else None
    made = messages.get_many(known.value.made) if known else {}
    now = clock.now()
    return [one for one, stored in made.items() if stored.value.status == "queued" and stored.value.send_after <= now]


def _by_the_bot(turned: Turned, waiting: dict[str, Stored[InboundEvent]], heard: Sequence[Heard]) -> Answered:
    """As much of what was heard as one commit can hold; the rest waits for the next."""
    things = list(heard)
    while True:
        step = _decided(things, turned.before.talk, turned.reader)
        if too_much_at_once(step) and len(things) > 1:
            things = things[:-1]
            continue
        left = _events_of(heard[len(things) :])
        try:
            return write_answer(turned, made_ready(step, turned.pictures), waiting, sorted(left))
        except PictureRefused as refused:
            things = [_broken(one, refused) for one in things]
        except Busy:
            raise
        except Problem as problem:
            # Whoever was to do it refuses: a person looks into it.
            log("conversation_effect_refused", severity="WARNING", code=problem.code)
            return write_answer(turned, Ready(_for_a_person(step, turned.before.talk)), waiting, sorted(left))


def _decided(things: Sequence[Heard], talk: Talk, reader: FactsReader) -> Step:
    """What the machine makes of it. Where it fails a person answers: tried again, the same would fail for ever."""
    if not things:
        return Step(talk)
    try:
        return converse(things, talk, lambda now_talk, _heard: reader.facts(now_talk))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        log_crash("conversation_step_crashed", error)
        return _for_a_person(Step(talk), talk)


def _answered_too_early(conversation: Conversation, events: Sequence[InboundEvent]) -> tuple[InboundEvent, ...]:
    """What was answered before something came that had been said before it: both are read as they were said.

    Only where the answer did nothing but ask or tell: what was done stays done.
    """
    last = conversation.last
    if last is None or last.is_final:
        return ()
    came_late = [event for event in events if not is_silent(event.said) and (event.said_at or event.at) < last.until]
    if not came_late or last.until - min(event.said_at or event.at for event in came_late) > LATE:
        return ()
    return tuple(stored.value for stored in inbound.get_many(last.events).values())


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

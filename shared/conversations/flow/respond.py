"""The machine: what was heard, where the conversation stands, what is known -> where it goes, what is said and done.

Pure. A session ends after a day: whoever comes back begins anew, but what fits yesterday's question still answers it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shared.conversations.flow.facts import Facts
from shared.conversations.flow.heard import Heard
from shared.conversations.flow.language import language_of
from shared.conversations.flow.late import done_of, is_one_more
from shared.conversations.flow.moves_late import LATE
from shared.conversations.flow.moves_money import MONEY
from shared.conversations.flow.moves_survey import SURVEY
from shared.conversations.flow.moves_talk import TALK
from shared.conversations.flow.moves_ticket import TICKET
from shared.conversations.flow.moves_trouble import TROUBLE
from shared.conversations.flow.moves_who import WHO
from shared.conversations.flow.read_signal import read_signal
from shared.conversations.flow.states import ANYWHERE, QUIET, STATES, WORDS
from shared.conversations.flow.talk import Effect, Report, Signal, Step, Talk
from shared.conversations.flow.turn import Turn, again, paragraphs
from shared.messaging.models import Content

MOVES: dict[str, Callable[[Turn], Step]] = {**WHO, **MONEY, **TROUBLE, **TICKET, **SURVEY, **TALK, **LATE}
SESSION = timedelta(hours=24)
MOST_STEPS = 4
"""Of one thing said: who it is, which line, and what they wanted."""
FOR_ANYBODY = ("idle", "which_customer", "who_number", "who_fact", "guess", "offer_person")
"""The states that need not know whom they are about."""
SURVEY_STATES = tuple(state for state in STATES if state.startswith("survey_"))
"""What we ask for ourselves is not put again another day."""
BARE = frozenset(("yes", "no", "skip", "send", "other", "greeting", "thanks"))
"""Said to yesterday's question, these may mean anything: it is put again."""

Look = Callable[[Talk, Heard], Facts]
"""What is known now of whoever talks; the only thing a step reads."""


def respond(heard: Heard, talk: Talk, facts: Facts) -> Step:
    """One step. Nothing is read or written: `effects` say what is to be done."""
    if heard.text and not heard.choice:
        talk = talk.model_copy(update={"language": language_of(heard.text, talk.language)})
    if is_stale(talk, facts.now):
        return _returning(heard, talk, facts)
    return _moved(Turn(heard, read_signal(heard, talk, facts), talk, facts))


def converse(things: Sequence[Heard], talk: Talk, look: Look) -> Step:
    """All that waited, one after the other, as one step: one answer, the effects of all.

    Of several answers the last one counts; one before it only if it tells what was done.
    """
    reply: Content | None = None
    effects: tuple[Effect, ...] = ()
    took: tuple[tuple[str, str], ...] = ()
    whose: tuple[str, ...] = ()
    done_before: list[str] = []
    step = Step(talk)
    for heard in things:
        if reply is not None and step.effects:
            done_before.append(reply.text)
        step = _through(heard, talk, look)
        talk, reply = step.talk, step.reply or reply
        effects, whose = effects + step.effects, whose + step.whose
        took += step.took
    if reply is not None and done_before:
        reply = reply.model_copy(update={"text": paragraphs(*done_before, reply.text)})
    return Step(talk, reply, effects, whose=whose, took=took)


def is_stale(talk: Talk, now: datetime) -> bool:
    """Whether the last thing said lies a day back."""
    return talk.moved_at is not None and now - talk.moved_at >= SESSION


def _through(heard: Heard, talk: Talk, look: Look) -> Step:
    """One thing said, to its end: also what it leads on to once we know who it is."""
    step = respond(heard, talk, look(talk, heard))
    said, effects, whose, took = [step.reply.text] if step.reply else [], step.effects, step.whose, step.took
    for _ in range(MOST_STEPS):
        if step.then is None:
            break
        meant = _meant(heard, step.talk)
        talk = step.talk.model_copy(update={"goal": "", "goal_words": ""})
        step = _moved(Turn(meant, step.then, talk, look(talk, meant)))
        said += [step.reply.text] if step.reply else []
        effects, whose, took = effects + step.effects, whose + step.whose, took + step.took
    reply = step.reply.model_copy(update={"text": paragraphs(*said)}) if step.reply and len(said) > 1 else step.reply
    moved_at = heard.at or step.talk.moved_at
    talk = step.talk.model_copy(update={"moved_at": moved_at, "after": done_of(effects)})
    return Step(talk, reply, effects, whose=whose, took=took)


def _meant(heard: Heard, talk: Talk) -> Heard:
    """What they had said before we had to ask something first; else what they say now."""
    if not talk.goal:
        return heard
    return Heard(events=heard.events, text=talk.goal_words, photos=[talk.photo] if talk.photo else [], at=heard.at)


def _moved(turn: Turn) -> Step:
    if turn.facts.account is None and turn.talk.state not in FOR_ANYBODY:
        turn = replace(turn, talk=_anew(turn.talk))  # whoever we knew, we know no more
    state, name = turn.talk.state, turn.signal.name
    move = STATES[state].takes.get(name) or ANYWHERE.get(name)
    if move is None:
        name, move = "unclear", ANYWHERE["unclear"]
        turn = replace(turn, signal=Signal("unclear"))
    understood = name not in ("unsure", "unclear", "other")
    if understood and turn.talk.misses:
        turn = replace(turn, talk=turn.talk.model_copy(update={"misses": 0}))
    step = MOVES[move](turn)
    if name == "photo" and is_one_more(turn.heard, turn.talk) and step.talk.state == state:
        step = replace(step, reply=None)  # the answer to the first is for all of them
    whose = turn.facts.account.customer_id if turn.facts.account else ""
    return replace(step, whose=(whose,) * len(step.effects), took=((state, name),))


def _returning(heard: Heard, talk: Talk, facts: Facts) -> Step:
    """After a day: a bare word to yesterday's question has it put again, an answer that fits is taken, else anew."""
    fresh = talk.model_copy(update={"moved_at": None, "misses": 0})
    if talk.state in QUIET:
        return _moved(Turn(heard, read_signal(heard, fresh, facts), _anew(fresh), facts))
    signal = read_signal(heard, fresh, facts)
    takes, is_bare = STATES[talk.state].takes, signal.name in BARE
    if is_bare and talk.state not in SURVEY_STATES and (signal.name in takes or signal.name == "other"):
        step = again(Turn(heard, signal, fresh, facts), Turn(heard, signal, fresh, facts).say("return"))
        return replace(step, took=((talk.state, "return"),))
    if signal.name in takes and signal.name != WORDS and not is_bare:
        return _moved(Turn(heard, signal, fresh, facts))
    anew = _anew(fresh)
    return _moved(Turn(heard, read_signal(heard, anew, facts), anew, facts))


def _anew(talk: Talk) -> Talk:
    return Talk(
        language=talk.language,
        linked_id=talk.linked_id,
        linked_at=talk.linked_at,
        tries=talk.tries,
        locked_until=talk.locked_until,
        options=list(STATES["idle"].offers),
        report=Report(),
    )

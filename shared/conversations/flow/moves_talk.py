"""The rest of talking: menu, back, a person, thanks, what we cannot take in, and what we did not understand. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from shared.conversations.flow.moves_money import asked_about, paid
from shared.conversations.flow.moves_survey import ask_of_quarter
from shared.conversations.flow.moves_ticket import photo_to
from shared.conversations.flow.moves_trouble import MOST_PHOTOS, NETWORK, take_down
from shared.conversations.flow.moves_who import knows_who
from shared.conversations.flow.read_words import keyword
from shared.conversations.flow.states import QUIET
from shared.conversations.flow.talk import (
    AnswerRecovery,
    HandOver,
    KeepPicture,
    PreferBroadcasts,
    ProveLogin,
    Report,
    Signal,
    Step,
    TellComplaint,
)
from shared.conversations.flow.turn import Turn, again, ask, on_with, paragraphs, tell, together
from shared.conversations.triage import THRESHOLD, triage
from shared.conversations.triage_features import features_of

SHORT = 2
"""Words of a greeting or thanks that need not be surer."""
MOST_MISSES = 2
"""As often in a row, and a person is offered."""


def menu(turn: Turn) -> Step:
    """The menu, with a greeting."""
    return _fresh(turn, _hello(turn))


def cancel(turn: Turn) -> Step:
    """Whatever was begun is left; nothing was sent."""
    key = "nothing_to_cancel" if turn.talk.state in QUIET else "cancelled"
    return _fresh(turn, turn.say(key))


def person(turn: Turn) -> Step:
    """A person is to answer; from now on the bot is silent."""
    return tell(turn, paragraphs(turn.say("person.done"), turn.say("person.back")), HandOver("asked"))


def greet(turn: Turn) -> Step:
    """A greeting back; where a question is open, it stays open."""
    salam = turn.say("salam") if keyword(turn.heard.text, ("salam",)) else ""
    if turn.talk.state not in QUIET:
        return again(turn, salam)
    return _fresh(turn, together(salam, _hello(turn)))


def thanks(turn: Turn) -> Step:
    """You are welcome; and if a repair waits for their word, this was it."""
    me = turn.facts.account
    done = [ticket for ticket in me.open_tickets if ticket.status == "resolved"] if me else []
    if done and turn.talk.state in QUIET:
        return tell(turn, turn.say("trouble.works"), TellComplaint(done[0].id, "works", words=turn.heard.text[:200]))
    if me and me.recovered and turn.talk.state in QUIET and _says_resolved(turn):
        return tell(turn, turn.say("trouble.works"), AnswerRecovery(me.recovered, works=True))
    mending = [ticket for ticket in me.open_tickets if ticket.category in NETWORK] if me else []
    if mending and turn.talk.state in QUIET and _says_resolved(turn):
        return tell(turn, turn.say("trouble.works_ask", ticket=mending[0].id), offers=("works", "still_broken"))
    if me and me.quarter and turn.talk.state == "idle" and not turn.facts.no_broadcasts:
        return ask_of_quarter(turn, turn.say("thanks"))
    return _in_passing(turn, turn.say("thanks"))


def _says_resolved(turn: Turn) -> bool:
    return "resolved" in features_of(turn.heard.text)[1]


def say_bot(turn: Turn) -> Step:
    said = turn.say("bot", company=turn.facts.company)
    return _in_passing(turn, said) if turn.talk.state in QUIET else again(turn, said)


def power_cut(turn: Turn) -> Step:
    return _in_passing(turn, turn.say("power_cut"))


def other(turn: Turn) -> Step:
    """Ok, laughter, a wrong number: short, and the open question stays open."""
    return _in_passing(turn, turn.say("other")) if turn.talk.state in QUIET else again(turn, turn.say("again"))


def stop_broadcasts(turn: Turn) -> Step:
    text = together(turn.say("stopped_broadcasts"), turn.say("stop_service_hint"))
    return tell(turn, text, PreferBroadcasts(False), offers=("want_broadcasts",))


def want_broadcasts(turn: Turn) -> Step:
    return tell(turn, turn.say("broadcasts_again"), PreferBroadcasts(True))


def login(turn: Turn) -> Step:
    """The code on a sign-in page; the conversation stands where it stood."""
    return Step(turn.talk, tell(turn, turn.say("login")).reply, (ProveLogin(turn.signal.value),))


@knows_who
def photo(turn: Turn) -> Step:
    """A photo out of the blue: its words say what it is, else we ask; where nothing is owed it is of a fault."""
    me, events = turn.me, turn.heard.photos or asked_about(turn)
    meant = _said_with(turn.heard.text)
    if meant == "paid":
        return paid(turn)
    if me.bills and not meant:
        return _what_is_it(turn, events, [])
    if me.open_tickets:
        return photo_to(turn, me.open_tickets[0].id)
    found = triage(turn.heard.text) if turn.heard.text else None
    category = found.category if found and found.category != "none" else ""
    report = Report(category=category, words=turn.heard.text, photos=events[:MOST_PHOTOS], place=turn.heard.place)
    step = take_down(turn, report, turn.say("trouble.photo_kept"))
    return replace(step, effects=(*map(KeepPicture, report.photos), *step.effects))


@knows_who
def photo_is_fault(turn: Turn) -> Step:
    """The photo we asked about shows a fault: it goes to the open report, or begins one."""
    open_ = turn.me.open_tickets
    if open_:
        told = TellComplaint(open_[0].id, "photo", photos=tuple(asked_about(turn)))
        return tell(turn, turn.say("status.photo_noted", ticket=open_[0].id), told)
    return take_down(turn, Report(photos=asked_about(turn)[:MOST_PHOTOS]))


def another_photo(turn: Turn) -> Step:
    """More while we ask what the first one is: all of them are meant."""
    return _what_is_it(turn, turn.heard.photos, asked_about(turn))


def _what_is_it(turn: Turn, events: Sequence[str], before: Sequence[str]) -> Step:
    first, *more = [*before, *events][:MOST_PHOTOS]
    new = [KeepPicture(event) for event in (first, *more) if event in events]
    return ask(turn, "photo_meaning", "", *new, photo=first, more_photos=more)


def _said_with(text: str) -> str:
    """What the words beside a photo say that it is: paid, trouble, or nothing."""
    if not text:
        return ""
    said = keyword(text, ("paid", "proof", "fault", "trouble", "still_broken"))
    if said:
        return "paid" if said in ("paid", "proof") else "trouble"
    found = triage(text)
    if found.confidence < THRESHOLD:
        return ""
    return {"claims_paid": "paid", "pay": "paid", "report_trouble": "trouble", "ask_status": "trouble"}.get(
        found.intent, ""
    )


@knows_who
def place(turn: Turn) -> Step:
    """A location out of the blue."""
    open_ = turn.me.open_tickets
    if open_:
        told = TellComplaint(open_[0].id, "location", place=turn.heard.place)
        return tell(turn, turn.say("status.place_noted", ticket=open_[0].id), told)
    step = tell(turn, turn.say("place.why"), offers=("trouble", "menu"))
    return replace(step, talk=step.talk.model_copy(update={"report": Report(place=turn.heard.place)}))


def cannot(turn: Turn) -> Step:
    """What we cannot hear, see or open; the open question is put again."""
    said = turn.say(f"cannot.{turn.signal.name}")
    return _in_passing(turn, said) if turn.talk.state in QUIET else again(turn, said)


def sticker(turn: Turn) -> Step:
    return _in_passing(turn, turn.say("sticker")) if turn.talk.state in QUIET else again(turn)


def broken_photo(turn: Turn) -> Step:
    """A picture that could not be kept: why, and what to do."""
    if turn.signal.value == "enough":
        return tell(turn, turn.say("proof.enough"))
    said = turn.say(f"photo.{turn.signal.value}")
    if turn.talk.state == "photo_meaning":
        return tell(turn, said)
    return _in_passing(turn, said) if turn.talk.state in QUIET else again(turn, said)


def old_choice(turn: Turn) -> Step:
    """A button of long ago."""
    if turn.talk.state in QUIET:
        return _fresh(turn, turn.say("old_choice"))
    return again(turn, turn.say("old_choice"))


def ask_which(turn: Turn) -> Step:
    """Not sure enough to act: ask instead of guessing; twice in a row, and a person is offered."""
    likely = turn.signal.value
    is_short = len(turn.heard.text.split()) <= SHORT
    if likely in ("thanks", "greeting") and is_short:
        return thanks(turn) if likely == "thanks" else greet(turn)
    if likely in ("other", "thanks", "greeting", "power_cut", "person", ""):
        return unclear(turn)
    if turn.talk.state == "guess":
        return ask(turn, "offer_person", misses=0)
    return ask(turn, "guess", goal=likely, goal_words=turn.heard.text, misses=turn.talk.misses + 1)


def first_guess(turn: Turn) -> Step:
    """`ya`, to the first that we guessed."""
    return on_with(turn, Signal(turn.talk.goal or "menu"))


def unclear(turn: Turn) -> Step:
    """Not understood: once asked to say it differently, then a person is offered."""
    misses = turn.talk.misses + 1
    if misses >= MOST_MISSES:
        return ask(turn, "offer_person", misses=0)
    counted = replace(turn, talk=turn.talk.model_copy(update={"misses": misses}))
    if turn.talk.state in QUIET:
        return _fresh(counted, turn.say("unclear"))
    return again(counted, turn.say("again"))


def _in_passing(turn: Turn, text: str) -> Step:
    """A short word back; what we quietly wait for we still do."""
    step = tell(turn, text)
    state = turn.talk.state if turn.talk.state in QUIET else "idle"
    return replace(step, talk=step.talk.model_copy(update={"state": state}))


def _fresh(turn: Turn, before: str) -> Step:
    """The menu, nothing left open."""
    settled = tell(turn, "").talk
    return ask(replace(turn, talk=settled), "idle", before)


def _hello(turn: Turn) -> str:
    account = turn.facts.account
    if account is None:
        return turn.say("hello_stranger", company=turn.facts.company)
    return turn.say("hello", name=account.name, company=turn.facts.company)


TALK: dict[str, Callable[[Turn], Step]] = {
    "menu": menu,
    "cancel": cancel,
    "person": person,
    "greet": greet,
    "thanks": thanks,
    "say_bot": say_bot,
    "power_cut": power_cut,
    "other": other,
    "stop_broadcasts": stop_broadcasts,
    "want_broadcasts": want_broadcasts,
    "login": login,
    "photo": photo,
    "photo_is_fault": photo_is_fault,
    "another_photo": another_photo,
    "place": place,
    "cannot": cannot,
    "sticker": sticker,
    "broken_photo": broken_photo,
    "old_choice": old_choice,
    "ask_which": ask_which,
    "first_guess": first_guess,
    "unclear": unclear,
}

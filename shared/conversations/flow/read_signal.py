"""What was meant, where the conversation stands: taps, short words, days, numbers, then triage. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.conversations.flow.facts import Facts
from shared.conversations.flow.heard import Heard
from shared.conversations.flow.late import is_late
from shared.conversations.flow.read_day import day_said
from shared.conversations.flow.read_words import (
    customer_number,
    has_letters,
    invoice_number,
    keyword,
    listed,
    number_said,
    plain_words,
    satisfaction,
    ticket_number,
    wants_to_join,
)
from shared.conversations.flow.states import ANYWHERE, QUIET, STATES, TAPPED, WORDS
from shared.conversations.flow.talk import Signal, Talk
from shared.conversations.triage import THRESHOLD, Triage, triage
from shared.core.text import fold
from shared.login.prove_phone import is_login_text

FIRST = ("menu", "cancel", "person", "stop_broadcasts", "want_broadcasts")
"""Heard in every state before anything else."""
LATER = ("bot", "reschedule", "agree_visit", "add_note", "promise", "paid", "bill", "pay", "status", "trouble",
         "still_broken", "works", "change", "salam")  # fmt: skip
LEADS_AWAY = 0.75
"""So sure must triage be to leave a question of ours for another subject."""
SURE_OF_CHATTER = 0.7
"""Letters that mean nothing look like small talk, a little."""
INTENTS = {
    "report_trouble": "trouble",
    "ask_bill": "bill",
    "pay": "pay",
    "claims_paid": "paid",
    "promise_to_pay": "promise",
    "ask_status": "status",
    "talk_to_person": "person",
    "request_change": "change",
    "thanks": "thanks",
    "greeting": "greeting",
    "other": "other",
}
_POWER = ("pln", "listrik", "mati lampu", "pemadaman", "token habis", "power cut", "power outage", "blackout")
MOST_RATING = 5


@dataclass(frozen=True)
class Reading:
    """A text, and where it was said."""

    text: str
    talk: Talk
    facts: Facts


def read_signal(heard: Heard, talk: Talk, facts: Facts) -> Signal:
    """The one signal of it. What it cannot be read as is `unclear`; what was forgotten a moment ago is `late`."""
    found = _read(heard, talk, facts)
    return Signal("late", found.name) if is_late(found.name, heard, talk, facts) else found


def _read(heard: Heard, talk: Talk, facts: Facts) -> Signal:
    if heard.broken:
        return Signal("broken_photo", heard.broken)
    tapped = option_signal(heard.choice, talk) if heard.choice else None
    if tapped:  # a template's buttons come back with their words, which are read as such
        return tapped
    if heard.photos:
        return Signal("photo")
    if heard.place and ("place" in STATES[talk.state].takes or not heard.text):
        return Signal("place")
    if heard.text:
        return _from_text(Reading(heard.text, talk, facts))
    return Signal(heard.unread or "unclear")


def option_signal(option: str, talk: Talk) -> Signal | None:
    """What a tap or its number stands for: `trouble_photo.skip`, `kind:slow`, `bill`; None for what is none of ours."""
    scope, dot, rest = option.rpartition(".")
    name, _, value = rest.partition(":")
    if name not in TAPPED:
        return None
    if dot and scope in STATES:
        return Signal(name, value) if scope == talk.state else Signal("old_choice")
    if talk.state == "guess" and name == talk.goal:
        return Signal("yes")
    if name in STATES[talk.state].takes or name in ANYWHERE:
        return Signal(name, value)
    return None


def _from_text(reading: Reading) -> Signal:
    text, state = reading.text, STATES[reading.talk.state]
    if is_login_text(text):
        return Signal("login", text)
    first = keyword(text, FIRST)
    if first:
        return Signal(first)
    for name in state.reads:
        found = READERS[name](reading)
        if found:
            return found
    is_nobody = reading.facts.account is None and not reading.facts.people
    if is_nobody and reading.talk.state == "idle" and wants_to_join(text):
        return Signal("newcomer")
    named = _named(reading)
    if named:
        return named
    later = keyword(text, LATER)
    if later:
        later = "greeting" if later == "salam" else later
        if later not in state.topic:
            return Signal(later)
    if WORDS not in state.takes and keyword(text, ("yes", "no", "skip", "chatter")):
        return Signal("other")
    if WORDS not in state.takes and not has_letters(text):
        return Signal("unclear")
    return _by_triage(reading)


def _by_triage(reading: Reading) -> Signal:
    state = STATES[reading.talk.state]
    found = triage(reading.text)
    name = _power_or(INTENTS[found.intent], reading.text)
    if WORDS in state.takes:
        leaves = found.confidence >= LEADS_AWAY and name not in state.topic and name not in ("other", "power_cut")
        if not leaves:
            return Signal(name) if name in state.takes and found.confidence >= THRESHOLD else Signal(WORDS)
    if found.confidence < (SURE_OF_CHATTER if name == "other" else THRESHOLD):
        return Signal("unsure", name) if found.confidence > 0 and len(reading.text) > 2 else Signal("unclear")
    if name in state.topic and name not in state.takes:
        return Signal("unclear")
    return Signal(name, _category(name, found))


def _category(name: str, found: Triage) -> str:
    """What is broken, where that was said."""
    return found.category if name in ("trouble", "paid") and found.category != "none" else ""


def _power_or(name: str, text: str) -> str:
    return "power_cut" if name == "other" and any(word in fold(text) for word in _POWER) else name


def _named(reading: Reading) -> Signal | None:
    """A ticket, a bill or a customer number that stands in the text."""
    ticket, bill = ticket_number(reading.text), invoice_number(reading.text)
    if ticket:
        return Signal("status", ticket)
    if bill:
        return Signal("bill", bill)
    number = customer_number(reading.text)
    return Signal("customer_number", number) if number and not reading.facts.people else None


def _option(reading: Reading) -> Signal | None:
    options = reading.talk.options or list(STATES[reading.talk.state].offers)
    to_rate = reading.facts.account.to_rate if reading.facts.account else None
    if reading.talk.state in QUIET and to_rate:
        asked = number_said(reading.text, MOST_RATING) if reading.facts.asked_rating_last else 0
        stars = asked or satisfaction(reading.text)
        if stars:
            return Signal("rate", f"{stars}:{to_rate.id}")
    if reading.talk.state in QUIET and reading.facts.account and reading.facts.account.recovered:
        said = keyword(reading.text, ("recovered", "not_recovered"))
        if said:
            return Signal("works" if said == "recovered" else "still_broken")
    number = number_said(reading.text, len(options)) if options else 0
    return option_signal(options[number - 1], reading.talk) if number else None


def _stars(reading: Reading) -> Signal | None:
    stars = number_said(reading.text, MOST_RATING) or satisfaction(reading.text)
    return Signal("stars", str(stars)) if stars else None


def _day(reading: Reading) -> Signal | None:
    day = day_said(reading.text, reading.facts.today)
    return Signal("day", day.isoformat()) if day else None


def _customer_number(reading: Reading) -> Signal | None:
    number = customer_number(reading.text, bare=True)
    return Signal("customer_number", number) if number else None


def _other_number(reading: Reading) -> Signal | None:
    number = customer_number(reading.text)
    return Signal("customer_number", number) if number and number != reading.talk.candidate else None


def _coming(reading: Reading) -> Signal | None:
    words = set(plain_words(reading.text))
    return Signal("coming") if words & listed("proof_is_coming") else None


def _word(name: str) -> Callable[[Reading], Signal | None]:
    return lambda reading: Signal(name) if keyword(reading.text, (name,)) else None


READERS: dict[str, Callable[[Reading], Signal | None]] = {
    "option": _option,
    "stars": _stars,
    "day": _day,
    "customer_number": _customer_number,
    "other_number": _other_number,
    "coming": _coming,
    **{name: _word(name) for name in ("yes", "no", "skip", "send", "report_anyway", "no_number", "other_day", "proof",
                                      "fault", "paid")},
}  # fmt: skip

"""Who is it: one of several customers, or a stranger who proves to be one, before anything of a bill is shown. Pure."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from shared.conversations.flow.facts import Candidate
from shared.conversations.flow.read_words import customer_number, listed, plain_words
from shared.conversations.flow.talk import HandOver, LinkCustomer, Signal, Step
from shared.conversations.flow.turn import Move, Turn, again, ask, on_with, tell, together
from shared.core.text import words

MOST_TRIES = 3
LOCKED_FOR = timedelta(hours=24)
LAST_DIGITS = 4


def knows_who(move: Move) -> Move:
    """Only for somebody we know; asks who they are first, and comes back to it."""

    @wraps(move)
    def known(turn: Turn) -> Step:
        if turn.facts.account is not None:
            return move(turn)
        goal: dict[str, Any] = {"goal": f"{turn.signal.name}:{turn.signal.value}", "goal_words": turn.heard.text}
        if turn.heard.photos:
            goal["photo"], goal["more_photos"] = turn.heard.photos[0], turn.heard.photos[1:]
        if turn.facts.people:
            return ask(turn, "which_customer", **goal)
        if turn.talk.locked_until and turn.facts.now < turn.talk.locked_until:
            return tell(turn, turn.say("who.locked"), HandOver("not_known"))
        return ask(turn, "who_number", turn.say("photo.stranger") if turn.heard.photos else "", **goal)

    return known


def choose_customer(turn: Turn) -> Step:
    """One of those who go by this number; anybody else's is no choice."""
    if turn.signal.value not in [one.customer_id for one in turn.facts.people]:
        return again(turn, turn.say("old_choice"))
    return on_with(turn, _goal(turn), customer_id=turn.signal.value)


def take_number(turn: Turn) -> Step:
    """Whether there is such a customer is not told: the second question comes in any case."""
    if turn.facts.account is not None:
        return on_with(turn, Signal("menu"))
    if turn.talk.locked_until and turn.facts.now < turn.talk.locked_until:
        return tell(turn, turn.say("who.locked"), HandOver("not_known"))
    return ask(turn, "who_fact", candidate=turn.signal.value)


def check_fact(turn: Turn) -> Step:
    """Three wrong facts a day; then only a person can help."""
    candidate = turn.facts.candidate
    if candidate and proves(candidate, turn.heard.text):
        proven = {"linked_id": candidate.customer_id, "linked_at": turn.facts.now, "tries": 0, "candidate": ""}
        return on_with(turn, _goal(turn), LinkCustomer(candidate.customer_id), before=turn.say("who.done"), **proven)
    tries = turn.talk.tries + 1
    if tries < MOST_TRIES:
        return ask(turn, "who_number", together(turn.say("who.wrong"), turn.say("who.again")), tries=tries)
    locked = turn.talk.model_copy(update={"tries": 0, "locked_until": turn.facts.now + LOCKED_FOR})
    return tell(Turn(turn.heard, turn.signal, locked, turn.facts), turn.say("who.locked"), HandOver("not_known"))


def no_number(turn: Turn) -> Step:
    return tell(turn, turn.say("who.no_number"), HandOver("not_known"))


def newcomer(turn: Turn) -> Step:
    """Who wants to become a customer gets a person, and is not asked for a number."""
    return tell(turn, turn.say("who.newcomer"), HandOver("newcomer"))


def proves(candidate: Candidate, text: str) -> bool:
    """The last digits of a phone of theirs, at least four, or their name as it stands on the bill."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if customer_number(text):
        return False  # they have told it already
    if digits:
        enough = len(digits) >= LAST_DIGITS
        national = digits.removeprefix("62").lstrip("0") if len(digits) > LAST_DIGITS * 2 else digits
        return enough and any(phone.endswith(national) for phone in candidate.phones)
    said = [word for word in plain_words(text) if word not in listed("titles")]
    name = [word for word in words(candidate.name) if word not in listed("titles")]
    return bool(name) and sorted(said) == sorted(name)


def _goal(turn: Turn) -> Signal:
    name, _, value = turn.talk.goal.partition(":")
    return Signal(name or "menu", value)


WHO: dict[str, Callable[[Turn], Step]] = {
    "choose_customer": choose_customer,
    "take_number": take_number,
    "check_fact": check_fact,
    "no_number": no_number,
    "newcomer": newcomer,
}

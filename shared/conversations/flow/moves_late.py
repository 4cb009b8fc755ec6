"""What belongs to the report or the proof of a moment ago is put there. Pure."""

from collections.abc import Callable
from dataclasses import replace

from shared.conversations.flow.late import PROOF, ticket_meant
from shared.conversations.flow.moves_money import keep_proof
from shared.conversations.flow.moves_ticket import MOST_WORDS, photo_to
from shared.conversations.flow.moves_who import knows_who
from shared.conversations.flow.talk import Step, TellComplaint
from shared.conversations.flow.turn import Turn, tell


@knows_who
def join(turn: Turn) -> Step:
    """Pictures without words need no answer: that to the first is for all of them."""
    heard, ticket_id = turn.heard, ticket_meant(turn.talk, turn.facts)
    if heard.photos:
        step = keep_proof(turn) if turn.talk.after == PROOF else photo_to(turn, ticket_id)
        return step if heard.text else replace(step, reply=None)
    if heard.place and not heard.text:
        told = TellComplaint(ticket_id, "location", place=heard.place)
        return tell(turn, turn.say("status.place_noted", ticket=ticket_id), told)
    told = TellComplaint(ticket_id, "comment", words=heard.text[:MOST_WORDS], place=heard.place)
    return tell(turn, turn.say("status.noted", ticket=ticket_id), told)


LATE: dict[str, Callable[[Turn], Step]] = {"join": join}

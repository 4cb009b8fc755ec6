"""A word or picture right after something was done belongs to that, and begins nothing new. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from shared.conversations.flow.facts import Facts
from shared.conversations.flow.heard import Heard
from shared.conversations.flow.states import QUIET
from shared.conversations.flow.talk import (
    AnswerRecovery,
    Effect,
    KeepPicture,
    KeepProof,
    OpenComplaint,
    Talk,
    TellComplaint,
)

STILL = timedelta(minutes=1)
PROOF, TICKET, PHOTO = "proof", "ticket", "photo"
ADDED = ("comment", "photo", "location", "still_broken")
ABOUT_IT = ("trouble", "still_broken", "unsure", "unclear")
"""What words mean that may belong to a report of a moment ago."""
SAYS_SOMETHING = 3
"""Words of what is about nothing we know, and yet no mere `ok`."""


def done_of(effects: Sequence[Effect]) -> str:
    """What of it a late word would belong to; empty for nothing."""
    for effect in reversed(effects):
        if isinstance(effect, OpenComplaint) or (isinstance(effect, AnswerRecovery) and not effect.works):
            return TICKET
        if isinstance(effect, TellComplaint) and effect.kind in ADDED:
            return effect.ticket_id
        if isinstance(effect, KeepProof):
            return PROOF
        if isinstance(effect, KeepPicture):
            return PHOTO
    return ""


def ticket_meant(talk: Talk, facts: Facts) -> str:
    """The open complaint that was told of a moment ago; empty for none."""
    open_ = [ticket.id for ticket in facts.account.open_tickets] if facts.account else []
    if talk.after == TICKET:
        return open_[0] if open_ else ""
    return talk.after if talk.after in open_ else ""


def is_one_more(heard: Heard, talk: Talk) -> bool:
    """A picture without words that comes with one that was answered."""
    return talk.after == PHOTO and not heard.text and _just_now(heard, talk)


def is_late(signal: str, heard: Heard, talk: Talk, facts: Facts) -> bool:
    """Whether what is meant by `signal` belongs to what was done a moment ago."""
    if talk.state not in QUIET or not talk.after or not _just_now(heard, talk) or heard.choice:
        return False
    if talk.after == PROOF:
        return signal == "photo" and bool(facts.account and facts.account.bills)
    if not ticket_meant(talk, facts):
        return False
    says_something = signal == "other" and len(heard.text.split()) >= SAYS_SOMETHING
    return signal in ("photo", "place", *ABOUT_IT) or says_something


def _just_now(heard: Heard, talk: Talk) -> bool:
    return heard.at is not None and talk.moved_at is not None and heard.at - talk.moved_at < STILL

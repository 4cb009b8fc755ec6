"""What a conversation remembers between two messages, and what one step of it comes to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from shared.core.firestore import Day
from shared.core.model import Model
from shared.messaging.models import Content, SaidPlace

Language = Literal["id", "en"]


class Report(Model):
    """A report of trouble that is being put together."""

    category: str = ""
    words: str = ""
    high: bool = False
    """Triage finds it pressing: people at work, many neighbours, a red light."""
    line: str = ""
    photos: list[str] = []
    """The events whose pictures are kept for it."""
    place: SaidPlace | None = None


class Survey(Model):
    """Three questions that are being answered; the last answer ends it."""

    about: str = ""
    """A complaint, or the quarter."""
    service: int = 0
    speed: int = 0


class Talk(Model):
    """Where a conversation stands. `state` is one of states.py."""

    state: str = "idle"
    language: Language = "id"
    customer_id: str = ""
    """Whom it is about, where the number belongs to several."""
    linked_id: str = ""
    """Who a stranger has proved to be."""
    linked_at: datetime | None = None
    goal: str = ""
    """What they wanted before we had to ask something first."""
    goal_words: str = ""
    options: list[str] = []
    """What the numbers stand for that they may type, as last offered."""
    report: Report = Report()
    survey: Survey = Survey()
    words: str = ""
    """A request of theirs that waits for their yes."""
    day: Day | None = None
    """The day of a promise that waits for their yes."""
    photo: str = ""
    """The event of a picture whose meaning we asked."""
    more_photos: list[str] = []
    """Further ones that came with it."""
    after: str = ""
    """What was done last, to which a word right after it still belongs: `proof`, `ticket` for the latest complaint, a
    complaint's number, or `photo` while a report is put together."""
    ticket_id: str = ""
    candidate: str = ""
    tries: int = 0
    locked_until: datetime | None = None
    """Too many wrong facts: until then only a person can help."""
    misses: int = 0
    """How often in a row we did not understand."""
    moved_at: datetime | None = None
    """When they last said something the machine answered."""


# --- effects


@dataclass(frozen=True)
class KeepPicture:
    """Hold on to the picture of this event until it is clear what it is for."""

    event_id: str


@dataclass(frozen=True)
class KeepProof:
    """The picture of this event says that they have paid; of this bill, or of the oldest."""

    event_id: str
    invoice_id: str | None = None


@dataclass(frozen=True)
class OpenComplaint:
    """A complaint; a reply may say its number as `{ticket}`."""

    report: Report
    request: bool = False
    """Not a fault: something staff are asked to change."""


@dataclass(frozen=True)
class TellComplaint:
    """What the customer adds to a complaint of theirs."""

    ticket_id: str
    kind: Literal["comment", "photo", "location", "works", "still_broken", "rating", "other_time", "agree"]
    words: str = ""
    rating: int = 0
    photos: tuple[str, ...] = ()
    """The events that brought them."""
    place: SaidPlace | None = None


@dataclass(frozen=True)
class AnswerRecovery:
    """Whether it works for them after an outage; a reply may say the number of what goes on as `{ticket}`."""

    outage_id: str
    works: bool
    words: str = ""


@dataclass(frozen=True)
class AskOfQuarter:
    """They are asked how content they are with this quarter: once."""

    about: str


@dataclass(frozen=True)
class KeepAnswers:
    """How content they are, 1 to 5 each."""

    about: str
    service: int
    speed: int
    ease: int


@dataclass(frozen=True)
class PromiseToPay:
    until: date


@dataclass(frozen=True)
class PreferBroadcasts:
    wanted: bool


@dataclass(frozen=True)
class HandOver:
    """A person is to answer; why, for the list of staff."""

    reason: Literal["asked", "not_understood", "not_known", "suspended", "no_proof", "promise", "newcomer"]


@dataclass(frozen=True)
class LinkCustomer:
    """A stranger has proved to be this customer."""

    customer_id: str


@dataclass(frozen=True)
class ProveLogin:
    """`MASUK 482913`: the code on a sign-in page of ours."""

    text: str


Effect = (
    KeepPicture
    | KeepProof
    | OpenComplaint
    | TellComplaint
    | AnswerRecovery
    | AskOfQuarter
    | KeepAnswers
    | PromiseToPay
    | PreferBroadcasts
    | HandOver
    | LinkCustomer
    | ProveLogin
)


@dataclass(frozen=True)
class Signal:
    """What was meant: a name of states.py, and what it names."""

    name: str
    value: str = ""


@dataclass(frozen=True)
class Step:
    """What one thing said comes to."""

    talk: Talk
    reply: Content | None = None
    effects: tuple[Effect, ...] = ()
    then: Signal | None = None
    """To go on with at once, facts read anew: who they are is known only now."""
    whose: tuple[str, ...] = ()
    """For each effect the customer it is about; empty: nobody we know."""
    took: tuple[tuple[str, str], ...] = ()
    """The (state, signal) gone through."""

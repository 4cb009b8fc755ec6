"""One turn of a conversation: what a move is given, and the ways it ends. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.conversations.flow.facts import Account, Facts
from shared.conversations.flow.heard import Heard
from shared.conversations.flow.phrases import choice, day_said, moment_said, month_said, phrase
from shared.conversations.flow.states import STATES
from shared.conversations.flow.talk import Effect, Report, Signal, Step, Survey, Talk
from shared.messaging.models import Attachment, Choice, Content

BESIDE_TAPS = 1_000
"""Letters of a text with anything to tap, a picture or a document: WhatsApp takes 1,024."""
BUTTONS = 3


@dataclass(frozen=True)
class Turn:
    """What was heard and meant, where, and what is known."""

    heard: Heard
    signal: Signal
    talk: Talk
    facts: Facts

    @property
    def me(self) -> Account:
        """The customer it is about; only where `knows_who` let through."""
        if self.facts.account is None:
            raise LookupError("nobody is known here")
        return self.facts.account

    def say(self, key: str, **values: str | int) -> str:
        return phrase(key, self.talk.language, **values)

    def day(self, day: date) -> str:
        return day_said(day, self.talk.language)

    def month(self, month: str) -> str:
        return month_said(month, self.talk.language)

    def day_of(self, moment: datetime) -> str:
        return self.day(moment.astimezone(ZoneInfo(self.facts.zone)).date())

    def moment(self, moment: datetime) -> str:
        return moment_said(moment, self.facts.zone, self.talk.language)


Move = Callable[[Turn], Step]
Question = Callable[[Turn], tuple[str, list[Choice]]]
"""A state's question, and what it offers beyond the table."""


def together(*parts: str) -> str:
    """Sentences that stand together as one paragraph."""
    return " ".join(part for part in parts if part)


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def tell(turn: Turn, text: str, *effects: Effect, offers: tuple[str, ...] = (), **more: Any) -> Step:
    """An answer after which nothing is open; `more` is a picture, a document or a link of it."""
    choices = [choice(option, turn.talk.language) for option in offers]
    return Step(_settled(turn.talk, choices), _content(turn, text, choices, **more), effects)


def ask(turn: Turn, state: str, before: str = "", *effects: Effect, **changes: Any) -> Step:
    """The question of `state`, after what is said before it; `changes` are what the conversation then remembers."""
    from shared.conversations.flow.questions import QUESTIONS

    talk = turn.talk.model_copy(update={**changes, "state": state})
    asked = Turn(turn.heard, turn.signal, talk, turn.facts)
    text, own = QUESTIONS[STATES[state].asks](asked)
    choices = [*own, *(choice(option, talk.language) for option in STATES[state].offers)]
    talk = talk.model_copy(update={"options": [one.id for one in choices]})
    return Step(talk, _content(asked, paragraphs(before, text), choices), effects)


def again(turn: Turn, before: str = "", *effects: Effect) -> Step:
    """The question that is open, once more."""
    return ask(turn, turn.talk.state, before, *effects)


def on_with(turn: Turn, signal: Signal, *effects: Effect, before: str = "", **changes: Any) -> Step:
    """Go on with another signal, facts read anew; what is said before stands above its answer."""
    said = Content(text=before) if before else None
    return Step(turn.talk.model_copy(update={"state": "idle", **changes}), said, effects, then=signal)


def _settled(talk: Talk, choices: list[Choice]) -> Talk:
    """Nothing is open any more; who they are and how they write stays."""
    nothing: dict[str, Any] = {
        "state": "idle", "goal": "", "goal_words": "", "report": Report(), "survey": Survey(), "words": "", "day": None,
        "photo": "", "more_photos": [], "ticket_id": "", "candidate": "",
    }  # fmt: skip
    options = [one.id for one in choices] or list(STATES["idle"].offers)
    return talk.model_copy(update={**nothing, "options": options})


def _content(
    turn: Turn,
    text: str,
    choices: list[Choice],
    *,
    link: tuple[str, str] | None = None,
    image: str | None = None,
    document: Attachment | None = None,
) -> Content:
    tapped = bool(choices or link or image or document)
    text = text if not tapped or len(text) <= BESIDE_TAPS else f"{text[: BESIDE_TAPS - 1].rstrip()}…"
    as_list = len(choices) > BUTTONS or any(len(one.title) > 20 or one.description for one in choices)
    if as_list:
        opens = turn.say("menu_button" if turn.talk.state == "idle" else "choose_button")
        return Content(text=text, rows=choices, rows_button=opens)
    return Content(text=text, buttons=choices, link=link, image=image, document=document)

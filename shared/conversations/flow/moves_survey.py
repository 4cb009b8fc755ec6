"""Three questions: how content they are with us, with our speed, with WhatsApp as the way. Pure.

After a complaint its rating is the first of them; once a quarter all three follow a thank-you.
"""

from collections.abc import Callable

from shared.conversations.flow.moves_who import knows_who
from shared.conversations.flow.talk import AskOfQuarter, Effect, KeepAnswers, Step, Survey
from shared.conversations.flow.turn import Turn, again, ask, paragraphs, tell

STARS = ("1", "2", "3", "4", "5")


def ask_of_quarter(turn: Turn, before: str) -> Step:
    """The first question of the quarter's, below what is said before it."""
    about = turn.me.quarter
    opening = paragraphs(before, turn.say("survey.opening"))
    return ask(turn, "survey_service", opening, AskOfQuarter(about), survey=Survey(about=about))


def asked_on(turn: Turn, survey: Survey, before: str, *effects: Effect) -> Step:
    """The question after the first; a conversation that knows of no first one ends here."""
    if not survey.service:
        return tell(turn, before, *effects)
    return ask(turn, "survey_speed", before, *effects, survey=survey, ticket_id="")


@knows_who
def take_service(turn: Turn) -> Step:
    return asked_on(turn, turn.talk.survey.model_copy(update={"service": _stars(turn)}), "")


@knows_who
def take_speed(turn: Turn) -> Step:
    return ask(turn, "survey_ease", survey=turn.talk.survey.model_copy(update={"speed": _stars(turn)}))


@knows_who
def take_ease(turn: Turn) -> Step:
    """The last answer: all three are kept."""
    survey, ease = turn.talk.survey, _stars(turn)
    if not (survey.service and survey.speed and ease):
        return no_survey(turn)
    kept = KeepAnswers(survey.about, survey.service, survey.speed, ease)
    return tell(turn, turn.say("survey.thanks"), kept)


def put_again(turn: Turn) -> Step:
    """`ya, boleh`: they may be asked, and have not said how content they are."""
    return again(turn)


def no_survey(turn: Turn) -> Step:
    """They would rather not: that is all of it."""
    return tell(turn, turn.say("survey.left"))


def _stars(turn: Turn) -> int:
    """1 to 5; 0 for a button that is none of ours."""
    return int(turn.signal.value) if turn.signal.value in STARS else 0


SURVEY: dict[str, Callable[[Turn], Step]] = {
    "take_service": take_service,
    "take_speed": take_speed,
    "take_ease": take_ease,
    "put_again": put_again,
    "no_survey": no_survey,
}

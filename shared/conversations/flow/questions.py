"""What each state asks, and what it offers that is not in the table: this customer's lines, this report. Pure."""

from shared.conversations.flow.phrases import choice
from shared.conversations.flow.talk import Report
from shared.conversations.flow.turn import Question, Turn, lines, paragraphs, together
from shared.core.money import rupiah
from shared.messaging.models import Choice

SHOWN_WORDS = 300
MOST_CHOICES = 9

Asked = tuple[str, list[Choice]]


def menu(turn: Turn) -> Asked:
    return turn.say("menu"), []


def which_customer(turn: Turn) -> Asked:
    offered = [
        choice(
            f"customer:{one.customer_id}", turn.talk.language, title=one.name[:24], more=one.address or one.customer_id
        )
        for one in turn.facts.people[:MOST_CHOICES]
    ]
    return turn.say("who.which_customer"), offered


def which_line(turn: Turn) -> Asked:
    offered = [
        choice(f"line:{one.id}", turn.talk.language, title=one.id, more=one.plan)
        for one in turn.me.lines[:MOST_CHOICES]
    ]
    return turn.say("who.which_line"), offered


def who_number(turn: Turn) -> Asked:
    return turn.say("who.number" if turn.facts.shows_phone else "who.number_unknown"), []


def who_fact(turn: Turn) -> Asked:
    return turn.say("who.fact"), []


def trouble_kind(turn: Turn) -> Asked:
    return turn.say("trouble.kind"), []


def trouble_words(turn: Turn) -> Asked:
    return turn.say("trouble.words"), []


def trouble_photo(turn: Turn) -> Asked:
    return turn.say("trouble.photo"), []


def trouble_place(turn: Turn) -> Asked:
    return turn.say("trouble.place"), []


def trouble_confirm(turn: Turn) -> Asked:
    report = turn.talk.report
    shown = lines(
        turn.say("trouble.confirm", kind=turn.say(f"kind.{report.category or 'other'}")),
        turn.say("trouble.confirm_line", line=report.line) if report.line and len(turn.me.lines) > 1 else "",
        turn.say("trouble.confirm_words", words=report.words[:SHOWN_WORDS]) if report.words else "",
        _with(turn, report),
    )
    return paragraphs(shown, turn.say("trouble.confirm_ask")), []


def explained(turn: Turn) -> Asked:
    return together(turn.say("trouble.suspended", amount=rupiah(turn.me.owed)), turn.say("trouble.suspended_how")), []


def promise_day(turn: Turn) -> Asked:
    latest = turn.me.latest_promise_on or turn.facts.today
    return turn.say("promise.ask", day=turn.day(latest)), []


def promise_confirm(turn: Turn) -> Asked:
    return turn.say("promise.too_late", day=turn.day(turn.talk.day or turn.facts.today)), []


def proof(turn: Turn) -> Asked:
    return turn.say("proof.ask"), []


def photo_meaning(turn: Turn) -> Asked:
    return turn.say("photo.meaning"), []


def visit_day(turn: Turn) -> Asked:
    return turn.say("visit.ask"), []


def note(turn: Turn) -> Asked:
    return turn.say("status.note"), []


def rating_comment(turn: Turn) -> Asked:
    return turn.say("rating.why"), []


def survey_service(turn: Turn) -> Asked:
    return turn.say("survey.service"), []


def survey_speed(turn: Turn) -> Asked:
    return turn.say("survey.speed"), []


def survey_ease(turn: Turn) -> Asked:
    return turn.say("survey.ease"), []


def change_what(turn: Turn) -> Asked:
    return turn.say("change.ask"), []


def change_confirm(turn: Turn) -> Asked:
    asked = turn.say("change.confirm", words=turn.talk.words[:SHOWN_WORDS])
    return paragraphs(asked, turn.say("change.confirm_ask")), []


def guess(turn: Turn) -> Asked:
    offered = [name for name in (turn.talk.goal, "person", "menu") if name]
    return turn.say("guess"), [choice(name, turn.talk.language) for name in offered]


def offer_person(turn: Turn) -> Asked:
    return turn.say("person.offer"), []


def _with(turn: Turn, report: Report) -> str:
    things = [turn.say("trouble.thing_photo", count=len(report.photos))] if report.photos else []
    things += [turn.say("trouble.thing_place")] if report.place else []
    return turn.say("trouble.confirm_with", things=turn.say("trouble.and").join(things)) if things else ""


QUESTIONS: dict[str, Question] = {
    question.__name__: question
    for question in (
        menu, which_customer, which_line, who_number, who_fact, trouble_kind, trouble_words, trouble_photo,
        trouble_place, trouble_confirm, explained, promise_day, promise_confirm, proof, photo_meaning, visit_day,
        note, rating_comment, survey_service, survey_speed, survey_ease, change_what, change_confirm, guess,
        offer_person,
    )
}  # fmt: skip

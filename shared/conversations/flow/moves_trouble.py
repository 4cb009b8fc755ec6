"""A report of trouble: the facts answer first, then kind, photo, place, and the customer's yes. Pure."""

from collections.abc import Callable

from shared.complaints.danger import at_least_for
from shared.conversations.flow.facts import Line
from shared.conversations.flow.moves_who import knows_who
from shared.conversations.flow.read_words import keyword
from shared.conversations.flow.talk import (
    AnswerRecovery,
    HandOver,
    KeepPicture,
    OpenComplaint,
    Report,
    Step,
    TellComplaint,
)
from shared.conversations.flow.turn import Turn, ask, lines, paragraphs, tell, together
from shared.conversations.triage import triage
from shared.core.money import rupiah

NETWORK = ("no_connection", "slow", "unstable", "hardware")
MOST_WORDS = 1_500
MOST_PHOTOS = 5


@knows_who
def trouble(turn: Turn) -> Step:
    """Something is wrong: is it the bill, an outage, a report we have? Else it is taken down."""
    category = turn.signal.value if turn.signal.value in (*NETWORK, "account") else ""
    found = triage(turn.heard.text) if turn.heard.text and not turn.heard.choice else None
    says_something = found is not None and not keyword(turn.heard.text, ("trouble", "still_broken"))
    report = Report(
        category=category,
        words=turn.heard.text[:MOST_WORDS] if says_something else "",
        high=found is not None and found.intent == "report_trouble" and found.urgency == "high",
        place=turn.heard.place or turn.talk.report.place,
    )
    return take_down(turn, report)


@knows_who
def choose_kind(turn: Turn) -> Step:
    """A kind from the list."""
    kind = turn.signal.value if turn.signal.value in (*NETWORK, "account", "other") else ""
    kept = turn.talk.report if turn.talk.state == "trouble_kind" else Report()
    report = kept.model_copy(update={"category": kind})
    if kind == "other" and not report.words:
        return ask(turn, "trouble_words", report=report)
    return take_down(turn, report, faced=turn.talk.state == "trouble_kind" and bool(kept.line))


@knows_who
def choose_line(turn: Turn) -> Step:
    """One of their lines."""
    if turn.signal.value not in [line.id for line in turn.me.lines]:
        return ask(turn, "which_line", turn.say("old_choice"))
    return take_down(turn, turn.talk.report.model_copy(update={"line": turn.signal.value}))


@knows_who
def describe(turn: Turn) -> Step:
    """In their own words."""
    found = triage(turn.heard.text)
    kept = turn.talk.report
    category = kept.category or (found.category if found.category != "none" else "other")
    report = kept.model_copy(
        update={
            "category": category,
            "words": _added(kept.words, turn.heard.text),
            "place": turn.heard.place or kept.place,
            "high": kept.high or (found.intent == "report_trouble" and found.urgency == "high"),
        }
    )
    return take_down(turn, report)


def add_photo(turn: Turn) -> Step:
    """A photo of the modem or cable; what is written with it goes with it."""
    new = turn.heard.photos
    report = turn.talk.report
    photos = [*report.photos, *new][:MOST_PHOTOS]
    more = {"photos": photos, "words": _added(report.words, turn.heard.text)}
    report = report.model_copy(update={**more, "place": turn.heard.place or report.place})
    keep = [KeepPicture(event) for event in photos if event in new]
    following = "trouble_confirm" if report.place else "trouble_place"
    stays = turn.talk.state in ("trouble_kind", "trouble_words", "trouble_confirm")
    return ask(turn, turn.talk.state if stays else following, turn.say("trouble.photo_kept"), *keep, report=report)


def skip_photo(turn: Turn) -> Step:
    return ask(turn, "trouble_confirm" if turn.talk.report.place else "trouble_place")


def add_place(turn: Turn) -> Step:
    """Where the house is."""
    words = _added(turn.talk.report.words, turn.heard.text)
    report = turn.talk.report.model_copy(update={"place": turn.heard.place, "words": words})
    return ask(turn, "trouble_confirm", turn.say("trouble.place_kept"), report=report)


def skip_place(turn: Turn) -> Step:
    return ask(turn, "trouble_confirm")


def add_words(turn: Turn) -> Step:
    """More about it, while we asked for something else."""
    report = turn.talk.report.model_copy(update={"words": _added(turn.talk.report.words, turn.heard.text)})
    if turn.talk.state == "trouble_place":
        return ask(turn, "trouble_confirm", turn.say("trouble.words_kept"), report=report)
    return ask(turn, turn.talk.state, turn.say("trouble.words_kept"), report=report)


@knows_who
def submit(turn: Turn) -> Step:
    """Their yes: it becomes a complaint, whose number they get."""
    report = turn.talk.report
    text = paragraphs(
        turn.say("trouble.done", ticket="{ticket}"),
        together(
            turn.say("trouble.danger") if _is_danger(report) else "",
            turn.say("trouble.done_next"),
            turn.say("trouble.done_repeated") if turn.me.repeated and report.category in NETWORK else "",
        ),
    )
    return tell(turn, text, OpenComplaint(report))


@knows_who
def report_anyway(turn: Turn) -> Step:
    """The line is cut for a bill, and yet they say it is something else."""
    report = turn.talk.report
    return ask(turn, _next_of(report) if report.category else "trouble_kind", report=report)


@knows_who
def dead_though_paid(turn: Turn) -> Step:
    """`sudah bayar kok mati`: paid? cut? a proof on its way? an outage? a report we have? Else a report it is."""
    me = turn.me
    cut = [line for line in me.lines if line.status == "suspended" and line.suspended_for == "arrears"]
    if me.bills and me.proof_sent_on:
        waiting = turn.say("paid.waiting", day=turn.day(me.proof_sent_on))
        return tell(turn, together(waiting, turn.say("proof.kept_suspended") if cut else ""), offers=("person",))
    if me.bills and cut:
        open_ = turn.say("paid.open", amount=rupiah(me.owed))
        return ask(turn, "proof", together(open_, turn.say("paid.open_cut")))
    overdue = [one for one in me.bills if one.due_on < turn.facts.today]
    if overdue:
        return ask(turn, "proof", turn.say("paid.open", amount=rupiah(me.owed)))
    report = Report(category=turn.signal.value, words=turn.heard.text[:MOST_WORDS], high=True)
    last = turn.say("paid.last", amount=rupiah(me.last_paid), day=turn.day(me.last_paid_on)) if me.last_paid_on else ""
    running = any(line.status == "active" for line in me.lines)
    return take_down(turn, report, together(last, turn.say("trouble.paid_active") if running else ""))


def take_down(turn: Turn, report: Report, before: str = "", *, faced: bool = False) -> Step:
    """What is still missing of the report, after what the facts say to it."""
    living = [line for line in turn.me.lines if line.status != "stopped"] or turn.me.lines[:1]
    if not report.line and len(living) == 1:
        report = report.model_copy(update={"line": living[0].id})
    if not report.line and len(living) > 1:
        return ask(turn, "which_line", before, report=report)
    answered = None if faced else _facts_first(turn, report, before)
    if answered:
        return answered
    if not report.category:
        news = turn.say("trouble.outage") if turn.me.outage else turn.say("trouble.sorry")
        return ask(turn, "trouble_kind", paragraphs(before, news), report=report)
    noted = together(turn.say("trouble.sorry"), turn.say("trouble.noted", kind=turn.say(f"kind.{report.category}")))
    danger = turn.say("trouble.danger") if _is_danger(report) else ""
    return ask(turn, _next_of(report), paragraphs(before, together(noted, danger)), report=report)


def _next_of(report: Report) -> str:
    """What is asked for next."""
    if report.category == "account":
        return "trouble_confirm"  # nothing to be seen, and nobody has to come
    if not report.photos:
        return "trouble_photo"
    return "trouble_confirm" if report.place else "trouble_place"


def _facts_first(turn: Turn, report: Report, before: str) -> Step | None:
    """What we know that explains it; None where nothing does."""
    me = turn.me
    line = next((one for one in me.lines if one.id == report.line), None)
    if report.category in ("", *NETWORK) and (line or not me.lines):
        if line and line.status != "active":
            return _not_served(turn, line, report)
        if me.outage and report.category and not _known_in(turn, report):
            return _part_of_outage(turn, report, before)
    known = _known_in(turn, report)
    if me.recovered and not known and report.category == "no_connection":
        return not_recovered(turn, report.words)
    if known and report.category:
        return _known(turn, known, report, before)
    return None


def not_recovered(turn: Turn, words: str) -> Step:
    """After an outage it does not work for them: that is a report, and asks for nothing more."""
    text = paragraphs(turn.say("trouble.not_recovered", ticket="{ticket}"), turn.say("trouble.done_next"))
    return tell(turn, text, AnswerRecovery(turn.me.recovered, works=False, words=words))


def _not_served(turn: Turn, line: Line, report: Report) -> Step:
    if line.status == "suspended" and line.suspended_for == "arrears" and turn.me.bills:
        if turn.me.proof_sent_on:
            waiting = turn.say("bill.proof_waiting", day=turn.day(turn.me.proof_sent_on))
            return tell(turn, together(waiting, turn.say("proof.kept_suspended")), offers=("person",))
        return ask(turn, "explained", report=report)
    if line.status == "suspended":
        return tell(turn, turn.say("trouble.suspended_staff"), HandOver("suspended"))
    return tell(turn, turn.say(f"trouble.{line.status}"), offers=("person", "menu"))


def _part_of_outage(turn: Turn, report: Report, before: str) -> Step:
    joined = turn.say("trouble.outage_joined", ticket="{ticket}")
    return tell(turn, paragraphs(before, outage_news(turn), joined), OpenComplaint(report))


def outage_news(turn: Turn) -> str:
    """What is known of the outage where they live; empty where there is none."""
    outage = turn.me.outage
    if outage is None:
        return ""
    return together(
        turn.say("trouble.outage"),
        turn.say("trouble.outage_cause", cause=outage.cause) if outage.cause else "",
        turn.say("trouble.outage_eta", at=turn.moment(outage.expected_at)) if outage.expected_at else "",
    )


def _known_in(turn: Turn, report: Report) -> str:
    """The number of an open complaint that this is about."""
    same = [
        ticket
        for ticket in turn.me.open_tickets
        if ticket.line in (None, report.line) and (ticket.category == report.category or
                                                   {ticket.category, report.category} <= set(NETWORK))
    ]  # fmt: skip
    return same[0].id if same else ""


def _known(turn: Turn, ticket_id: str, report: Report, before: str) -> Step:
    ticket = next(one for one in turn.me.open_tickets if one.id == ticket_id)
    if ticket.status == "resolved":
        told = TellComplaint(ticket_id, "still_broken", words=report.words)
        return tell(turn, turn.say("trouble.still", ticket=ticket_id), told)
    status = turn.say("trouble.known", ticket=ticket_id, status=turn.say(f"status.word.{ticket.status}"))
    visit = turn.say("status.visit", at=turn.moment(ticket.visit_at)) if ticket.visit_at else ""
    added = turn.say("trouble.known_added") if report.words else ""
    news = turn.say("trouble.outage") if turn.me.outage else ""
    effects = (TellComplaint(ticket_id, "comment", words=report.words),) if report.words else ()
    text = paragraphs(before, lines(together(status, visit), news), added)
    return tell(turn, text, *effects, offers=("person", "menu"))


def _is_danger(report: Report) -> bool:
    return at_least_for(report.words, "normal") == "urgent"


def _added(before: str, words: str) -> str:
    return "\n".join(filter(None, (before, words.strip())))[:MOST_WORDS]


TROUBLE: dict[str, Callable[[Turn], Step]] = {
    "trouble": trouble,
    "choose_kind": choose_kind,
    "choose_line": choose_line,
    "describe": describe,
    "add_photo": add_photo,
    "skip_photo": skip_photo,
    "add_place": add_place,
    "skip_place": skip_place,
    "add_words": add_words,
    "submit": submit,
    "report_anyway": report_anyway,
}

"""Complaints that exist: how far they are, another day for the visit, works or not, the rating; and requests. Pure."""

from collections.abc import Callable

from shared.conversations.flow.facts import Ticket
from shared.conversations.flow.moves_survey import asked_on
from shared.conversations.flow.moves_trouble import NETWORK, not_recovered, outage_news, trouble
from shared.conversations.flow.moves_who import knows_who
from shared.conversations.flow.talk import AnswerRecovery, OpenComplaint, Report, Step, Survey, TellComplaint
from shared.conversations.flow.turn import Turn, ask, lines, paragraphs, tell, together

SHOWN = 4
POOR = 3
"""Below it we ask what we could do better."""
MOST_WORDS = 1_500


@knows_who
def status(turn: Turn) -> Step:
    """All that is open, or the one they name."""
    found = turn.me.open_tickets
    named = [ticket for ticket in turn.me.tickets if ticket.id == turn.signal.value]
    shown = named or found
    if not shown:
        return _nothing_reported(turn)
    told = [_told(turn, ticket) for ticket in shown[:SHOWN]]
    news = turn.say("trouble.outage") if turn.me.outage else ""
    if any(ticket.status == "resolved" for ticket in shown):
        offers: tuple[str, ...] = ("works", "still_broken", "person")
    elif any(ticket.visit_at for ticket in shown):
        offers = ("reschedule", "add_note", "person")
    else:
        offers = ("add_note", "person", "menu")
    return tell(turn, paragraphs(*told, news), offers=offers)


def _nothing_reported(turn: Turn) -> Step:
    """`lagi gangguan ya pak?`: what we know of their line, without a report."""
    if turn.me.bills and any(line.suspended_for == "arrears" for line in turn.me.lines):
        return ask(turn, "explained")
    if turn.me.outage is None:
        return tell(turn, turn.say("status.none"), offers=("trouble", "person"))
    return tell(turn, paragraphs(outage_news(turn), turn.say("status.report_too")), offers=("trouble", "person"))


@knows_who
def reschedule(turn: Turn) -> Step:
    visits = [ticket for ticket in turn.me.open_tickets if ticket.visit_at]
    if not visits:
        return tell(turn, turn.say("visit.none"), offers=("status", "person"))
    return ask(turn, "visit_day", ticket_id=visits[0].id)


@knows_who
def ask_visit(turn: Turn) -> Step:
    """When they are at home, in their words: the technician decides."""
    wish = turn.heard.text[:200]
    told = TellComplaint(turn.talk.ticket_id, "other_time", words=wish)
    return tell(turn, turn.say("visit.done", words=wish), told)


@knows_who
def agree_visit(turn: Turn) -> Step:
    visit = next((ticket for ticket in turn.me.open_tickets if ticket.visit_at), None)
    if visit is None or visit.visit_at is None:
        return tell(turn, turn.say("visit.none"), offers=("status", "person"))
    text = turn.say("visit.agreed", at=turn.moment(visit.visit_at))
    return tell(turn, text, *((TellComplaint(visit.id, "agree"),) if visit.status == "scheduled" else ()))


@knows_who
def add_note(turn: Turn) -> Step:
    """They want to add something to the latest report."""
    open_ = turn.me.open_tickets
    if not open_:
        return tell(turn, turn.say("status.none"), offers=("trouble", "person"))
    return ask(turn, "note", ticket_id=open_[0].id)


@knows_who
def take_note(turn: Turn) -> Step:
    told = TellComplaint(turn.talk.ticket_id, "comment", words=turn.heard.text[:MOST_WORDS])
    return tell(turn, turn.say("status.noted", ticket=turn.talk.ticket_id), told)


@knows_who
def note_photo(turn: Turn) -> Step:
    """For the report they want to add something to."""
    return photo_to(turn, turn.talk.ticket_id)


def photo_to(turn: Turn, ticket_id: str) -> Step:
    """Pictures for this complaint, with what was written with them."""
    events = turn.heard.photos or [turn.talk.photo, *turn.talk.more_photos]
    told = TellComplaint(ticket_id, "photo", words=turn.heard.text[:MOST_WORDS], photos=tuple(events))
    return tell(turn, turn.say("status.photo_noted", ticket=ticket_id), told)


@knows_who
def note_place(turn: Turn) -> Step:
    told = TellComplaint(turn.talk.ticket_id, "location", place=turn.heard.place)
    return tell(turn, turn.say("status.place_noted", ticket=turn.talk.ticket_id), told)


@knows_who
def works(turn: Turn) -> Step:
    """It works again: what waits for their word is closed, else the latest report of such trouble."""
    done = _done(turn)
    if turn.me.recovered and not done:
        return tell(turn, turn.say("trouble.works"), AnswerRecovery(turn.me.recovered, works=True))
    meant = done or [ticket for ticket in turn.me.open_tickets if ticket.category in NETWORK]
    told = [TellComplaint(ticket.id, "works", words=turn.heard.text[:200]) for ticket in meant[:1]]
    return tell(turn, turn.say("trouble.works"), *told)


@knows_who
def still_broken(turn: Turn) -> Step:
    """It does not: the report goes on. Without one, it is a report of trouble."""
    done = _done(turn)
    if turn.me.recovered and not done:
        return not_recovered(turn, turn.heard.text[:MOST_WORDS])
    if not done:
        return trouble(turn)
    told = TellComplaint(done[0].id, "still_broken", words=turn.heard.text[:MOST_WORDS])
    return tell(turn, turn.say("trouble.still", ticket=done[0].id), told)


@knows_who
def rate(turn: Turn) -> Step:
    """1 to 5, for the complaint that was asked about."""
    stars, _, named = turn.signal.value.partition(":")
    ticket_id = named or turn.talk.ticket_id or (turn.me.to_rate.id if turn.me.to_rate else "")
    if not stars.isdigit() or not ticket_id:
        return tell(turn, turn.say("old_choice"), offers=("menu",))
    rated = TellComplaint(ticket_id, "rating", rating=int(stars))
    survey = Survey(about=ticket_id, service=int(stars))
    if int(stars) < POOR:
        return ask(turn, "rating_comment", turn.say("rating.thanks"), rated, ticket_id=ticket_id, survey=survey)
    return asked_on(turn, survey, turn.say("rating.thanks"), rated)


@knows_who
def comment(turn: Turn) -> Step:
    """What we could do better."""
    told = TellComplaint(turn.talk.ticket_id, "comment", words=turn.heard.text[:MOST_WORDS])
    return asked_on(turn, turn.talk.survey, turn.say("rating.comment_kept"), told)


def no_comment(turn: Turn) -> Step:
    return asked_on(turn, turn.talk.survey, turn.say("rating.thanks"))


@knows_who
def change(turn: Turn) -> Step:
    """They want another plan, a move, a stop: staff decide. Where they have said what, it is only confirmed."""
    said = turn.heard.text if not turn.heard.choice else ""
    if len(said.split()) >= 3:
        return ask(turn, "change_confirm", words=said[:MOST_WORDS])
    return ask(turn, "change_what", words=said)


def take_change(turn: Turn) -> Step:
    words = lines(turn.talk.words, turn.heard.text)[:MOST_WORDS]
    return ask(turn, "change_confirm", words=words)


@knows_who
def request_change(turn: Turn) -> Step:
    report = Report(category="other", words=turn.talk.words)
    return tell(turn, turn.say("change.done", ticket="{ticket}"), OpenComplaint(report, request=True))


def _done(turn: Turn) -> list[Ticket]:
    return [ticket for ticket in turn.me.open_tickets if ticket.status == "resolved"]


def _told(turn: Turn, ticket: Ticket) -> str:
    word = turn.say(f"status.word.{ticket.status}") if ticket.status != "closed" else turn.say("status.word.resolved")
    return lines(
        turn.say("status.one", ticket=ticket.id, kind=turn.say(f"kind.{ticket.category}"), status=word),
        together(
            turn.say("status.since", at=turn.day_of(ticket.reported_at)),
            turn.say("status.technician", name=ticket.technician) if ticket.technician else "",
        ),
        turn.say("status.visit", at=turn.moment(ticket.visit_at)) if ticket.visit_at else "",
    )


TICKET: dict[str, Callable[[Turn], Step]] = {
    "status": status,
    "reschedule": reschedule,
    "ask_visit": ask_visit,
    "agree_visit": agree_visit,
    "add_note": add_note,
    "take_note": take_note,
    "note_photo": note_photo,
    "note_place": note_place,
    "works": works,
    "still_broken": still_broken,
    "rate": rate,
    "comment": comment,
    "no_comment": no_comment,
    "change": change,
    "take_change": take_change,
    "request_change": request_change,
}

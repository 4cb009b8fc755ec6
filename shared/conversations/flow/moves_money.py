"""The bill, how to pay it, proofs of payment, and promises to pay. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from shared.conversations.flow.facts import Bill
from shared.conversations.flow.moves_trouble import dead_though_paid
from shared.conversations.flow.moves_who import knows_who
from shared.conversations.flow.read_day import day_said
from shared.conversations.flow.talk import HandOver, KeepProof, PromiseToPay, Step
from shared.conversations.flow.turn import BESIDE_TAPS, Turn, again, ask, lines, paragraphs, tell, together
from shared.core.money import rupiah
from shared.messaging.models import Attachment

SHOWN_LINES = 8
_RECEIPT = ("kwitansi", "kuitansi", "nota", "receipt", "struk", "bukti lunas")


@knows_who
def bill(turn: Turn) -> Step:
    """How much, why each line, by when; the paper and the link to pay."""
    me = turn.me
    if not me.bills:
        return tell(turn, _nothing_owed(turn))
    named = [one for one in me.bills if turn.signal.value and one.number.upper() == turn.signal.value]
    shown = named or me.bills
    first = shown[0]
    several = len(me.bills) > 1
    head = (
        turn.say("bill.total_many", count=len(me.bills), amount=rupiah(me.owed))
        if several
        else turn.say("bill.total", amount=rupiah(me.owed))
    )
    text = paragraphs(head, *_fitting(turn, shown), _standing(turn), turn.say("bill.way_out"))
    paper = Attachment(path=first.pdf, filename=f"{first.number}.pdf") if first.pdf else None
    link = (turn.say("bill.link"), first.link) if first.link else None
    return tell(turn, text, link=link, document=paper)


@knows_who
def pay(turn: Turn) -> Step:
    """The amount, the accounts to transfer to, the QRIS of the oldest bill, the link."""
    me = turn.me
    banks = [turn.say("pay.bank", bank=one.bank, number=one.number, holder=one.holder) for one in turn.facts.banks]
    accounts = lines(turn.say("pay.banks"), *banks) if banks else ""
    if not me.bills:
        return tell(turn, paragraphs(_nothing_owed(turn), turn.say("pay.ahead") if banks else "", accounts))
    first = me.bills[0]
    several = len(me.bills) > 1
    scan = turn.say("pay.qris") if first.qris else ""
    which = turn.say("pay.qris_oldest", amount=rupiah(first.left)) if first.qris and several else ""
    text = paragraphs(
        turn.say("pay.head", amount=rupiah(me.owed)),
        lines(*(_one_line(turn, one) for one in me.bills[:SHOWN_LINES])),
        together(scan, which),
        accounts,
        together(turn.say("pay.after"), turn.say("bill.way_out")),
    )
    link = (turn.say("bill.link"), first.link) if first.link else None
    step = tell(turn, text, link=link, image=first.qris)
    return replace(step, talk=step.talk.model_copy(update={"state": "paying"}))


@knows_who
def paid(turn: Turn) -> Step:
    """They say that they have paid: what do our books say? Where the line is dead too, why it is."""
    me = turn.me
    if turn.heard.photos:
        return _kept(turn, turn.heard.photos)
    if turn.signal.value:
        return dead_though_paid(turn)
    if not me.bills:
        thanks = turn.say("paid.all")
        if me.last_paid and me.last_paid_on:
            last = turn.say("paid.last", amount=rupiah(me.last_paid), day=turn.day(me.last_paid_on))
            thanks = together(turn.say("paid.all"), last)
        wants_receipt = any(word in turn.heard.text.lower() for word in _RECEIPT)
        return tell(turn, together(thanks, turn.say("paid.receipt") if wants_receipt else ""))
    if me.proof_sent_on:
        return tell(turn, turn.say("paid.waiting", day=turn.day(me.proof_sent_on)))
    return ask(turn, "proof", turn.say("paid.open", amount=rupiah(me.owed)))


@knows_who
def keep_proof(turn: Turn) -> Step:
    """The photo is a proof of payment; each of several is one."""
    return _kept(turn, turn.heard.photos)


@knows_who
def photo_is_proof(turn: Turn) -> Step:
    """The photo we asked about is one."""
    return _kept(turn, asked_about(turn))


def asked_about(turn: Turn) -> list[str]:
    """The events of the pictures whose meaning we asked."""
    return [turn.talk.photo, *turn.talk.more_photos]


@knows_who
def no_proof(turn: Turn) -> Step:
    """Paid in cash, or the slip is lost: staff look for the payment."""
    return tell(turn, turn.say("proof.none"), HandOver("no_proof"))


def await_proof(turn: Turn) -> Step:
    """`sebentar ya, saya kirim buktinya`."""
    return again(turn)


@knows_who
def promise_asked(turn: Turn) -> Step:
    """`besok saya bayar`: where they name a day it is taken as it is."""
    me = turn.me
    if not me.bills:
        return tell(turn, turn.say("promise.nothing"))
    if me.latest_promise_on is None:
        if me.promised_until and me.promised_until >= turn.facts.today:
            return tell(turn, turn.say("promise.has_one", day=turn.day(me.promised_until)), offers=("pay", "person"))
        return tell(turn, turn.say("promise.not_allowed"), HandOver("promise"))
    if day_said(turn.heard.text, turn.facts.today):
        return take_day(turn)
    return ask(turn, "promise_day")


@knows_who
def take_day(turn: Turn) -> Step:
    """The day they name, if the policy allows it; else the last one that it does."""
    latest, day = turn.me.latest_promise_on, day_said(turn.heard.text, turn.facts.today)
    if latest is None or day is None:
        return promise_asked(turn)
    if day < turn.facts.today:
        return ask(turn, "promise_day", turn.say("promise.past"))
    if day > latest:
        return ask(turn, "promise_confirm", day=latest)
    turn = Turn(turn.heard, turn.signal, turn.talk.model_copy(update={"day": day}), turn.facts)
    return promise(turn)


@knows_who
def promise(turn: Turn) -> Step:
    """The day they agreed to."""
    day = turn.talk.day
    if day is None or turn.me.latest_promise_on is None or not turn.me.bills:
        return promise_asked(turn)
    done = turn.say("promise.done", amount=rupiah(turn.me.owed), day=turn.day(day))
    until = "" if _is_cut(turn) else turn.say("promise.kept_on")
    text = together(done, until, turn.say("promise.thanks"))
    return tell(turn, text, PromiseToPay(day))


def ask_day(turn: Turn) -> Step:
    return ask(turn, "promise_day")


def _kept(turn: Turn, events: Sequence[str]) -> Step:
    me = turn.me
    if not me.bills:
        return tell(turn, turn.say("proof.not_needed"))
    after = turn.say("proof.kept_suspended") if _is_cut(turn) else ""
    return tell(turn, together(turn.say("proof.kept"), after), *map(KeepProof, events))


def _is_cut(turn: Turn) -> bool:
    return any(line.status == "suspended" and line.suspended_for == "arrears" for line in turn.me.lines)


def _nothing_owed(turn: Turn) -> str:
    me = turn.me
    return paragraphs(
        turn.say("bill.none_proof" if me.proof_sent_on else "bill.none"),
        together(
            turn.say("bill.credit", amount=rupiah(me.credit)) if me.credit else "",
            turn.say("bill.next", day=turn.day(me.next_bill_on)) if me.next_bill_on else "",
        ),
    )


def _fitting(turn: Turn, bills: list[Bill]) -> list[str]:
    """As many bills, the oldest first, as leave room for what follows."""
    room, shown = BESIDE_TAPS - 420, list[str]()
    for one in bills:
        text = _in_full(turn, one)
        if shown and len(text) > room:
            break
        room -= len(text)
        shown.append(text)
    return shown


def _in_full(turn: Turn, one: Bill) -> str:
    told = [
        turn.say("bill.line", what=f"{line.what} ({line.why})" if line.why else line.what, amount=rupiah(line.amount))
        for line in one.lines[:SHOWN_LINES]
    ]
    left_out = len(one.lines) - SHOWN_LINES
    return lines(
        f"{turn.say('bill.head', number=one.number)}, {turn.month(one.period)}",
        *told,
        turn.say("bill.more_lines", count=left_out) if left_out > 0 else "",
        turn.say("bill.already", amount=rupiah(one.paid)) if one.paid else "",
        _due(turn, one),
    )


def _one_line(turn: Turn, one: Bill) -> str:
    return turn.say("bill.line", what=f"{one.number}, {turn.month(one.period)}", amount=rupiah(one.left))


def _due(turn: Turn, one: Bill) -> str:
    late = (turn.facts.today - one.due_on).days
    if late > 0:
        return turn.say("bill.overdue", day=turn.day(one.due_on), days=late)
    return turn.say("bill.due_today") if late == 0 else turn.say("bill.due", day=turn.day(one.due_on))


def _standing(turn: Turn) -> str:
    """What is on its way already: a proof, a promise, credit."""
    me = turn.me
    return together(
        turn.say("bill.proof_waiting", day=turn.day(me.proof_sent_on)) if me.proof_sent_on else "",
        turn.say("bill.promised", day=turn.day(me.promised_until)) if me.promised_until else "",
    )


MONEY: dict[str, Callable[[Turn], Step]] = {
    "bill": bill,
    "pay": pay,
    "paid": paid,
    "keep_proof": keep_proof,
    "photo_is_proof": photo_is_proof,
    "no_proof": no_proof,
    "await_proof": await_proof,
    "promise_asked": promise_asked,
    "take_day": take_day,
    "promise": promise,
    "ask_day": ask_day,
}

"""Cash passes from whoever took it to the office (setoran): what is handed over must be what was taken."""

from dataclasses import dataclass

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.repository import staff
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.fields import PageQuery
from shared.core.firestore import Commit, Stored, attempt
from shared.core.http import Answer
from shared.core.ids import ulid
from shared.core.money import rupiah
from shared.payments.models import (
    Handover,
    HandoverPage,
    HandoverView,
    InHand,
    InHandPage,
    NewHandover,
    Payment,
    Payout,
)
from shared.payments.payment_settings import payment_rules
from shared.payments.repository import handovers, payments, payouts

MOST = 200
"""Payments in one hand-over, and as many payouts: all are marked in its commit."""
MOST_SHOWN = 2000


@dataclass(frozen=True)
class Cash:
    """What one person has in hand."""

    payments: list[Stored[Payment]]
    payouts: list[Stored[Payout]]
    more: bool

    @property
    def amount(self) -> int:
        """In rupiah; below zero where more was paid out than taken."""
        return sum(one.value.amount for one in self.payments) - sum(one.value.amount for one in self.payouts)

    @property
    def name(self) -> str:
        """Whose it is, as they were called when they took it."""
        return next((one.value.taken_by_name for one in self.payments), "") or next(
            (one.value.taken_by_name for one in self.payouts), ""
        )


def hand_over_cash(new: NewHandover, by: Caller, key: str | None) -> Answer[HandoverView]:
    """201 with the hand-over, 200 with it if this id came before. A difference needs a note, and is kept.

    Raises Invalid for a difference without one, Conflict `nothing_in_hand`, `id_reused`.
    """
    handover_id = f"h_{new.id or key or ulid()}"
    of = _whose(new, by)

    def decide() -> Answer[HandoverView]:
        cash = cash_of(of)  # before the hand-over: if this very one has just emptied it, it is then seen as known
        known = handovers.get(handover_id)
        if known:
            return Answer(handover_view(_same(known.value, new, of)), 200)
        if not cash.payments and not cash.payouts:
            raise Conflict(
                code="nothing_in_hand",
                message_id="Tidak ada uang tunai yang belum disetor.",
                message_en="There is no cash that was not handed over.",
            )
        difference = new.amount - cash.amount
        if difference and not new.note:
            raise _differs(cash.amount, difference)
        commit = Commit()
        made = _handover(handover_id, new, cash, of, by)
        commit.create(handovers, made)
        _mark(commit, cash, made.id)
        record_audit(
            commit,
            cause=made.id,
            what="handed_over",
            by=by.id,
            subject=f"staff/{of}",
            after={"amount": made.amount, "expected": made.expected, "note": made.note},
        )
        commit.commit()
        return Answer(handover_view(made), 201)

    return attempt(decide)


def cash_of(person: str) -> Cash:
    """Cash this person took or paid out, and has not handed over; as much as one hand-over holds."""
    mine = (("taken_by", "==", person), ("in_hand", "==", True))
    taken, given = payments.find(*mine, limit=MOST + 1), payouts.find(*mine, limit=MOST + 1)
    return Cash(taken[:MOST], given[:MOST], len(taken) > MOST or len(given) > MOST)


def list_cash_in_hand(by: Caller) -> InHandPage:
    """Everybody who has cash, the most first; a collector sees only their own."""
    if by.role == "collector":
        cash = cash_of(by.id)
        return _page([_in_hand(by.id, by.name, cash)])
    in_hand = ("in_hand", "==", True)
    taken, given = payments.find(in_hand, limit=MOST_SHOWN), payouts.find(in_hand, limit=MOST_SHOWN)
    is_cut = MOST_SHOWN in (len(taken), len(given))
    names = {one.value.taken_by: one.value.taken_by_name for one in given}
    names |= {one.value.taken_by: one.value.taken_by_name for one in taken}
    items = [
        _in_hand(
            person,
            name,
            Cash(
                [one for one in taken if one.value.taken_by == person],
                [one for one in given if one.value.taken_by == person],
                is_cut,
            ),
        )
        for person, name in names.items()
    ]
    return _page(sorted(items, key=lambda one: (-one.amount, one.taken_by)))


def list_handovers(query: PageQuery, by: Caller) -> HandoverPage:
    """Hand-overs, the latest first; a collector sees only their own."""
    mine = [("taken_by", "==", by.id)] if by.role == "collector" else []
    page = handovers.page(*mine, order=[("at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    return HandoverPage(items=[handover_view(one) for one in page.items], next_cursor=page.next_cursor)


def handover_view(handover: Handover) -> HandoverView:
    """A hand-over for staff."""
    return HandoverView.model_validate(handover.model_dump())


def _page(items: list[InHand]) -> InHandPage:
    return InHandPage(items=items, next_cursor=None, cash_limit=payment_rules().cash_limit)


def _whose(new: NewHandover, by: Caller) -> str:
    of = new.taken_by or by.id
    if of != by.id and (by.role == "collector" or staff.get(of) is None):
        raise invalid("taken_by", "Bukan petugas yang bisa Anda catat.", "Not a person you can write this down for.")
    return of


def _same(known: Handover, new: NewHandover, of: str) -> Handover:
    if (known.taken_by, known.amount) != (of, new.amount):
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk isi yang lain.",
            message_en="This id was used for something else.",
        )
    return known


def _differs(expected: int, difference: int) -> Exception:
    word_id, word_en = ("lebih", "more") if difference > 0 else ("kurang", "less")
    return invalid(
        "amount",
        f"Seharusnya {rupiah(expected)}: {word_id} {rupiah(abs(difference))}. Tulis alasannya di catatan.",
        f"It should be {rupiah(expected)}: {rupiah(abs(difference))} {word_en}. Say why in the note.",
    )


def _handover(handover_id: str, new: NewHandover, cash: Cash, of: str, by: Caller) -> Handover:
    return Handover(
        id=handover_id,
        taken_by=of,
        taken_by_name=cash.name,
        amount=new.amount,
        expected=cash.amount,
        difference=new.amount - cash.amount,
        payments=len(cash.payments),
        payouts=len(cash.payouts),
        note=new.note,
        at=clock.now(),
        on=clock.today(),
        by=by.id,
        by_name=by.name,
    )


def _mark(commit: Commit, cash: Cash, handover_id: str) -> None:
    handed = {"in_hand": False, "handover_id": handover_id}
    for taken in cash.payments:
        commit.update(payments, taken, taken.value.model_copy(update=handed))
    for given in cash.payouts:
        commit.update(payouts, given, given.value.model_copy(update=handed))


def _in_hand(person: str, name: str, cash: Cash) -> InHand:
    moments = [one.value.recorded_at for one in cash.payments]
    return InHand(
        taken_by=person,
        taken_by_name=name,
        amount=cash.amount,
        payments=len(cash.payments),
        payouts=len(cash.payouts),
        oldest_at=min(moments, default=None),
        more=cash.more,
    )

"""The cash book: what came in and went out on one day, by person and method."""

from collections.abc import Iterable
from datetime import date

from shared.core import clock
from shared.payments.models import METHOD_WORD, CashBook, CashLine, Payment, Payout
from shared.payments.repository import payments, payouts


def read_cash_book(on: date | None) -> CashBook:
    """The book of a day, today if not said. It reads that day's payments."""
    day = on or clock.today()
    came = [stored.value for stored in payments.find(("recorded_on", "==", day))]
    went = [stored.value for stored in payouts.find(("on", "==", day))]
    return cash_book(day, came, went)


def cash_book(on: date, came: Iterable[Payment], went: Iterable[Payout]) -> CashBook:
    """The lines and their sums: pure."""
    lines: dict[tuple[str, str], CashLine] = {}
    for payment in came:
        line = _line(lines, payment)
        line.payments += 1
        line.received += payment.amount
    for payout in went:
        line = _line(lines, payout)
        line.payouts += 1
        line.paid_out += payout.amount
    for line in lines.values():
        line.total = line.received - line.paid_out
    items = sorted(
        lines.values(), key=lambda one: (one.taken_by_name, one.taken_by, list(METHOD_WORD).index(one.method))
    )
    received, paid_out = sum(one.received for one in items), sum(one.paid_out for one in items)
    return CashBook(on=on, items=items, received=received, paid_out=paid_out, total=received - paid_out)


def _line(lines: dict[tuple[str, str], CashLine], money: Payment | Payout) -> CashLine:
    key = (money.taken_by, money.method)
    if key not in lines:
        lines[key] = CashLine(
            taken_by=money.taken_by,
            taken_by_name=money.taken_by_name,
            method=money.method,
            payments=0,
            received=0,
            payouts=0,
            paid_out=0,
            total=0,
        )
    return lines[key]

"""What is paid of an invoice and what is left of it, by payment and by credit: pure.

An invoice is paid when nothing is left, and open again when something of it is taken back.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from shared.billing.dunning_dates import NOT_FOLLOWED_UP, follow_up, passed
from shared.billing.models import Invoice, PaidPart
from shared.settings.models import BillingRules


def left_to_pay(invoice: Invoice) -> int:
    """Rupiah; nothing where it is not open."""
    return invoice.total - invoice.paid if invoice.status == "open" else 0


def oldest_first(found: Iterable[Invoice]) -> list[Invoice]:
    """The order in which money is spent on them."""
    return sorted(found, key=lambda one: (one.billed_on, one.id))


def paid_by(invoice: Invoice, payment_id: str, amount: int, on: date) -> Invoice:
    """With `amount` of it paid by this payment. Raises ValueError for more than is left."""
    part = PaidPart(payment_id=payment_id, amount=amount, on=on)
    return _paid(invoice, amount, on, payments=[*invoice.payments, part])


def paid_from_credit(invoice: Invoice, amount: int, on: date) -> Invoice:
    """With `amount` of it paid out of the customer's credit. Raises ValueError for more than is left."""
    return _paid(invoice, amount, on, from_credit=invoice.from_credit + amount)


def part_of(invoice: Invoice, payment_id: str) -> int:
    """What this payment pays of it now, in rupiah."""
    return sum(part.amount for part in invoice.payments if part.payment_id == payment_id)


def is_followed_up(invoice: Invoice, rules: BillingRules) -> bool:
    """Whether it is reminded of: what came from the old books only where the owner has switched that on."""
    return invoice.kind != "opening" or rules.follow_opening_bills


def without_payment(invoice: Invoice, payment_id: str, rules: BillingRules, today: date) -> Invoice:
    """As if this payment had never come: open again, and followed up again."""
    kept = [part for part in invoice.payments if part.payment_id != payment_id]
    return _open_again(invoice, part_of(invoice, payment_id), rules, today, payments=kept)


def without_credit(invoice: Invoice, amount: int, rules: BillingRules, today: date) -> Invoice:
    """With `amount` of what credit paid of it taken back."""
    return _open_again(invoice, amount, rules, today, from_credit=invoice.from_credit - amount)


def not_written_off(invoice: Invoice, rules: BillingRules, today: date) -> Invoice:
    """A written-off invoice, open again."""
    return _open_again(invoice, 0, rules, today)


def _paid(invoice: Invoice, amount: int, on: date, **more: Any) -> Invoice:
    if not 0 < amount <= left_to_pay(invoice):
        raise ValueError(f"{amount} is not what is left of {invoice.id}")
    paid = invoice.paid + amount
    more |= {"paid": paid}
    if paid == invoice.total:
        more |= {"status": "paid", "paid_on": on, **NOT_FOLLOWED_UP}
    return invoice.model_copy(update=more)


def _open_again(invoice: Invoice, amount: int, rules: BillingRules, today: date, **more: Any) -> Invoice:
    more |= {"paid": invoice.paid - amount}
    if invoice.status != "open":
        more |= {"status": "open", "paid_on": None, "rounds": invoice.rounds + 1}
        more |= _followed_up_again(invoice, rules, today)
    return invoice.model_copy(update=more)


def _followed_up_again(invoice: Invoice, rules: BillingRules, today: date) -> dict[str, Any]:
    if not is_followed_up(invoice, rules):
        return NOT_FOLLOWED_UP
    # Reminders of days that have passed stay unsaid, and a fee is charged once; a suspension falls anew.
    fees = [name for name in invoice.dunned if name.startswith("late_fee")]
    done = [*passed(rules, invoice.due_on, today), *fees]
    return {"dunned": done, **follow_up(rules, invoice.due_on, today, done=done)}

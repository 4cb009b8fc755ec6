"""What is paid of an invoice and what is left of it, by payment and by credit: pure.

An invoice is paid when nothing is left, and open again when something of it is taken back.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from shared.billing.dunning_dates import resumed_dunning_on
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
        more |= {"status": "paid", "paid_on": on, "next_dunning_on": None}
    return invoice.model_copy(update=more)


def _open_again(invoice: Invoice, amount: int, rules: BillingRules, today: date, **more: Any) -> Invoice:
    more |= {"paid": invoice.paid - amount}
    if invoice.status != "open":
        # What came from the old books is not followed up until somebody switches it on.
        followed_up = None if invoice.kind == "opening" else resumed_dunning_on(rules.ladder, invoice.due_on, today)
        more |= {"status": "open", "paid_on": None, "next_dunning_on": followed_up}
    return invoice.model_copy(update=more)

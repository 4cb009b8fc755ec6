"""What an account is when a payment is taken back: pure.

What it paid is open again. What of it had become credit is taken from the credit that is left, then from the bills
that credit has paid since, the newest first. If the money has left us (it was refunded), the rest is a bill of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.billing.models import Invoice
from shared.billing.pay_invoice import (
    left_to_pay,
    not_written_off,
    oldest_first,
    part_of,
    without_credit,
    without_payment,
)
from shared.customers.models import Customer
from shared.settings.models import BillingRules


@dataclass(frozen=True)
class Undone:
    """The customer but for their balance, the invoices that changed, and what is still owed without a bill."""

    customer: Customer
    invoices: list[Invoice]
    revived: list[tuple[Invoice, int]]
    """Written-off invoices that are open again, and what had been written off."""
    unbilled: int


def undo_payment(
    customer: Customer, payment_id: str, amount: int, found: Iterable[Invoice], rules: BillingRules, today: date
) -> Undone:
    """`found` are the customer's invoices: those it paid, and those that credit has paid."""
    known = {invoice.id: invoice for invoice in found if invoice.status != "void"}
    changed: dict[str, Invoice] = {}
    revived = []
    left = amount
    for invoice in known.values():
        part = part_of(invoice, payment_id)
        if not part:
            continue
        if invoice.status == "written_off":
            reopened = not_written_off(invoice, rules, today)
            revived.append((reopened, left_to_pay(reopened)))
        left -= part
        changed[invoice.id] = without_payment(invoice, payment_id, rules, today)
    from_credit = min(left, customer.credit)
    left -= from_credit
    newest_first = oldest_first((known | changed).values())[::-1]
    for invoice in newest_first:
        part = min(left, invoice.from_credit)
        if part <= 0 or invoice.status == "written_off":
            continue
        left -= part
        changed[invoice.id] = without_credit(invoice, part, rules, today)
    after = customer.model_copy(update={"credit": customer.credit - from_credit})
    return Undone(after, [*changed.values()], revived, left)


def needs_all(customer: Customer, payment_id: str, amount: int, its_own: Sequence[Invoice]) -> bool:
    """Whether more of it became credit than is left, so that bills which credit has paid are needed too."""
    own = sum(part_of(invoice, payment_id) for invoice in its_own if invoice.status != "void")
    return amount - own > customer.credit

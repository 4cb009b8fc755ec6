"""What a payment pays: the invoice it names, then the oldest, and what is left is credit: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay, oldest_first, paid_by
from shared.payments.models import Allocation


@dataclass(frozen=True)
class Allocated:
    """The invoices as they are afterwards, what each was paid, and what no invoice needed."""

    invoices: list[Invoice]
    allocations: list[Allocation]
    credit: int


def allocate(
    amount: int, payment_id: str, open_invoices: Iterable[Invoice], on: date, *, first: str | None = None
) -> Allocated:
    """`amount` rupiah over these invoices, `first` before all others."""
    left = amount
    paid, allocations = [], []
    for invoice in sorted(oldest_first(open_invoices), key=lambda one: one.id != first):
        part = min(left, left_to_pay(invoice))
        if part > 0:
            left -= part
            paid.append(paid_by(invoice, payment_id, part, on))
            allocations.append(Allocation(invoice_id=invoice.id, number=invoice.number, amount=part))
    return Allocated(paid, allocations, left)

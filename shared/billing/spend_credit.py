"""Money a customer has with us pays their open invoices, the oldest first: pure."""

from collections.abc import Iterable
from datetime import date

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay, oldest_first, paid_from_credit
from shared.customers.models import Customer


def spend_credit(customer: Customer, open_invoices: Iterable[Invoice], on: date) -> tuple[Customer, list[Invoice]]:
    """The customer with less credit, and those invoices that it paid something of. The balance stays as it is."""
    credit = customer.credit
    paid = []
    for invoice in oldest_first(open_invoices):
        part = min(credit, left_to_pay(invoice))
        if part > 0:
            credit -= part
            paid.append(paid_from_credit(invoice, part, on))
    return customer.model_copy(update={"credit": credit}), paid

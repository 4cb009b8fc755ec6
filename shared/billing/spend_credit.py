"""Money a customer has with us pays their open invoices, the oldest first: pure."""

from collections.abc import Iterable

from shared.billing.models import Invoice
from shared.customers.models import Customer


def spend_credit(customer: Customer, open_invoices: Iterable[Invoice]) -> tuple[Customer, list[Invoice]]:
    """The customer with less credit, and those invoices that it paid something of. The balance stays as it is."""
    credit = customer.credit
    paid = []
    for invoice in sorted(open_invoices, key=lambda one: (one.billed_on, one.id)):
        part = min(credit, invoice.total - invoice.paid)
        if part <= 0 or invoice.status != "open":
            continue
        credit -= part
        paid.append(_with_paid(invoice, invoice.paid + part))
    return customer.model_copy(update={"credit": credit}), paid


def _with_paid(invoice: Invoice, paid: int) -> Invoice:
    if paid < invoice.total:
        return invoice.model_copy(update={"paid": paid})
    return invoice.model_copy(update={"paid": paid, "status": "paid", "next_dunning_on": None})

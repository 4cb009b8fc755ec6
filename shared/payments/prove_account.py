"""Prove an account: what is owed is the sum of its entries, what is paid of a bill the sum of its parts: pure."""

from collections.abc import Iterable

from shared.billing.models import Invoice, LedgerEntry
from shared.billing.pay_invoice import left_to_pay
from shared.customers.models import Customer
from shared.payments.models import Payment


def prove_account(
    customer: Customer, entries: Iterable[LedgerEntry], bills: Iterable[Invoice], taken: Iterable[Payment]
) -> list[str]:
    """What does not agree, each in one sentence with the ids it is about; nothing where the books are right."""
    invoices = {bill.id: bill for bill in bills}
    payments = {payment.id: payment for payment in taken}
    wrong = _balance(customer, entries, invoices.values())
    for invoice in invoices.values():
        wrong += _invoice(invoice)
        wrong += [said for part in invoice.payments if (said := _part(invoice, part.payment_id, payments))]
    for payment in payments.values():
        wrong += _payment(payment, invoices)
    return wrong


def _balance(customer: Customer, entries: Iterable[LedgerEntry], bills: Iterable[Invoice]) -> list[str]:
    wrong = []
    summed = sum(entry.amount for entry in entries)
    left = sum(left_to_pay(bill) for bill in bills) - customer.credit
    if customer.balance != summed:
        wrong.append(f"{customer.id}: the balance is {customer.balance}, the entries are {summed}")
    if customer.balance != left:
        wrong.append(f"{customer.id}: the balance is {customer.balance}, open bills less credit are {left}")
    if customer.credit < 0:
        wrong.append(f"{customer.id}: the credit is {customer.credit}")
    return wrong


def _invoice(invoice: Invoice) -> list[str]:
    wrong = []
    parts = invoice.from_credit + sum(part.amount for part in invoice.payments)
    if invoice.paid != parts:
        wrong.append(f"{invoice.id}: {invoice.paid} is paid, its parts are {parts}")
    if not 0 <= invoice.paid <= invoice.total or invoice.from_credit < 0:
        wrong.append(f"{invoice.id}: {invoice.paid} of {invoice.total} is paid")
    if (invoice.status == "open") != (invoice.paid < invoice.total) and invoice.status in ("open", "paid"):
        wrong.append(f"{invoice.id}: is {invoice.status}, and {invoice.paid} of {invoice.total} is paid")
    if invoice.status == "void" and invoice.paid:
        wrong.append(f"{invoice.id}: is void, and {invoice.paid} is paid")
    if invoice.status != "open" and invoice.next_dunning_on is not None:
        wrong.append(f"{invoice.id}: is {invoice.status}, and is reminded of on {invoice.next_dunning_on}")
    return wrong


def _part(invoice: Invoice, payment_id: str, payments: dict[str, Payment]) -> str | None:
    payment = payments.get(payment_id)
    if payment is None or payment.status != "recorded":
        return f"{invoice.id}: is paid by {payment_id}, which does not count"
    told = sum(one.amount for one in payment.allocations if one.invoice_id == invoice.id)
    counted = sum(part.amount for part in invoice.payments if part.payment_id == payment_id)
    return None if told == counted else f"{invoice.id}: {payment_id} paid {told} of it, {counted} is counted"


def _payment(payment: Payment, invoices: dict[str, Invoice]) -> list[str]:
    wrong = []
    used = sum(one.amount for one in payment.allocations) + payment.credit
    if used != payment.amount:
        wrong.append(f"{payment.id}: is {payment.amount}, {used} of it is accounted for")
    if payment.status == "reversed":
        return wrong
    for one in payment.allocations:
        invoice = invoices.get(one.invoice_id)
        if invoice is None or (
            invoice.status != "void" and payment.id not in [part.payment_id for part in invoice.payments]
        ):
            wrong.append(f"{payment.id}: paid {one.invoice_id}, which does not know of it")
    return wrong

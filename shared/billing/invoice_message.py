"""The WhatsApp message that brings a new invoice, PDF attached."""

from shared.billing.models import Invoice
from shared.billing.pay_link import paper_path, pay_token
from shared.core.dates import long_date, month_name
from shared.core.money import rupiah
from shared.customers.models import Customer
from shared.messaging.models import Attachment, Message, OnlyWhile


def issued_message(invoice: Invoice, customer: Customer) -> Message | None:
    """The message, or None: a customer without a number gets a print, and a bill of nothing needs no word."""
    if customer.phone is None or not needs_message(invoice, customer):
        return None
    paid_up = invoice.status == "paid"
    return Message(
        id=f"{invoice.id}.issued",
        cause=invoice.id,
        purpose="issued",
        batch=invoice.run_id,
        customer_id=customer.id,
        to=customer.phone,
        template="tagihan_terbit_lunas" if paid_up else "tagihan_terbit",
        values={
            "customer_name": customer.name,
            "period": month_name(invoice.period),
            "invoice_number": invoice.number,
            "customer_number": customer.id,
            "plan_name": invoice.plan_name or "Internet",
            "amount": _amount(invoice),
            "due_on": long_date(invoice.due_on),
        },
        button_values={"0": pay_token(invoice)},
        attachment=Attachment(path=paper_path(invoice), filename=f"{invoice.number}.pdf"),
        # Who pays before it goes out is not asked to pay any more: the receipt tells them.
        only_while=OnlyWhile(document=f"invoices/{invoice.id}", field="status", values=[invoice.status]),
        send_after=invoice.issued_at,
        created_at=invoice.issued_at,
        area_id=customer.area_id,
        shard=customer.shard,
    )


def _amount(invoice: Invoice) -> str:
    """What it comes to, and what is left where credit has paid some of it."""
    left = invoice.total - invoice.paid
    if left in (0, invoice.total):
        return rupiah(invoice.total)
    return f"{rupiah(invoice.total)}, dipotong saldo, sisa {rupiah(left)}"


def needs_message(invoice: Invoice, customer: Customer) -> bool:
    """Whether the customer is written to: not without a number, nor about a bill of nothing."""
    return customer.phone is not None and invoice.total > 0

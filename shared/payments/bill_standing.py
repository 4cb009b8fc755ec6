"""How far the paying of one bill is, for whoever holds it: light enough to be asked for every few seconds."""

from shared.billing.models import Invoice
from shared.billing.open_bill import short_name
from shared.billing.pay_invoice import left_to_pay
from shared.core.errors import NotFound
from shared.core.http import Download
from shared.payments.models import Payment, Proof
from shared.payments.own_models import BillPayment, BillStanding, ProofStanding
from shared.payments.receipt_pdf import receipt_pdf
from shared.payments.repository import payments, proofs

LATEST_PROOFS = 10


def bill_standing(invoice: Invoice) -> BillStanding:
    """Paid or not, what has been paid of it, and the proof that waits to be looked at or was refused."""
    parts = {part.payment_id: part.amount for part in invoice.payments}
    found = payments.get_many(parts)
    kept = sorted((stored.value for stored in found.values()), key=lambda one: (one.recorded_at, one.id))
    return BillStanding(
        status=invoice.status,
        total=invoice.total,
        paid=invoice.paid,
        amount_due=left_to_pay(invoice),
        paid_on=invoice.paid_on,
        service_back=any(one.resumed for one in kept),
        payments=[_payment(one, parts[one.id]) for one in kept],
        proof=_latest_proof(invoice) if left_to_pay(invoice) else None,
    )


def bill_receipt(invoice: Invoice, payment_id: str) -> Download:
    """The receipt of a payment of this bill, telling a stranger no more than the bill's page. Raises NotFound."""
    return receipt_pdf(payment_of(invoice, payment_id), shown_as=short_name(invoice.customer_name))


def payment_of(invoice: Invoice, payment_id: str) -> Payment:
    """A payment that pays something of this bill. Raises NotFound."""
    pays = any(part.payment_id == payment_id for part in invoice.payments)
    stored = payments.get(payment_id) if pays else None
    if stored is None or stored.value.status != "recorded":
        raise NotFound()
    return stored.value


def _payment(payment: Payment, amount: int) -> BillPayment:
    told = payment.model_dump(include=set(BillPayment.model_fields) - {"amount"})
    return BillPayment(amount=amount, **told)


def _latest_proof(invoice: Invoice) -> ProofStanding | None:
    mine = ("customer_id", "==", invoice.customer_id)
    latest = proofs.find(mine, order=[("sent_at", "DESCENDING")], limit=LATEST_PROOFS)
    return next((_standing(one.value) for one in latest if one.value.invoice_id == invoice.id), None)


def _standing(proof: Proof) -> ProofStanding | None:
    if proof.status == "approved":
        return None
    return ProofStanding(status=proof.status, sent_at=proof.sent_at, reason=proof.reason)

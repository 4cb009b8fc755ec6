"""Waive a late fee: a credit note of its amount on the same bill, once, with a reason."""

from shared.access.models import Caller
from shared.billing.read_invoices import stored_invoice
from shared.core.errors import Conflict
from shared.core.http import Answer
from shared.payments.correct_account import credit_invoice
from shared.payments.models import EntryView, NewCreditNote, ReasonGiven


def waive_late_fee(invoice_id: str, given: ReasonGiven, by: Caller) -> Answer[EntryView]:
    """201 with the entry, 200 with it if it was waived before. Raises NotFound, Conflict `no_late_fee`."""
    fee = stored_invoice(invoice_id).value.late_fee
    if not fee:
        raise Conflict(
            code="no_late_fee",
            message_id="Tagihan ini tidak punya denda.",
            message_en="There is no late fee on this bill.",
        )
    return credit_invoice(invoice_id, NewCreditNote(id="late_fee", amount=fee, reason=given.reason), by, None)

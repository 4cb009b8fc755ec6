"""Take an invoice back: what it charged is given back by a new ledger entry, its message is not sent any more."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.models import InvoiceView, LedgerEntry
from shared.billing.read_invoices import invoice_view, stored_invoice
from shared.billing.repository import invoices, ledger
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers


def void_invoice(invoice_id: str, reason: str, by: Caller) -> InvoiceView:
    """The voided invoice; a second time changes nothing. Raises NotFound, Conflict `not_open` for a settled one."""

    def decide() -> InvoiceView:
        stored = stored_invoice(invoice_id)
        invoice = stored.value
        if invoice.status == "void":
            return invoice_view(invoice)
        if invoice.status != "open":
            raise Conflict(
                code="not_open",
                message_id="Hanya tagihan yang belum lunas yang bisa dibatalkan.",
                message_en="Only an open invoice can be voided.",
            )
        owner = stored_customer(invoice.customer_id)
        after = invoice.model_copy(update={"status": "void", "paid": 0, "next_dunning_on": None})
        commit = Commit()
        commit.update(invoices, stored, after)
        commit.create(
            ledger,
            LedgerEntry(
                id=f"{invoice.id}.void",
                customer_id=invoice.customer_id,
                kind="void",
                amount=-invoice.total,
                cause=invoice.id,
                on=clock.today(),
                at=clock.now(),
                by=by.id,
                branch_id=invoice.branch_id,
            ),
        )
        given_back = {
            "balance": owner.value.balance - invoice.total,
            "credit": owner.value.credit + invoice.paid,
            "updated_at": clock.now(),
        }
        commit.update(customers, owner, owner.value.model_copy(update=given_back))
        record_audit(
            commit,
            cause=invoice.id,
            what="voided",
            by=by.id,
            subject=f"invoices/{invoice.id}",
            before={"status": invoice.status, "paid": invoice.paid},
            after={"status": "void", "reason": reason},
        )
        commit.commit()
        return invoice_view(after)

    return attempt(decide)

"""Take back every link that opens a bill without a login: one was sent to the wrong person, say."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.models import InvoiceView
from shared.billing.read_invoices import invoice_view, stored_invoice
from shared.billing.repository import invoices
from shared.core.firestore import Commit, attempt


def revoke_links(invoice_id: str, by: Caller) -> InvoiceView:
    """The bill, whose links of before open nothing any more; what is sent from now on has new ones. Raises NotFound."""

    def decide() -> InvoiceView:
        stored = stored_invoice(invoice_id)
        before = stored.value.link_version
        after = stored.value.model_copy(update={"link_version": before + 1})
        commit = Commit()
        commit.update(invoices, stored, after)
        record_audit(
            commit,
            cause=f"{invoice_id}.links{before}",
            what="revoked",
            by=by.id,
            subject=f"invoices/{invoice_id}",
            before={"link_version": before},
            after={"link_version": before + 1},
        )
        commit.commit()
        return invoice_view(after)

    return attempt(decide)

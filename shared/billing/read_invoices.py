"""Find invoices: one by its id, many by status, period and customer."""

from shared.billing.models import Invoice, InvoicePage, InvoiceQuery, InvoiceView
from shared.billing.repository import invoices
from shared.core.errors import NotFound
from shared.core.firestore import Filter, Order, Stored


def read_invoice(invoice_id: str) -> InvoiceView:
    """Raises NotFound."""
    return invoice_view(stored_invoice(invoice_id).value)


def stored_invoice(invoice_id: str) -> Stored[Invoice]:
    """Raises NotFound."""
    stored = invoices.get(invoice_id)
    if stored is None:
        raise NotFound()
    return stored


def list_invoices(query: InvoiceQuery) -> InvoicePage:
    """Invoices, those issued last first; under several filters by customer number and month."""
    filters: list[Filter] = []
    if query.status:
        filters.append(("status", "==", query.status))
    if query.period:
        filters.append(("period", "==", query.period))
    if query.customer_id:
        filters.append(("customer_id", "==", query.customer_id))
    # An index per filter, none per pair of them: every index is written with every invoice.
    newest_first: list[Order] = [("issued_at", "DESCENDING")]
    order = newest_first if len(filters) <= 1 else []
    page = invoices.page(*filters, order=order, limit=query.limit, cursor=query.cursor)
    return InvoicePage(items=[invoice_view(one) for one in page.items], next_cursor=page.next_cursor)


def invoice_view(invoice: Invoice) -> InvoiceView:
    """An invoice for staff."""
    return InvoiceView.model_validate(invoice.model_dump())

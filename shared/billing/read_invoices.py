"""Find invoices: one by its id, many by status, period and customer."""

from shared.access.own_areas import ALL, area_filters
from shared.billing.models import Invoice, InvoicePage, InvoiceQuery, InvoiceView
from shared.billing.repository import invoices
from shared.core.errors import NotFound
from shared.core.firestore import Filter, Order, Stored
from shared.customers.read_customers import area_of_customer


def read_invoice(invoice_id: str) -> InvoiceView:
    """Raises NotFound."""
    return invoice_view(stored_invoice(invoice_id).value)


def stored_invoice(invoice_id: str) -> Stored[Invoice]:
    """Raises NotFound."""
    stored = invoices.get(invoice_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_invoice(invoice_id: str) -> str | None:
    """Its customer's now: who moves takes their bills along. Raises NotFound."""
    return area_of_customer(stored_invoice(invoice_id).value.customer_id)


def list_invoices(query: InvoiceQuery, within: tuple[str, ...] = ALL) -> InvoicePage:
    """Invoices of these areas, those issued last first; under several filters by customer number and month."""
    # All of a customer's are seen where the customer is; else by the area they were issued in.
    if query.customer_id and within and area_of_customer(query.customer_id) not in within:
        return InvoicePage(items=[], next_cursor=None)
    filters: list[Filter] = [] if query.customer_id else area_filters(within) or []
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

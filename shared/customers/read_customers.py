"""Find customers: one by its number, many by words, status, area and plan."""

from shared.core.errors import NotFound
from shared.core.firestore import Filter, Stored
from shared.customers.models import Customer, CustomerPage, CustomerQuery, CustomerView
from shared.customers.repository import customers
from shared.customers.search_tokens import plan_token, query_tokens
from shared.customers.views import customer_view


def read_customer(customer_id: str) -> CustomerView:
    """Raises NotFound."""
    return customer_view(stored_customer(customer_id).value)


def stored_customer(customer_id: str) -> Stored[Customer]:
    """Raises NotFound."""
    stored = customers.get(customer_id)
    if stored is None:
        raise NotFound()
    return stored


def list_customers(query: CustomerQuery) -> CustomerPage:
    """Customers by number; archived ones only when asked for."""
    filters: list[Filter] = [(f"t.`{token}`", "==", True) for token in query_tokens(query.q)]
    if query.q.strip() and not filters:
        return CustomerPage(items=[], next_cursor=None)
    filters.append(("status", "==", query.status) if query.status else ("archived", "==", False))
    if query.area_id:
        filters.append(("area_id", "==", query.area_id))
    if query.plan_id:
        filters.append((f"t.`{plan_token(query.plan_id)}`", "==", True))
    page = customers.page(*filters, limit=query.limit, cursor=query.cursor)
    return CustomerPage(items=[customer_view(one) for one in page.items], next_cursor=page.next_cursor)

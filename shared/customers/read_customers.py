"""Find customers: one by its number, many by words, status, area and plan."""

from shared.access.own_areas import ALL, area_filters
from shared.core.errors import NotFound
from shared.core.firestore import Filter, Stored
from shared.customers.models import Customer, CustomerFilter, CustomerPage, CustomerQuery, CustomerView
from shared.customers.repository import customers
from shared.customers.search_tokens import has_phone, is_meant, plan_token, query_tokens, unfinished_phone_tokens
from shared.customers.views import customer_view

TOKENS = ("t",)
"""The field of a customer that only the index reads, and that is most of the document."""
PAGES_AT_MOST = 3
"""Words longer than a token are looked at after reading: a page is then filled from the following ones."""


def read_customer(customer_id: str) -> CustomerView:
    """Raises NotFound."""
    return customer_view(stored_customer(customer_id).value)


def stored_customer(customer_id: str) -> Stored[Customer]:
    """Raises NotFound."""
    stored = customers.get(customer_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_customer(customer_id: str) -> str | None:
    """Raises NotFound."""
    return stored_customer(customer_id).value.area_id


def list_customers(query: CustomerQuery, within: tuple[str, ...] = ALL) -> CustomerPage:
    """Customers of these areas by number; archived ones only when asked for. Reads at most three pages."""
    asked = filters_of(query, within)
    if asked is None:
        return CustomerPage(items=[], next_cursor=None)
    items: list[Customer] = []
    cursor = query.cursor
    for _ in range(PAGES_AT_MOST):
        page = customers.page(*asked, limit=query.limit - len(items), cursor=cursor, leave_out=TOKENS)
        items += [customer for customer in page.items if is_meant(customer, query.q)]
        cursor = page.next_cursor
        if cursor is None or len(items) == query.limit:
            break
    return CustomerPage(items=[customer_view(customer) for customer in items], next_cursor=cursor)


def filters_of(query: CustomerFilter, within: tuple[str, ...] = ALL) -> list[Filter] | None:
    """What the index is asked; None where the words hold nothing to look for. `is_meant` decides the rest."""
    words = query_tokens(query.q)
    if query.q.strip() and not words:
        return None
    chosen: list[Filter] = [("status", "==", query.status) if query.status else ("archived", "==", False)]
    in_areas = area_filters(within, query.area_id)
    if in_areas is None:
        return None
    chosen += in_areas
    if query.plan_id:
        chosen.append(_has(plan_token(query.plan_id)))
    asked = [*map(_has, words), *chosen]
    if has_phone(query.q) and not customers.find(*asked, limit=1):
        asked = [*map(_has, unfinished_phone_tokens(query.q)), *chosen]
    return asked


def _has(token: str) -> Filter:
    return (f"t.`{token}`", "==", True)

"""Find payments: one by its id, many by customer, method, who took them, and day."""

from datetime import datetime, time, timedelta

from shared.access.own_areas import ALL, area_filters
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Filter, Stored
from shared.core.http import Download
from shared.customers.read_customers import area_of_customer
from shared.payments.models import Payment, PaymentPage, PaymentQuery, PaymentView
from shared.payments.payment_view import payment_view
from shared.payments.receipt_link import is_good, read_receipt_token
from shared.payments.receipt_pdf import receipt_pdf
from shared.payments.repository import payments


def read_payment(payment_id: str) -> PaymentView:
    """Raises NotFound."""
    return payment_view(stored_payment(payment_id).value)


def stored_payment(payment_id: str) -> Stored[Payment]:
    """Raises NotFound."""
    stored = payments.get(payment_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_payment(payment_id: str) -> str | None:
    """Its customer's now. Raises NotFound."""
    return area_of_customer(stored_payment(payment_id).value.customer_id)


def list_payments(query: PaymentQuery, within: tuple[str, ...] = ALL) -> PaymentPage:
    """Payments of these areas, the latest first. Asked by several things, a page may hold fewer than `limit`."""
    if query.customer_id and within and area_of_customer(query.customer_id) not in within:
        return PaymentPage(items=[], next_cursor=None)
    filters = [*_first_filter(query, within), *_between(query)]
    page = payments.page(*filters, order=[("recorded_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    meant = [payment for payment in page.items if _is_meant(payment, query)]
    return PaymentPage(items=[payment_view(one) for one in meant], next_cursor=page.next_cursor)


def open_receipt(token: str) -> Download:
    """The receipt behind a link of ours. Raises NotFound for one that is not ours, too old, or taken back."""
    payment_id = read_receipt_token(token)
    stored = payments.get(payment_id) if payment_id else None
    if stored is None or not is_good(stored.value, clock.today()):
        raise NotFound()
    return receipt_pdf(stored.value)


def _first_filter(query: PaymentQuery, within: tuple[str, ...]) -> list[Filter]:
    """One equality, whose index there is: an index for every pair would be written with every payment."""
    if query.customer_id:
        return [("customer_id", "==", query.customer_id)]
    in_areas = area_filters(within)
    if in_areas:
        return in_areas
    if query.taken_by:
        return [("taken_by", "==", query.taken_by)]
    return [("method", "==", query.method)] if query.method else []


def _between(query: PaymentQuery) -> list[Filter]:
    filters: list[Filter] = []
    if query.from_:
        filters.append(("recorded_at", ">=", datetime.combine(query.from_, time(), clock.zone())))
    if query.to:
        filters.append(("recorded_at", "<", datetime.combine(query.to + timedelta(days=1), time(), clock.zone())))
    return filters


def _is_meant(payment: Payment, query: PaymentQuery) -> bool:
    taken = query.taken_by in (None, payment.taken_by)
    return taken and query.method in (None, payment.method)

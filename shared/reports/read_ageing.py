"""Who has not paid, by how long."""

from shared.access.own_areas import ALL, area_filters
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.firestore import Filter
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.reports.ages import AGES, due_in_age
from shared.reports.models import AgeBucket, AgeingView, UnpaidPage, UnpaidQuery, UnpaidView
from shared.reports.repository import tally_open


def read_ageing() -> AgeingView:
    """Five tallies: as many reads whatever the number of bills, but for one per thousand of them."""
    today = clock.today()
    buckets = []
    for age in AGES:
        count, amount = tally_open(*due_in_age(age, today))
        buckets.append(AgeBucket(age=age, invoices=count, amount=amount))
    return AgeingView(
        as_of=today,
        buckets=buckets,
        invoices=sum(one.invoices for one in buckets),
        amount=sum(one.amount for one in buckets),
    )


def list_unpaid(query: UnpaidQuery, within: tuple[str, ...] = ALL) -> UnpaidPage:
    """Open bills of these areas, the longest due first, with whom to call. Reads a page and its customers."""
    today = clock.today()
    filters: list[Filter] = [("status", "==", "open"), *(area_filters(within) or [])]
    if query.age:
        filters += due_in_age(query.age, today)
    page = invoices.page(*filters, order=[("due_on", "ASCENDING")], limit=query.limit, cursor=query.cursor)
    owners = customers.get_many(invoice.customer_id for invoice in page.items)
    items = [
        _view(invoice, owners[invoice.customer_id].value, (today - invoice.due_on).days)
        for invoice in page.items
        if invoice.customer_id in owners
    ]
    return UnpaidPage(items=items, next_cursor=page.next_cursor)


def _view(invoice: Invoice, owner: Customer, days: int) -> UnpaidView:
    return UnpaidView(
        invoice_id=invoice.id,
        number=invoice.number,
        customer_id=owner.id,
        customer_name=owner.name,
        phone=owner.phone,
        area_id=owner.area_id,
        due_on=invoice.due_on,
        days_overdue=max(0, days),
        left=left_to_pay(invoice),
        promised_until=owner.promise.until if owner.promise else None,
        suspended=owner.status == "suspended",
    )

"""What a signed-in customer sees of their own: who they are, what they owe, their bills. Of others nothing exists."""

from shared.billing.invoice_pdf import invoice_pdf
from shared.billing.models import (
    BankView,
    Invoice,
    MyAccount,
    MyInvoice,
    MyInvoicePage,
    MySubscription,
    PayCompany,
)
from shared.billing.promise_until import latest_promise_day
from shared.billing.read_invoices import stored_invoice
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.http import Download
from shared.customers.find_by_phone import phones_of
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.price_days import monthly_price
from shared.customers.repository import all_plans, subscriptions
from shared.settings.repository import billing_rules, company

MOST_OPEN = 60


def my_account(customer: Customer) -> MyAccount:
    """The customer's home: open bills, oldest first, and what comes next."""
    found = invoices.find(("customer_id", "==", customer.id), ("status", "==", "open"), limit=MOST_OPEN)
    unpaid = sorted((my_invoice(stored.value) for stored in found), key=lambda one: (one.due_on, one.id))
    plans, issuer, today, promise = all_plans(), company(), clock.today(), customer.promise
    stored = subscriptions.get_many(customer.subscriptions)
    lines = [_subscription(stored[line_id].value, plans) for line_id in sorted(stored)]
    next_dates = [line.next_invoice_on for line in lines if line.next_invoice_on and line.status == "active"]
    return MyAccount(
        customer_id=customer.id,
        name=customer.name,
        address=customer.address,
        phones=phones_of(customer),
        status=customer.status,
        owed=sum(one.amount_due for one in unpaid),
        credit=customer.credit,
        unpaid=unpaid,
        promised_until=promise.until if promise and promise.until >= today else None,
        promise_latest=latest_promise_day(billing_rules(), today, (stored.value for stored in found)),
        next_invoice_on=min(next_dates, default=None),
        subscriptions=lines,
        company=PayCompany(
            name=issuer.name, phone=issuer.phone, banks=[BankView(**bank.model_dump()) for bank in issuer.banks]
        ),
        today=today,
    )


def my_invoices(customer: Customer, query: PageQuery) -> MyInvoicePage:
    """All the customer's bills, the latest first."""
    newest_first = [("issued_at", "DESCENDING")]
    mine = ("customer_id", "==", customer.id)
    page = invoices.page(mine, order=newest_first, limit=query.limit, cursor=query.cursor)
    return MyInvoicePage(items=[my_invoice(one) for one in page.items], next_cursor=page.next_cursor)


def read_my_invoice(customer: Customer, invoice_id: str) -> MyInvoice:
    """Raises NotFound, also for somebody else's."""
    return my_invoice(my_bill(customer, invoice_id))


def my_invoice_pdf(customer: Customer, invoice_id: str) -> Download:
    """Raises NotFound, also for somebody else's."""
    return invoice_pdf(my_bill(customer, invoice_id))


def my_invoice(invoice: Invoice) -> MyInvoice:
    """A bill for whom it is addressed to."""
    known = set(MyInvoice.model_fields) - {"amount_due"}
    amount_due = invoice.total - invoice.paid if invoice.status == "open" else 0
    return MyInvoice(**invoice.model_dump(include=known), amount_due=amount_due)


def my_bill(customer: Customer, invoice_id: str) -> Invoice:
    """Raises NotFound, also for somebody else's."""
    invoice = stored_invoice(invoice_id).value
    if invoice.customer_id != customer.id:
        raise NotFound()
    return invoice


def _subscription(line: Subscription, plans: dict[str, Plan]) -> MySubscription:
    plan = plans.get(line.plan_id)
    return MySubscription(
        id=line.id,
        status=line.status,
        plan_name=plan.name if plan else "Internet",
        speed_mbps=plan.speed_mbps if plan else None,
        price=monthly_price(line, plan) if plan else None,
        next_invoice_on=line.next_invoice_on,
    )

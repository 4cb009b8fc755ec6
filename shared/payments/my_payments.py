"""What a signed-in customer has paid, the receipts of it, and their account over a month. Of others nothing exists."""

from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.http import Download
from shared.customers.models import Customer
from shared.payments.own_models import MyPayment, MyPaymentPage, MyStatement, MyStatementLine
from shared.payments.read_ledger import read_statement
from shared.payments.read_payments import stored_payment
from shared.payments.receipt_pdf import receipt_pdf
from shared.payments.repository import payments


def list_my_payments(customer: Customer, query: PageQuery) -> MyPaymentPage:
    """The customer's own, the latest first."""
    mine = ("customer_id", "==", customer.id)
    page = payments.page(mine, order=[("recorded_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    known = set(MyPayment.model_fields)
    items = [MyPayment(**one.model_dump(include=known)) for one in page.items]
    return MyPaymentPage(items=items, next_cursor=page.next_cursor)


def my_receipt(customer: Customer, payment_id: str) -> Download:
    """Raises NotFound, also for somebody else's."""
    payment = stored_payment(payment_id).value
    if payment.customer_id != customer.id:
        raise NotFound()
    return receipt_pdf(payment)


def my_statement(customer: Customer, month: str) -> MyStatement:
    """`month` is YYYY-MM; why staff did what they did is not told."""
    told = read_statement(customer.id, month)
    known = set(MyStatementLine.model_fields)
    lines = [MyStatementLine(**line.model_dump(include=known)) for line in told.lines]
    sums = told.model_dump(include=set(MyStatement.model_fields) - {"lines"})
    return MyStatement(**sums, lines=lines)

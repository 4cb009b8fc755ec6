"""What a gateway says of a charge becomes so, in the caller's commit: money is booked once, whatever the order.

Amount, currency and state are compared with the charge. What does not agree is not booked, and a person looks at it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from shared.access.models import Caller
from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import invoices
from shared.clients.gateway import Told
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.customers.read_customers import stored_customer
from shared.payments.charge_models import GATEWAY_WORD, Charge, GatewayName, IssueKind, PaymentIssue
from shared.payments.charge_states import moved, over, settled
from shared.payments.repository import charges, payment_issues, payments
from shared.payments.write_payment import Asked, write_payment

CURRENCY = "IDR"
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True)
class Became:
    """The charge afterwards, messages that are to go, and charges that are to be looked after, once it is committed."""

    charge: Charge
    messages: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def apply_truth(commit: Commit, stored: Stored[Charge], told: Told) -> Became:
    """Add to the commit all that follows but the charge itself, which the caller writes as it became."""
    charge = stored.value
    if told.state == "taken_back":
        raise_issue(commit, issue_of(charge, told, "taken_back"))
        return Became(charge)
    if told.state != "settled":
        return Became(moved(charge, told))
    payment_id = payment_id_of(charge.gateway, told)
    if payments.get(payment_id):
        return Became(settled(charge, payment_id, told.ref))
    wrong: IssueKind | None = None
    if told.currency != CURRENCY:
        wrong = "wrong_currency"
    elif told.amount != charge.amount:
        wrong = "wrong_amount"
    if wrong:
        raise_issue(commit, issue_of(charge, told, wrong))
        return Became(over(charge, "failed", wrong) if charge.status != "settled" else charge)
    return _booked(commit, charge, told, payment_id)


def payment_id_of(gateway: GatewayName, told: Told) -> str:
    """`g_{gateway}_{their id}`: one payment of theirs is one of ours."""
    return f"g_{gateway}_{told.ref or told.order_id}".replace("/", "_")


def gateway_caller(gateway: GatewayName) -> Caller:
    """Who takes the money, for the books and the trail."""
    return Caller(id=gateway, role="cashier", name=GATEWAY_WORD[gateway])


def issue_of(charge: Charge, told: Told, kind: IssueKind, payment_id: str | None = None) -> PaymentIssue:
    """Something to look at, named after the payment and what is wrong with it."""
    return PaymentIssue(
        id=f"{payment_id_of(charge.gateway, told)}.{kind}",
        kind=kind,
        gateway=charge.gateway,
        ref=told.ref,
        order_id=told.order_id,
        charge_id=charge.id,
        customer_id=charge.customer_id,
        customer_name=stored_customer(charge.customer_id).value.name,
        invoice_id=charge.invoice_id,
        invoice_number=charge.number,
        amount=told.amount,
        expected=charge.amount,
        currency=told.currency,
        payment_id=payment_id,
        at=clock.now(),
        area_id=charge.area_id,
        branch_id=charge.branch_id,
    )


def raise_issue(commit: Commit, issue: PaymentIssue) -> None:
    """Put it on the list, once."""
    if payment_issues.get(issue.id) is None:
        commit.create(payment_issues, issue)


def _booked(commit: Commit, charge: Charge, told: Told, payment_id: str) -> Became:
    bill = invoices.get(charge.invoice_id)
    was_due = left_to_pay(bill.value) if bill else 0
    now = clock.now()
    paid_at = told.paid_at if told.paid_at and told.paid_at <= now + CLOCKS_DIFFER else None
    fee = f"Biaya layanan Rp{charge.fee:,} dibayar pelanggan".replace(",", ".") if charge.fee else ""
    asked = Asked(
        id=payment_id,
        customer_id=charge.customer_id,
        amount=charge.due,
        method="gateway",
        invoice_id=charge.invoice_id if bill else None,
        paid_at=paid_at,
        note=fee,
        charge_id=charge.id,
    )
    booked = write_payment(commit, asked, gateway_caller(charge.gateway))
    if was_due < charge.due or charge.payment_id:
        raise_issue(commit, issue_of(charge, told, "paid_twice", payment_id))
    return Became(settled(charge, payment_id, told.ref), booked.messages, booked.closed)


def write_charge(commit: Commit, stored: Stored[Charge], after: Charge) -> None:
    """As it became; one that did not change is held to what it was decided on."""
    if after == stored.value:
        commit.verify(charges, stored)
    else:
        commit.update(charges, stored, after)

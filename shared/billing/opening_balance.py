"""What a customer owed, or had paid ahead, in the books kept before us: pure."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.billing.bill_of_the_day import bill_of_the_day
from shared.billing.models import Invoice, InvoiceLine, LedgerEntry
from shared.customers.models import Customer


@dataclass(frozen=True)
class OpenedAccount:
    """The customer with the balance brought over, the entry that says so, and the bill if they owe."""

    customer: Customer
    entry: LedgerEntry
    invoice: Invoice | None


def open_account(customer: Customer, amount: int, today: date, now: datetime, by: str) -> OpenedAccount:
    """`amount` rupiah owed (negative: paid ahead). The bill is due on the day and no dunning follows it up."""
    invoice_id = f"{customer.id}_opening"
    entry = LedgerEntry(
        id=f"{customer.id}.opening",
        customer_id=customer.id,
        kind="opening",
        amount=amount,
        cause=invoice_id if amount > 0 else customer.id,
        on=today,
        at=now,
        by=by,
        branch_id=customer.branch_id,
    )
    changes = {"balance": customer.balance + amount, "credit": customer.credit + max(0, -amount)}
    opened = customer.model_copy(update=changes)
    if amount <= 0:
        return OpenedAccount(opened, entry, None)
    line = InvoiceLine(
        kind="opening", description="Sisa tagihan sebelum pindah ke sistem ini", detail="dari buku lama", amount=amount
    )
    invoice = bill_of_the_day(customer, "opening", "0", "opening", line, today, now, due_on=today)
    return OpenedAccount(opened, entry, invoice)

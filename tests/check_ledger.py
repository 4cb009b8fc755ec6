"""Prove the books: a customer's balance is the sum of their entries, and what is open less the credit they have."""

from collections import Counter
from dataclasses import dataclass

from shared.billing.repository import invoices, ledger
from shared.customers.repository import customers


@dataclass(frozen=True)
class Disagreement:
    """A customer whose figures do not agree, in rupiah."""

    customer_id: str
    balance: int
    entries: int
    open_less_credit: int


def check_ledger() -> list[Disagreement]:
    """Every customer whose books do not agree. It reads all customers, entries and open invoices."""
    entries: Counter[str] = Counter()
    for entry in ledger.find():
        entries[entry.value.customer_id] += entry.value.amount
    still_open: Counter[str] = Counter()
    for stored in invoices.find(("status", "==", "open")):
        still_open[stored.value.customer_id] += stored.value.total - stored.value.paid
    wrong = []
    for owner in customers.find():
        customer = owner.value
        left = still_open[customer.id] - customer.credit
        if not customer.balance == entries[customer.id] == left:
            wrong.append(Disagreement(customer.id, customer.balance, entries[customer.id], left))
    return wrong

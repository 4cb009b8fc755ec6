"""Write a customer whose account has changed: credit they have pays what is open, in the same commit."""

from collections.abc import Iterable

from shared.billing.models import LedgerEntry
from shared.billing.repository import invoices, ledger
from shared.billing.spend_credit import spend_credit
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer
from shared.customers.repository import customers


def write_account(
    commit: Commit, before: Stored[Customer], after: Customer, entries: Iterable[LedgerEntry] = (), *, but: str = ""
) -> Customer:
    """The customer as written. `but` is an invoice the caller writes itself.

    What is open is read after the customer: whoever changes an invoice writes its customer too, so the commit fails.
    """
    for entry in entries:
        commit.create(ledger, entry)
    if after.credit:
        found = invoices.find(("customer_id", "==", after.id), ("status", "==", "open"))
        still_open = {stored.value.id: stored for stored in found if stored.value.id != but}
        after, paid = spend_credit(after, (stored.value for stored in still_open.values()), clock.today())
        for invoice in paid:
            commit.update(invoices, still_open[invoice.id], invoice)
    commit.update(customers, before, after)
    return after

"""Write what money has done to an account, and all that follows from it, in one commit.

What is closed is not reminded of any more, and where nothing overdue is left the service comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from shared.billing.give_lines_back import give_lines_back
from shared.billing.models import Invoice, LedgerEntry
from shared.billing.pay_invoice import left_to_pay
from shared.billing.promise_until import without_kept_promise
from shared.billing.repository import invoices, ledger
from shared.billing.spend_credit import spend_credit
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer, Subscription
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers
from shared.messaging.cancel_reminders import cancel_reminders


@dataclass(frozen=True)
class Account:
    """A customer, and their invoices as read after them: whoever changes one of these writes the customer too."""

    owner: Stored[Customer]
    invoices: dict[str, Stored[Invoice]]

    @property
    def open(self) -> list[Invoice]:
        """What is open of it."""
        return [stored.value for stored in self.invoices.values() if stored.value.status == "open"]


@dataclass(frozen=True)
class Change:
    """What an account is afterwards: the customer, the invoices that changed, those that are new, the entries."""

    customer: Customer
    changed: list[Invoice] = field(default_factory=list)
    created: list[Invoice] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)


@dataclass(frozen=True)
class Settled:
    """What came of a change beside it: lines whose service is back, and messages that are to go now."""

    customer: Customer
    resumed: list[Subscription]
    messages: list[str]


def read_account(customer_id: str, also: Iterable[str] = ()) -> Account:
    """The customer, what is open of theirs, and these invoices of theirs whatever their state. Raises NotFound."""
    owner = stored_customer(customer_id)
    found = {
        stored.value.id: stored
        for stored in invoices.find(("customer_id", "==", customer_id), ("status", "==", "open"))
    }
    missing = [invoice_id for invoice_id in also if invoice_id not in found]
    named = invoices.get_many(missing) if missing else {}
    found |= {key: stored for key, stored in named.items() if stored.value.customer_id == customer_id}
    return Account(owner, found)


def settle_account(
    commit: Commit, account: Account, change: Change, cause: str, *, tell_after: datetime | None = None
) -> Settled:
    """Add the change and what follows from it to the commit. `cause` is the act that messages are named after.

    Credit the customer then has pays what is still open. Messages are held back until `tell_after`, where the act can
    be taken back.
    """
    for entry in change.entries:
        commit.create(ledger, entry)
    after = {key: stored.value for key, stored in account.invoices.items()}
    after |= {invoice.id: invoice for invoice in [*change.changed, *change.created]}
    customer, paid = spend_credit(change.customer, after.values(), clock.today())
    after |= {invoice.id: invoice for invoice in paid}
    for invoice in change.created:
        commit.create(invoices, after[invoice.id])
    for invoice_id, before in account.invoices.items():
        if after[invoice_id] != before.value:
            commit.update(invoices, before, after[invoice_id])
    customer, resumed, messages = give_lines_back(commit, customer, after.values(), cause, tell_after=tell_after)
    customer = without_kept_promise(customer, after.values())
    # What is less than a reminder that waits may say, or closed.
    changed = [bill.id for bill in account.open if left_to_pay(after[bill.id]) < left_to_pay(bill)]
    if changed:
        cancel_reminders(commit, customer.id, changed, is_back=bool(resumed))
    commit.update(customers, account.owner, customer)
    return Settled(customer, resumed, messages)

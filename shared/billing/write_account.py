"""Write a customer whose account has changed, and all that follows from it, in the same commit.

Credit they have pays what is open, what is closed is not reminded of any more, and where nothing overdue is left the
service comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.billing.give_lines_back import Changed, cut_lines, give_lines_back
from shared.billing.models import Invoice, LedgerEntry
from shared.billing.promise_until import without_kept_promise
from shared.billing.repository import invoices, ledger
from shared.billing.spend_credit import spend_credit
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.messaging.cancel_reminders import cancel_reminders


@dataclass(frozen=True)
class Written:
    """The customer as written, and messages that are to go once the commit is true."""

    customer: Customer
    messages: list[str]


def write_account(
    commit: Commit,
    before: Stored[Customer],
    after: Customer,
    cause: str,
    entries: Iterable[LedgerEntry] = (),
    *,
    lines: Changed | None = None,
    closed: str = "",
) -> Written:
    """`lines` are subscriptions the act has changed, `closed` an invoice it has closed and writes itself.

    `cause` is the act that a message is named after. What is open is read after the customer: whoever changes an
    invoice writes its customer too, so the commit fails.
    """
    for entry in entries:
        commit.create(ledger, entry)
    bills: list[Invoice] = []
    changed = [closed] if closed else []
    if after.credit or cut_lines(after):
        found = invoices.find(("customer_id", "==", after.id), ("status", "==", "open"))
        still_open = {stored.value.id: stored for stored in found if stored.value.id != closed}
        after, paid = spend_credit(after, (stored.value for stored in still_open.values()), clock.today())
        for invoice in paid:
            commit.update(invoices, still_open[invoice.id], invoice)
            changed.append(invoice.id)
        bills = [*({key: stored.value for key, stored in still_open.items()} | {one.id: one for one in paid}).values()]
        after = without_kept_promise(after, bills)
    after, resumed, messages = give_lines_back(commit, after, bills, cause, lines)
    if changed:
        cancel_reminders(commit, after.id, changed, is_back=bool(resumed))
    commit.update(customers, before, after)
    return Written(after, messages)

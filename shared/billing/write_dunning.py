"""Write what was decided about customers who owe: bills, fees, cuts, the word they get, in one commit."""

from collections import Counter
from collections.abc import Mapping, Sequence

from shared.access.audit import record_audit
from shared.access.models import SYSTEM
from shared.billing.dunning_dates import NOT_FOLLOWED_UP
from shared.billing.dunning_ladder import Decided, decide_steps
from shared.billing.dunning_word import Moment, overdue
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.remind_message import word_message
from shared.billing.repository import invoices, ledger, open_bills_of
from shared.billing.suspend_lines import suspend_lines
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer, Plan, Subscription
from shared.customers.repository import all_plans, customers, subscriptions
from shared.messaging.repository import queue_message


def write_dunning(
    commit: Commit, customer_ids: Sequence[str], at: Moment, seen: Sequence[Stored[Invoice]] = ()
) -> Counter[str]:
    """Add all that is due of these customers; how many were told what, and how many lines were cut.

    `seen` are bills of theirs that are due, read before. Where these are all they owe, no others are looked for; else
    bills are read after their customer: whoever changes one writes its customer too, so the commit fails.
    """
    owners = customers.get_many(customer_ids)
    bills = _all_they_owe(owners, seen)
    bills |= open_bills_of(one for one in customer_ids if one not in bills)
    decisions = []
    for customer_id in customer_ids:
        found = bills.get(customer_id, [])
        if customer_id not in owners:
            _leave_alone(commit, found)
            continue
        decided = decide_steps(owners[customer_id].value, [stored.value for stored in found], at)
        if decided:
            decisions.append((owners[customer_id], decided, found))
    to_cut = [line for _, decided, _ in decisions for line in decided.cut]
    lines = subscriptions.get_many(to_cut)
    plans = all_plans() if lines else {}
    counts = Counter[str]()
    for owner, decided, found in decisions:
        counts += _write(commit, owner, decided, found, lines, plans, at)
    return counts


def _all_they_owe(
    owners: Mapping[str, Stored[Customer]], seen: Sequence[Stored[Invoice]]
) -> dict[str, list[Stored[Invoice]]]:
    """The bills of those whose balance they add up to: the balance is what is open, credit never stands beside it.

    One that has changed since is written by this commit, which then fails.
    """
    found: dict[str, list[Stored[Invoice]]] = {}
    for stored in seen:
        found.setdefault(stored.value.customer_id, []).append(stored)
    return {
        customer_id: bills
        for customer_id, bills in found.items()
        if customer_id in owners
        and owners[customer_id].value.balance == sum(left_to_pay(stored.value) for stored in bills)
    }


def _write(
    commit: Commit,
    owner: Stored[Customer],
    decided: Decided,
    found: Sequence[Stored[Invoice]],
    lines: Mapping[str, Stored[Subscription]],
    plans: Mapping[str, Plan],
    at: Moment,
) -> Counter[str]:
    after = {bill.id: bill for bill in decided.bills}
    for stored in found:
        if stored.value.id in after:
            commit.update(invoices, stored, after[stored.value.id])
    for entry in decided.entries:
        commit.create(ledger, entry)
    customer, cut = suspend_lines(
        decided.customer,
        [lines[line].value for line in decided.cut if line in lines],
        plans,
        at.today,
        at.now,
        charge_suspended=at.rules.invoice_while_suspended,
    )
    for line in cut:
        commit.update(subscriptions, lines[line.id], line)
        _record_cut(commit, line, [after.get(stored.value.id, stored.value) for stored in found], at)
    commit.update(customers, owner, customer.model_copy(update={"updated_at": at.now}))
    counts = Counter({"cut": len(cut)} if cut else {})
    word = decided.word
    if word is None or (word.kind == "suspended" and not cut):
        return counts
    message = word_message(word, customer, [line.id for line in cut], at.now, at.today)
    if message is not None:
        queue_message(commit, message)
    return counts + Counter({word.kind if message else "without_phone": 1})


def _record_cut(commit: Commit, line: Subscription, bills: Sequence[Invoice], at: Moment) -> None:
    late = sorted(bill.id for bill in bills if bill.status == "open" and bill.due_on < at.today)
    record_audit(
        commit,
        cause=f"{line.id}.{at.today}",
        what="suspended",
        by=SYSTEM,
        subject=f"subscriptions/{line.id}",
        before={"status": "active"},
        after={"status": "suspended", "for": "arrears", "overdue": overdue(bills, at.today), "invoices": late},
    )


def _leave_alone(commit: Commit, found: Sequence[Stored[Invoice]]) -> None:
    """Bills of nobody are not asked for."""
    for stored in found:
        if stored.value.next_dunning_at:
            commit.update(invoices, stored, stored.value.model_copy(update=NOT_FOLLOWED_UP))

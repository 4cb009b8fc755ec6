"""The books, each rule a sentence; what breaks it is told, one line each. Pure."""

from collections import Counter, defaultdict
from datetime import timedelta

from shared.payments.prove_account import prove_account
from tests.faults.month.facts import Facts, Known

Wrong = list[str]


def each_line_has_exactly_its_bills(facts: Facts, known: Known) -> Wrong:
    there = Counter(
        (bill.subscription_id, bill.period)
        for bill in facts.invoices
        if bill.kind == "period" and bill.status != "void"
    )
    missing = [f"{line}: no bill of {month}" for line, month in known.bills if not there[line, month]]
    twice = [f"{line}: {count} bills of {month}" for (line, month), count in there.items() if count > 1]
    unasked = [
        f"{line}: a bill of {month} that was not due" for line, month in there if (line, month) not in known.bills
    ]
    return [*missing, *twice, *unasked]


def each_account_agrees_with_its_entries_bills_and_payments(facts: Facts, _: Known) -> Wrong:
    entries, bills, taken = defaultdict(list), defaultdict(list), defaultdict(list)
    for entry in facts.entries:
        entries[entry.customer_id].append(entry)
    for bill in facts.invoices:
        bills[bill.customer_id].append(bill)
    for payment in facts.payments:
        taken[payment.customer_id].append(payment)
    return [
        said for one in facts.customers for said in prove_account(one, entries[one.id], bills[one.id], taken[one.id])
    ]


def what_was_paid_is_booked_once(facts: Facts, known: Known) -> Wrong:
    booked = Counter((one.customer_id, one.amount) for one in facts.payments if one.status == "recorded")
    lost = known.paid - known.unheard - booked
    made_up = booked - known.paid
    return [
        *(f"{customer}: {count} x Rp{amount} paid and not booked" for (customer, amount), count in lost.items()),
        *(f"{customer}: {count} x Rp{amount} booked and not paid" for (customer, amount), count in made_up.items()),
    ]


def the_reports_say_what_the_books_say(facts: Facts, _: Known) -> Wrong:
    dashboard, revenue = facts.reports["dashboard"], facts.reports["revenue"]
    left = sum(bill.total - bill.paid for bill in facts.invoices if bill.status == "open")
    month = f"{facts.today:%Y-%m}"
    of_month = [bill for bill in facts.invoices if f"{bill.issued_on:%Y-%m}" == month and bill.status != "void"]
    by_day: Counter[str] = Counter()
    for one in facts.payments:
        if one.status == "recorded":
            by_day[f"{one.recorded_on}"] += one.amount
    this_month = sum(amount for day, amount in by_day.items() if day.startswith(month))
    lines = Counter(line.status for line in facts.lines)
    agree = {
        "received today": (dashboard["today"]["received"], by_day[f"{facts.today}"]),
        "received this month": (dashboard["month"]["received"], this_month),
        "the curve's end": (dashboard["curve"][-1]["received"], this_month),
        "unpaid": (dashboard["unpaid"]["amount"], left),
        "unpaid by age": (sum(one["amount"] for one in dashboard["unpaid"]["buckets"]), left),
        "ageing": (facts.reports["ageing"]["amount"], left),
        "billed this month": (dashboard["collection"]["billed"], sum(bill.total for bill in of_month)),
        "collected of it": (dashboard["collection"]["collected"], sum(bill.paid for bill in of_month)),
        "suspended": (dashboard["customers"]["suspended"], sum(c.status == "suspended" for c in facts.customers)),
        "open complaints": (dashboard["complaints"]["open"], sum(one.is_open for one in facts.complaints)),
        "open outages": (dashboard["complaints"]["outages"], sum(one.status == "open" for one in facts.outages)),
        "running lines": (revenue["subscriptions"], lines["active"]),
        "billed by area": (sum(one["billed"] for one in revenue["by_area"]), sum(bill.total for bill in of_month)),
        "open by area": (sum(one["open"] for one in revenue["by_area"]), left),
        "balances": (sum(one.balance for one in facts.customers), left - sum(one.credit for one in facts.customers)),
    }
    return [
        f"{what}: the report says {said}, the books {is_so}" for what, (said, is_so) in agree.items() if said != is_so
    ]


def no_charge_is_forgotten(facts: Facts, _: Known) -> Wrong:
    late = facts.now - timedelta(minutes=30)
    return [
        f"{one.id}: {one.status}, ended {one.expires_at}, asked next {one.next_check_at}"
        for one in facts.charges
        if (one.next_check_at is not None and one.next_check_at < late)
        or (one.is_open and one.next_check_at is None)
        or (one.is_open and one.expires_at < facts.now - timedelta(hours=3))
    ]


CHECKS = (
    each_line_has_exactly_its_bills,
    each_account_agrees_with_its_entries_bills_and_payments,
    what_was_paid_is_booked_once,
    the_reports_say_what_the_books_say,
    no_charge_is_forgotten,
)

"""Janji bayar: a customer says by when they pay. Until then nothing is asked for, but for a word on the day itself."""

from collections.abc import Iterable
from datetime import date, timedelta

from shared.access.audit import record_audit
from shared.access.models import SYSTEM
from shared.billing.dunning_dates import begins, dated
from shared.billing.models import Invoice
from shared.billing.pay_invoice import is_followed_up, oldest_first
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.dates import long_date
from shared.core.errors import Conflict, invalid
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer, PromiseToPay
from shared.customers.repository import customers
from shared.messaging.cancel_reminders import cancel_reminders
from shared.settings.models import BillingRules
from shared.settings.repository import billing_rules

ONE_DAY = timedelta(days=1)


def latest_promise_day(rules: BillingRules, today: date, bills: Iterable[Invoice]) -> date | None:
    """The last day that may be promised; None where nothing is open, or one of the bills was promised often enough."""
    still_open = [bill for bill in bills if bill.status == "open"]
    if not still_open or any(bill.promises >= rules.promises.most for bill in still_open):
        return None
    counted_from = max(today, min(bill.due_on for bill in still_open))
    return counted_from + timedelta(days=rules.promises.days)


def promise_until(
    commit: Commit, customer: Stored[Customer], until: date, *, by: str = SYSTEM, note: str = ""
) -> Customer:
    """Add a promise to the commit: customer and open bills are written, reminders that wait are taken back.

    The customer as written. Raises Conflict `nothing_to_promise` or `no_more_promises`, Invalid for the day.
    """
    today = clock.today()
    found = invoices.find(("customer_id", "==", customer.value.id), ("status", "==", "open"))
    _check(until, latest_promise_day(billing_rules(), today, (stored.value for stored in found)), bool(found))
    promise = PromiseToPay(until=until, given_on=today, note=note, by=by)
    after = customer.value.model_copy(update={"promise": promise, "updated_at": clock.now()})
    # On the day itself a word is said; it is looked at again when the promise is over.
    looked_at = begins(until if until > today else until + ONE_DAY)
    for stored in found:
        changes = {"promises": stored.value.promises + 1}
        if is_followed_up(stored.value, billing_rules()):
            changes |= dated(looked_at, clock.zone())
        commit.update(invoices, stored, stored.value.model_copy(update=changes))
    commit.update(customers, customer, after)
    promised = oldest_first(stored.value for stored in found)
    cancel_reminders(commit, after.id, [bill.id for bill in promised])
    record_audit(
        commit,
        cause=f"{promised[0].id}.{promised[0].promises + 1}",
        what="promised",
        by=by,
        subject=f"customers/{customer.value.id}",
        after={"until": f"{until}", "note": note, "invoices": [bill.id for bill in promised]},
    )
    return after


def without_kept_promise(customer: Customer, bills: Iterable[Invoice]) -> Customer:
    """A promise is kept once nothing is open that was due by its day."""
    promise = customer.promise
    if promise is None or any(bill.status == "open" and bill.due_on <= promise.until for bill in bills):
        return customer
    return customer.model_copy(update={"promise": None})


def _check(until: date, latest: date | None, owes: bool) -> None:
    if latest is None and not owes:
        raise Conflict(
            code="nothing_to_promise",
            message_id="Tidak ada tagihan yang belum lunas.",
            message_en="No bill is open.",
        )
    if latest is None:
        raise Conflict(
            code="no_more_promises",
            message_id="Tagihan ini sudah terlalu sering dijanjikan. Mohon dibayar.",
            message_en="This bill was promised often enough. It is to be paid.",
        )
    if not clock.today() <= until <= latest:
        raise invalid(
            "until",
            f"Pilih hari ini sampai {long_date(latest)}.",
            f"Choose a day from today until {latest}.",
        )

"""Lay the dates of open bills anew when the owner's rules of dunning have changed: the sweep notices, a drain does it.

Nobody is cut on the day of a change: what has come due by it falls tomorrow, or on the next day that allows it.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from shared.billing.dunning_dates import NOT_FOLLOWED_UP, ONE_DAY, begins, dated, follow_up
from shared.billing.dunning_models import DatesLaid
from shared.billing.models import Invoice
from shared.billing.pay_invoice import is_followed_up
from shared.billing.repository import dates_laid, invoices, open_bills_of
from shared.core import clock
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import digest
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.settings.models import BillingRules
from shared.settings.repository import billing_rules

PAGE = 60
WORK_FOR_S = 30.0
STILL_FOR = timedelta(minutes=2)
DATING = {"ladder", "suspension", "late_fee", "follow_opening_bills"}
"""The rules that say when a step falls."""


def notice_new_rules() -> None:
    """For the sweep: begin where the dates were laid under other rules, go on where it stopped."""
    if attempt(_begin_or_go_on):
        enqueue_drain("dunning_dates")


def _begin_or_go_on() -> bool:
    """Whether there is something to do that nobody is at."""
    laid_under = digest(billing_rules().model_dump_json(include=DATING))
    state = dates_laid.get("dates")
    if state and state.value.rules == laid_under:
        return not state.value.finished and state.value.moved_at < clock.real() - STILL_FOR
    begun = DatesLaid(id="dates", rules=laid_under, moved_at=clock.real())
    commit = Commit()
    if state:
        commit.update(dates_laid, state, begun)
    else:
        commit.create(dates_laid, begun)
    commit.commit()
    return True


def lay_dates_again() -> None:
    """Go over all open bills, page by page; asks for another task when its time is up. Twice changes nothing."""
    stop_at = time.monotonic() + WORK_FOR_S
    while attempt(_lay_page):
        if time.monotonic() > stop_at:
            enqueue_drain("dunning_dates")
            return


def _lay_page() -> bool:
    """One page; whether another follows."""
    state = dates_laid.get("dates")
    if state is None or state.value.finished:
        return False
    after = [state.value.cursor] if state.value.cursor else None
    page = invoices.find(("status", "==", "open"), limit=PAGE, after=after, by_id=True)
    commit = Commit()
    changed = _lay(commit, list(dict.fromkeys(stored.value.customer_id for stored in page)), billing_rules())
    is_last = len(page) < PAGE
    moved: dict[str, Any] = {"moved_at": clock.real(), "finished": is_last}
    if page:
        moved["cursor"] = page[-1].value.id
    commit.update(dates_laid, state, state.value.model_copy(update=moved))
    commit.commit()
    log("dates_laid", count=changed)
    return not is_last


def _lay(commit: Commit, customer_ids: Sequence[str], rules: BillingRules) -> int:
    """The bills are read after their customers, and every customer of whom one changes is written."""
    owners, bills = customers.get_many(customer_ids), open_bills_of(customer_ids)
    changed = 0
    for customer_id, owner in owners.items():
        found = bills.get(customer_id, [])
        moved = [(stored, _dates(stored.value, owner.value, rules, clock.now())) for stored in found]
        moved = [(stored, dates) for stored, dates in moved if dates != _present(stored)]
        for stored, dates in moved:
            commit.update(invoices, stored, stored.value.model_copy(update=dates))
        if moved:
            commit.update(customers, owner, owner.value.model_copy(update={"updated_at": clock.now()}))
        changed += len(moved)
    return changed


def _present(stored: Stored[Invoice]) -> dict[str, Any]:
    return {name: getattr(stored.value, name) for name in NOT_FOLLOWED_UP}


def _dates(bill: Invoice, owner: Customer, rules: BillingRules, now: datetime) -> dict[str, Any]:
    today = now.astimezone(clock.zone()).date()
    if not is_followed_up(bill, rules) or owner.archived:
        return NOT_FOLLOWED_UP
    if bill.next_dunning_at and (bill.next_dunning_at <= now or bill.next_dunning_on == today):
        return {"next_dunning_on": bill.next_dunning_on, "next_dunning_at": bill.next_dunning_at}
    promise = owner.promise
    if promise and promise.until >= today:
        return dated(begins(promise.until if promise.until > today else promise.until + ONE_DAY), clock.zone())
    return follow_up(rules, bill.due_on, today, done=bill.dunned)

"""The steps of a subscription's life, and what each leaves for the next invoice."""

from datetime import date

import pytest

from shared.billing.draft_invoice import Billed, bill_subscription
from shared.core.errors import Conflict
from shared.customers.life_cycle import FROM, Step, take_step
from shared.customers.models import Plan, Subscription
from shared.customers.terms import BilledDays
from tests.cast import NOW, RUMAH_20, customer, subscribed, terms

HEMAT_10 = Plan(id="hemat-10", name="Hemat 10 Mbps", price=110_000)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
NOVEMBER = {
    "next_invoice_on": date(2026, 12, 1),
    "billed_to": LAST,
    "billed_days": [BilledDays(first=FIRST, last=LAST, amount=165_000, invoice="2026-11")],
}


def line(**more: object) -> Subscription:
    return subscribed(customer(), **{**NOVEMBER, **more})[1]


def waiting(subscription: Subscription) -> int:
    return sum(pending.amount for pending in subscription.pending_lines)


def test_pausing_gives_back_the_days_not_used() -> None:
    paused = take_step(line(), "pause", RUMAH_20, date(2026, 11, 21), NOW)
    assert (paused.status, waiting(paused), paused.billed_to) == ("paused", -55_000, date(2026, 11, 20))
    assert paused.pending_lines[0].detail == (
        "21–30 November 2026, 10 dari 30 hari yang ditagih Rp165.000; cuti mulai 21 November 2026"
    )


def test_resuming_in_the_same_period_charges_the_days_left() -> None:
    paused = take_step(line(), "pause", RUMAH_20, date(2026, 11, 11), NOW)
    resumed = take_step(paused, "resume", RUMAH_20, date(2026, 11, 21), NOW)
    outcome = bill_subscription(customer(), resumed, RUMAH_20, terms())
    assert isinstance(outcome, Billed)
    assert outcome.invoices[0].total == 165_000 + 55_000 - 110_000


def test_a_suspension_within_a_paid_period_gives_nothing_back() -> None:
    suspended = take_step(line(), "suspend", RUMAH_20, date(2026, 11, 11), NOW)
    resumed = take_step(suspended, "resume", RUMAH_20, date(2026, 11, 21), NOW)
    assert (suspended.service_allowed, resumed.service_allowed) == (False, True)
    assert (waiting(resumed), resumed.billed_to) == (0, LAST)


def test_what_is_left_of_a_period_that_was_skipped_is_charged_by_days() -> None:
    skipped = line(status="suspended", billed_to=date(2026, 10, 31), billed_days=[])
    resumed = take_step(skipped, "resume", RUMAH_20, date(2026, 11, 21), NOW)
    outcome = bill_subscription(customer(), resumed, RUMAH_20, terms())
    assert isinstance(outcome, Billed)
    assert outcome.invoices[0].total == 165_000 + 55_000


def test_another_plan_counts_from_its_day() -> None:
    changed = take_step(line(), "change-plan", RUMAH_20, date(2026, 11, 16), NOW, new_plan=HEMAT_10)
    assert (changed.plan_id, waiting(changed)) == ("hemat-10", -82_500 + 55_000)


def test_stopping_is_for_good() -> None:
    stopped = take_step(line(), "stop", RUMAH_20, date(2026, 11, 21), NOW)
    assert (stopped.status, stopped.service_allowed) == ("stopped", False)
    assert waiting(stopped) == -55_000
    with pytest.raises(Conflict):
        take_step(stopped, "resume", RUMAH_20, date(2026, 11, 22), NOW)


def test_activating_begins_to_bill_from_its_day() -> None:
    waiting_line = line(status="pending", billed_to=None, billed_days=[])
    active = take_step(waiting_line, "activate", RUMAH_20, date(2026, 11, 21), NOW)
    assert (active.status, active.next_invoice_on) == ("active", date(2026, 12, 1))
    assert (active.starts_on, active.billed_to) == (date(2026, 11, 21), date(2026, 11, 20))


@pytest.mark.parametrize("step", list(FROM))
@pytest.mark.parametrize("status", ["pending", "active", "suspended", "paused", "stopped"])
def test_a_step_is_taken_only_from_where_it_may_be(step: Step, status: str) -> None:
    subscription = line(status=status)
    if status in FROM[step]:
        take_step(subscription, step, RUMAH_20, date(2026, 11, 23), NOW, new_plan=HEMAT_10)
    else:
        with pytest.raises(Conflict):
            take_step(subscription, step, RUMAH_20, date(2026, 11, 23), NOW, new_plan=HEMAT_10)

"""What one subscription is billed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.billing.draft_invoice import Billed, CannotBill, Skipped, bill_subscription
from shared.billing.models import Invoice
from shared.billing.tax_lines import with_tax
from shared.core.dates import next_billing_on
from shared.customers.life_cycle import take_step
from shared.customers.models import PendingLine, Plan
from shared.customers.price_days import tax_terms
from shared.settings.models import BillingRules
from tests.cast import NOW, RUMAH_20, TODAY, customer, subscribed, terms

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
BILLING_DAYS = st.integers(1, 28)


def bill(on: date = date(2026, 12, 1), plan: Plan = RUMAH_20, credit: int = 0, **line: object) -> list[Invoice]:
    owner, subscription = subscribed(customer(credit=credit, balance=-credit), **line)
    outcome = bill_subscription(owner, subscription, plan, terms(on))
    assert isinstance(outcome, Billed)
    return outcome.invoices


def test_a_month_is_one_line_that_says_its_days() -> None:
    (invoice,) = bill()
    assert invoice.id == "PLG-00001-1_2026-12"
    assert invoice.number == "INV-202612-00001-1"
    assert [(line.kind, line.amount) for line in invoice.lines] == [("plan", 165_000)]
    assert invoice.lines[0].detail == "1–31 Desember 2026, 31 hari"
    assert (invoice.total, invoice.due_on, invoice.period) == (165_000, date(2026, 12, 11), "2026-12")


def test_a_late_run_never_makes_an_overdue_bill() -> None:
    (invoice,) = bill(on=date(2026, 12, 20))
    assert invoice.due_on == date(2026, 12, 30)


def test_a_missed_month_is_still_owed_oldest_first() -> None:
    months = [invoice.period for invoice in bill(on=date(2026, 12, 25), next_invoice_on=date(2026, 10, 1))]
    assert months == ["2026-10", "2026-11", "2026-12"]


def test_the_first_invoice_carries_the_days_before_it() -> None:
    (invoice,) = bill(billed_to=date(2026, 11, 20))
    assert [(line.kind, line.amount) for line in invoice.lines] == [("proration", 55_000), ("plan", 165_000)]
    assert invoice.lines[0].detail == "21–30 November 2026, 10 dari 30 hari, harga sebulan Rp165.000"


def test_postpaid_bills_the_period_that_has_ended() -> None:
    (invoice,) = bill(mode="postpaid", billed_to=date(2026, 11, 15))
    assert [(line.kind, line.amount) for line in invoice.lines] == [("proration", 82_500)]
    (full,) = bill(mode="postpaid")
    assert (full.lines[0].detail, full.total) == ("1–30 November 2026, 30 hari", 165_000)


@pytest.mark.parametrize("status", ["pending", "suspended", "paused", "stopped"])
def test_only_active_subscriptions_are_billed(status: str) -> None:
    owner, subscription = subscribed(customer(), status=status)
    outcome = bill_subscription(owner, subscription, RUMAH_20, terms())
    assert isinstance(outcome, Skipped)
    assert outcome.reason == status
    assert outcome.subscription.next_invoice_on == (None if status == "stopped" else date(2027, 1, 1))


def test_what_is_still_owed_at_the_end_is_a_final_bill() -> None:
    owner, subscription = subscribed(customer(), billed_to=date(2026, 11, 12))
    stopped = take_step(subscription, "stop", RUMAH_20, date(2026, 11, 23), NOW)
    outcome = bill_subscription(owner, stopped, RUMAH_20, terms(on=TODAY))
    assert isinstance(outcome, Billed)
    (invoice,) = outcome.invoices
    assert (invoice.id, invoice.kind, invoice.total) == ("PLG-00001-1_final", "single", 55_000)
    assert (outcome.subscription.next_invoice_on, outcome.subscription.pending_lines) == (None, [])


def test_a_suspended_one_is_billed_where_the_owner_says_so() -> None:
    owner, subscription = subscribed(customer(), status="suspended")
    assert isinstance(bill_subscription(owner, subscription, RUMAH_20, terms(invoice_while_suspended=True)), Billed)


def test_without_its_plan_nothing_is_billed_and_the_date_stays() -> None:
    owner, subscription = subscribed(customer())
    assert isinstance(bill_subscription(owner, subscription, None, terms()), CannotBill)


def test_credit_pays_first_and_what_is_left_stays_credit() -> None:
    owner, subscription = subscribed(customer(credit=200_000, balance=-200_000))
    outcome = bill_subscription(owner, subscription, RUMAH_20, terms())
    assert isinstance(outcome, Billed)
    assert (outcome.invoices[0].paid, outcome.invoices[0].status) == (165_000, "paid")
    assert (outcome.customer.credit, outcome.customer.balance) == (35_000, -35_000)
    assert outcome.invoices[0].next_dunning_on is None


def test_dunning_waits_for_its_first_step_ahead() -> None:
    assert bill()[0].next_dunning_on == date(2026, 12, 8)


def test_more_given_back_than_billed_waits_for_the_next_invoice() -> None:
    back = PendingLine(kind="proration", description="Cuti", amount=-200_000)
    owner, subscription = subscribed(customer(), pending_lines=[back])
    outcome = bill_subscription(owner, subscription, RUMAH_20, terms())
    assert isinstance(outcome, Billed)
    assert outcome.invoices[0].total == 0
    assert [line.amount for line in outcome.subscription.pending_lines] == [-35_000]


def test_tax_on_top_is_a_line_of_its_own() -> None:
    (invoice,) = bill(plan=RUMAH_20.model_copy(update={"tax_percent": 11}))
    assert [(line.kind, line.amount) for line in invoice.lines] == [("plan", 165_000), ("tax", 18_150)]


def test_tax_inside_the_price_leaves_the_price() -> None:
    (invoice,) = bill(plan=RUMAH_20.model_copy(update={"tax_percent": 11, "tax_inclusive": True}))
    assert [(line.kind, line.amount) for line in invoice.lines] == [("plan", 148_649), ("tax", 16_351)]
    assert invoice.total == 165_000


@given(st.lists(st.integers(-500_000, 2_000_000), min_size=1, max_size=8), st.sampled_from([11.0, 12.0, 1.1, 0.5]))
def test_inclusive_tax_never_changes_the_total(amounts: list[int], percent: float) -> None:
    lines = [PendingLine(kind="charge", description="x", amount=amount) for amount in amounts]
    plan = RUMAH_20.model_copy(update={"tax_percent": percent, "tax_inclusive": True})
    taxed = with_tax(lines, tax_terms(plan), BillingRules())
    assert taxed.tax is not None
    assert taxed.total == sum(amounts)


@given(DAYS, BILLING_DAYS, st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_runs_on_any_days_bill_the_same_months(start: date, billing_day: int, gaps: list[int]) -> None:
    owner, subscription = subscribed(
        customer(), billing_day=billing_day, next_invoice_on=next_billing_on(billing_day, start)
    )
    on, in_steps = start, []
    walked_owner, walked = owner, subscription
    for gap in gaps:
        on += timedelta(days=gap)
        outcome = bill_subscription(walked_owner, walked, RUMAH_20, terms(on, today=start))
        assert isinstance(outcome, Billed)
        walked_owner, walked = outcome.customer, outcome.subscription
        in_steps += [invoice.id for invoice in outcome.invoices]
    at_once = bill_subscription(owner, subscription, RUMAH_20, terms(on, today=start))
    assert isinstance(at_once, Billed)
    assert in_steps == [invoice.id for invoice in at_once.invoices]
    assert walked_owner.balance == at_once.customer.balance == sum(entry.amount for entry in at_once.ledger)

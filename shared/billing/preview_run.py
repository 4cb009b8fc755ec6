"""What a run would do, by the same decision, writing nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from shared.billing.draft_invoice import Billed, CannotBill, Skipped, bill_subscription
from shared.billing.invoice_message import needs_message
from shared.billing.make_invoice import Terms
from shared.billing.models import (
    SLICES,
    Failure,
    Invoice,
    LineKind,
    LineSum,
    PlanSum,
    PreviewInvoice,
    PreviewView,
)
from shared.billing.repository import due_in_slice
from shared.billing.start_run import check_day
from shared.core import clock
from shared.core.firestore import Stored
from shared.customers.models import Customer, Subscription
from shared.customers.repository import all_plans, customers
from shared.messaging.read_health import forecast_now
from shared.settings.repository import billing_rules

SAMPLE = 50
BATCH = 300


def preview_run(on: date) -> PreviewView:
    """The sums and the first invoices of a run for `on`. Raises Invalid for a day too far ahead."""
    ahead = check_day(on)
    terms = Terms(on=on, today=clock.today(), now=clock.now(), rules=billing_rules(), by="preview")
    plans = all_plans()
    drafted: list[Invoice] = []
    skipped: Counter[str] = Counter()
    failures: list[Failure] = []
    overrides = without_phone = messages = 0
    owners_after: dict[str, Customer] = {}
    for subscription, stored_owner in _due_with_owners(on):
        # A second subscription finds the credit its sister has left.
        owner = owners_after.get(subscription.customer_id, stored_owner)
        outcome = bill_subscription(owner, subscription, plans.get(subscription.plan_id), terms)
        if isinstance(outcome, Billed):
            owners_after[subscription.customer_id] = outcome.customer
            drafted += outcome.invoices
            overrides += subscription.price_override is not None
            without_phone += len(outcome.invoices) if outcome.customer.phone is None else 0
            messages += sum(needs_message(invoice, outcome.customer) for invoice in outcome.invoices)
        elif isinstance(outcome, Skipped):
            skipped[outcome.reason] += 1
        else:
            failures.append(_failure(subscription, outcome))
    return PreviewView(
        on=on,
        ahead=ahead,
        due=len(drafted) + skipped.total() + len(failures),
        create=len(drafted),
        skip=skipped.total(),
        fail=len(failures),
        skipped_by_reason=dict(skipped),
        total_amount=sum(invoice.total for invoice in drafted),
        by_plan=_by_plan(drafted),
        by_line=_by_line(drafted),
        credit_used=sum(invoice.paid for invoice in drafted),
        without_phone=without_phone,
        price_overrides=overrides,
        failures=failures[:100],
        messages=forecast_now(messages),
        sample=[_shown(invoice) for invoice in drafted[:SAMPLE]],
    )


def _due_with_owners(on: date) -> Iterator[tuple[Subscription, Customer | None]]:
    """Each due subscription with its customer."""
    for slice_number in range(SLICES):
        after = None
        while True:
            due = due_in_slice(slice_number, on, after=after, limit=BATCH)
            owners = customers.get_many(stored.value.customer_id for stored in due)
            for stored in due:
                owner = owners.get(stored.value.customer_id)
                yield stored.value, owner.value if owner else None
            if len(due) < BATCH:
                break
            last: Stored[Subscription] = due[-1]
            after = [last.value.shard, str(last.value.next_invoice_on), last.value.id]


def _failure(subscription: Subscription, outcome: CannotBill) -> Failure:
    return Failure(
        subscription_id=subscription.id,
        customer_id=subscription.customer_id,
        code=outcome.code,
        message=outcome.message,
    )


def _by_plan(drafted: list[Invoice]) -> list[PlanSum]:
    sums: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for invoice in drafted:
        for line in invoice.lines:
            if line.kind == "plan":
                sums[invoice.plan_id or "", invoice.plan_name, line.amount].append(line.amount)
    return [
        PlanSum(plan_id=plan_id, plan_name=name, price=price, count=len(amounts), amount=sum(amounts))
        for (plan_id, name, price), amounts in sorted(sums.items(), key=lambda item: -sum(item[1]))
    ]


def _by_line(drafted: list[Invoice]) -> list[LineSum]:
    sums: dict[LineKind, list[int]] = defaultdict(list)
    for invoice in drafted:
        for line in invoice.lines:
            if line.kind != "plan":
                sums[line.kind].append(line.amount)
    return [LineSum(kind=kind, count=len(amounts), amount=sum(amounts)) for kind, amounts in sorted(sums.items())]


def _shown(invoice: Invoice) -> PreviewInvoice:
    return PreviewInvoice.model_validate(invoice.model_dump(include=set(PreviewInvoice.model_fields)))

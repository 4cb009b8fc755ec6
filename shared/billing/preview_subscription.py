"""What a change to a subscription would cost or give back, by the same decisions, writing nothing."""

from shared.access.models import Caller
from shared.billing.add_charge import with_charge
from shared.billing.draft_invoice import Billed, bill_subscription, settle_at_the_end
from shared.billing.make_invoice import Terms
from shared.billing.models import (
    PreviewInvoice,
    SubscriptionPreview,
    SubscriptionPreviewRequest,
)
from shared.billing.step_subscription import check_new_plan, day_of, present_terms, stepped
from shared.billing.tax_lines import with_tax
from shared.core.errors import Conflict
from shared.customers.change_subscription import plan_of, stored_subscription, with_changes
from shared.customers.models import Customer, LifeCycleStep, PendingLine, Plan, Subscription
from shared.customers.price_days import tax_terms
from shared.customers.read_customers import stored_customer
from shared.customers.views import subscription_view


def preview_subscription(subscription_id: str, asked: SubscriptionPreviewRequest, by: Caller) -> SubscriptionPreview:
    """What would wait, what the next invoice would be, what would be credit. Raises as the change itself would."""
    before = stored_subscription(subscription_id).value
    owner = stored_customer(before.customer_id).value
    terms = present_terms(by)
    after, plan = _changed(before, asked, terms)
    taxed = with_tax(_new_lines(before, after), tax_terms(plan), terms.rules)
    invoice, credit = _next_invoice(owner, after, plan, terms)
    return SubscriptionPreview(
        subscription=subscription_view(after, plan),
        lines=[*taxed.lines, *taxed.tax_lines],
        amount=taxed.total,
        next_invoice=invoice,
        credit=credit,
    )


def _changed(subscription: Subscription, asked: SubscriptionPreviewRequest, terms: Terms) -> tuple[Subscription, Plan]:
    after = subscription
    plan = plan_of(subscription.plan_id)
    if asked.step:
        step = LifeCycleStep(on=asked.on, plan_id=asked.plan_id)
        on = day_of(step)
        check_new_plan(asked.step, step)
        after, plan = stepped(after, asked.step, step, on, terms)
    if asked.changes:
        after = with_changes(after, asked.changes, terms.today, terms.now)
    if asked.charge:
        after = with_charge(after, "preview", asked.charge)
    if plan is None:
        raise Conflict(
            code="no_plan",
            message_id="Paket langganan ini sudah tidak ada.",
            message_en="This subscription's plan is gone.",
        )
    return after, plan


def _new_lines(before: Subscription, after: Subscription) -> list[PendingLine]:
    """What the change adds, at the end; a stop settles all that waits."""
    if after.status == "stopped":
        return after.pending_lines
    return after.pending_lines[len(before.pending_lines) :]


def _next_invoice(
    owner: Customer, subscription: Subscription, plan: Plan, terms: Terms
) -> tuple[PreviewInvoice | None, int]:
    if subscription.status == "stopped":
        billed = settle_at_the_end(owner, subscription, plan, terms)
        credit = -sum(entry.amount for entry in billed.ledger if entry.kind == "credit")
    elif subscription.next_invoice_on is None:
        return None, 0
    else:
        on = max(subscription.next_invoice_on, terms.today)
        ahead = Terms(on=on, today=terms.today, now=terms.now, rules=terms.rules, by=terms.by)
        outcome = bill_subscription(owner, subscription, plan, ahead, months=1)
        if not isinstance(outcome, Billed):
            return None, 0
        billed, credit = outcome, 0
    if not billed.invoices:
        return None, credit
    return PreviewInvoice.model_validate(billed.invoices[0].model_dump()), credit

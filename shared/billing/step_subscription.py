"""Take a step in a subscription's life: what it settles, gives back or leaves to pay becomes true with it."""

from datetime import date, timedelta
from typing import NamedTuple

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.draft_invoice import settle_at_the_end
from shared.billing.make_invoice import Terms
from shared.billing.models import LedgerEntry
from shared.billing.write_account import write_account
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.customers.change_subscription import plan_of, stored_subscription
from shared.customers.create_customer import check_plan
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import DAYS_BACK, Step, take_step
from shared.customers.models import Customer, LifeCycleStep, Plan, Subscription, SubscriptionView
from shared.customers.read_customers import stored_customer
from shared.customers.search_tokens import findable
from shared.customers.views import subscription_view
from shared.messaging.send_now import send_now
from shared.settings.repository import billing_rules


class Ended(NamedTuple):
    """Both sides after a stop, and the entry that turns what is given back into credit."""

    customer: Customer
    subscription: Subscription
    entries: list[LedgerEntry]


def step_subscription(subscription_id: str, step: Step, asked: LifeCycleStep, by: Caller) -> SubscriptionView:
    """The subscription after the step. Raises NotFound, Conflict `wrong_status`, Invalid for a day out of reach."""
    on = day_of(asked)
    check_new_plan(step, asked)
    cause = f"{subscription_id}.{ulid()}"

    def decide() -> tuple[Subscription, Plan, list[str]]:
        stored = stored_subscription(subscription_id)
        owner = stored_customer(stored.value.customer_id)
        terms = present_terms(by)
        after, plan = stepped(stored.value, step, asked, on, terms)
        customer, after, entries = end_subscription(owner.value, after, plan, terms)
        commit = Commit()
        customer = findable(customer.model_copy(update={"updated_at": terms.now}))
        written = write_account(commit, owner, customer, cause, entries, lines={subscription_id: (stored, after)})
        record_audit(
            commit,
            cause=cause,
            what=step,
            by=by.id,
            subject=f"subscriptions/{subscription_id}",
            before={"status": stored.value.status, "plan_id": stored.value.plan_id},
            after={"status": after.status, "plan_id": after.plan_id, "on": f"{on}", "reason": asked.reason},
        )
        commit.commit()
        return after, plan, written.messages

    after, plan, messages = attempt(decide)
    send_now(messages)
    return subscription_view(after, plan)


def stepped(
    subscription: Subscription, step: Step, asked: LifeCycleStep, on: date, terms: Terms
) -> tuple[Subscription, Plan]:
    """The subscription after the step and its plan then. Raises Conflict."""
    plan = plan_of(subscription.plan_id)
    if plan is None:
        raise Conflict(
            code="no_plan",
            message_id="Paket langganan ini sudah tidak ada.",
            message_en="This subscription's plan is gone.",
        )
    new_plan = plan_of(asked.plan_id) if step == "change-plan" and asked.plan_id else None
    charge_suspended = terms.rules.invoice_while_suspended
    after = take_step(subscription, step, plan, on, terms.now, new_plan=new_plan, charge_suspended=charge_suspended)
    return after, new_plan or plan


def end_subscription(customer: Customer, subscription: Subscription, plan: Plan, terms: Terms) -> Ended:
    """After a stop that gives back more than is owed, the rest is the customer's credit; a final bill waits."""
    if subscription.status == "stopped" and subscription.pending_lines:
        settled = settle_at_the_end(customer, subscription, plan, terms)
        if not settled.invoices:
            return Ended(settled.customer, settled.subscription, settled.ledger)
    return Ended(with_subscription(customer, subscription), subscription, [])


def present_terms(by: Caller) -> Terms:
    """What is decided under today."""
    today = clock.today()
    return Terms(on=today, today=today, now=clock.now(), rules=billing_rules(), by=by.id)


def day_of(asked: LifeCycleStep) -> date:
    """The day a step counts from. Raises Invalid for one out of reach."""
    today = clock.today()
    on = asked.on or today
    if not today - timedelta(days=DAYS_BACK) <= on <= today:
        raise invalid(
            "on",
            f"Tanggal berlaku paling jauh {DAYS_BACK} hari yang lalu, paling akhir hari ini.",
            f"From {DAYS_BACK} days ago until today.",
        )
    return on


def check_new_plan(step: Step, asked: LifeCycleStep) -> None:
    """Raises Invalid for a change of plan that names none, or one that is not there."""
    if step != "change-plan":
        return
    if asked.plan_id is None:
        raise invalid("plan_id", "Wajib diisi.", "This field is required.")
    check_plan(asked.plan_id, "plan_id")

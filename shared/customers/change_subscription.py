"""Change a subscription: its terms, or its step in life."""

from collections.abc import Callable
from datetime import timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.dates import next_billing_on
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import ulid
from shared.customers.create_customer import check_plan
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import Step, take_step
from shared.customers.models import (
    LifeCycleStep,
    Plan,
    Subscription,
    SubscriptionChanges,
    SubscriptionPage,
    SubscriptionView,
)
from shared.customers.read_customers import stored_customer
from shared.customers.repository import all_plans, customers, plans, subscriptions
from shared.customers.search_tokens import findable
from shared.customers.views import subscription_view

DAYS_BACK = 62


def read_subscription(subscription_id: str) -> SubscriptionView:
    """Raises NotFound."""
    stored = _stored(subscription_id)
    return subscription_view(stored.value, _plan(stored.value.plan_id))


def list_subscriptions(customer_id: str) -> SubscriptionPage:
    """All subscriptions of one customer. Raises NotFound."""
    owner = stored_customer(customer_id)
    known = all_plans()
    found = subscriptions.get_many(owner.value.subscriptions)
    items = [subscription_view(found[key].value, known.get(found[key].value.plan_id)) for key in sorted(found)]
    return SubscriptionPage(items=items, next_cursor=None)


def change_subscription(subscription_id: str, changes: SubscriptionChanges, by: Caller) -> SubscriptionView:
    """The subscription afterwards; a new billing day moves the next invoice to its next date. Raises NotFound."""

    def change(subscription: Subscription) -> Subscription:
        sent = {name: getattr(changes, name) for name in changes.model_fields_set}
        for name in ("billing_day", "network"):
            if name in sent and sent[name] is None:
                raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
        after = subscription.model_copy(update={**sent, "updated_at": clock.now()})
        if after.billing_day != subscription.billing_day and subscription.next_invoice_on:
            not_before = max(clock.today(), (subscription.billed_to or subscription.starts_on) + timedelta(days=1))
            after = after.model_copy(update={"next_invoice_on": next_billing_on(after.billing_day, not_before)})
        return after

    return _commit_change(subscription_id, "changed", by, change)


def take_life_cycle_step(subscription_id: str, step: Step, asked: LifeCycleStep, by: Caller) -> SubscriptionView:
    """The subscription after the step. Raises NotFound, Conflict `wrong_status`, Invalid for a day out of reach."""
    today = clock.today()
    on = asked.on or today
    if not today - timedelta(days=DAYS_BACK) <= on <= today:
        raise invalid(
            "on",
            f"Tanggal berlaku paling jauh {DAYS_BACK} hari yang lalu, paling akhir hari ini.",
            f"From {DAYS_BACK} days ago until today.",
        )
    if step == "change-plan":
        if asked.plan_id is None:
            raise invalid("plan_id", "Wajib diisi.", "This field is required.")
        check_plan(asked.plan_id, "plan_id")

    def change(subscription: Subscription) -> Subscription:
        plan = _plan(subscription.plan_id)
        if plan is None:
            raise Conflict(
                code="no_plan",
                message_id="Paket langganan ini sudah tidak ada.",
                message_en="This subscription's plan is gone.",
            )
        new_plan = _plan(asked.plan_id) if asked.plan_id else None
        return take_step(subscription, step, plan, on, clock.now(), new_plan=new_plan)

    return _commit_change(subscription_id, step, by, change)


def _commit_change(
    subscription_id: str, what: str, by: Caller, change: Callable[[Subscription], Subscription]
) -> SubscriptionView:
    cause = f"{subscription_id}.{ulid()}"

    def decide() -> Subscription:
        stored = _stored(subscription_id)
        owner = stored_customer(stored.value.customer_id)
        after = change(stored.value)
        customer = findable(with_subscription(owner.value, after))
        commit = Commit()
        commit.update(subscriptions, stored, after)
        commit.update(customers, owner, customer.model_copy(update={"updated_at": clock.now()}))
        record_audit(
            commit,
            cause=cause,
            what=what,
            by=by.id,
            subject=f"subscriptions/{subscription_id}",
            before={"status": stored.value.status, "plan_id": stored.value.plan_id},
            after={"status": after.status, "plan_id": after.plan_id},
        )
        commit.commit()
        return after

    after = attempt(decide)
    return subscription_view(after, _plan(after.plan_id))


def _stored(subscription_id: str) -> Stored[Subscription]:
    stored = subscriptions.get(subscription_id)
    if stored is None:
        raise NotFound()
    return stored


def _plan(plan_id: str) -> Plan | None:
    stored = plans.get(plan_id)
    return stored.value if stored else None

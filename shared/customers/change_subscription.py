"""Read subscriptions, and change the terms of one; its steps in life are billing's."""

from datetime import date, datetime, timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.dates import next_billing_on
from shared.core.errors import NotFound, invalid
from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import ulid
from shared.customers.create_subscription import first_invoice_on
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import settled_to
from shared.customers.models import (
    Plan,
    Subscription,
    SubscriptionChanges,
    SubscriptionPage,
    SubscriptionView,
)
from shared.customers.read_customers import area_of_customer, stored_customer
from shared.customers.repository import all_plans, customers, plans, subscriptions
from shared.customers.search_tokens import findable
from shared.customers.views import subscription_view

CLEARABLE = {"price_override", "due_days"}


def read_subscription(subscription_id: str) -> SubscriptionView:
    """Raises NotFound."""
    stored = stored_subscription(subscription_id)
    return subscription_view(stored.value, plan_of(stored.value.plan_id))


def area_of_subscription(subscription_id: str) -> str | None:
    """Its customer's. Raises NotFound."""
    return area_of_customer(stored_subscription(subscription_id).value.customer_id)


def list_subscriptions(customer_id: str) -> SubscriptionPage:
    """All subscriptions of one customer. Raises NotFound."""
    owner = stored_customer(customer_id)
    known = all_plans()
    found = subscriptions.get_many(owner.value.subscriptions)
    items = [subscription_view(found[key].value, known.get(found[key].value.plan_id)) for key in sorted(found)]
    return SubscriptionPage(items=items, next_cursor=None)


def change_subscription(subscription_id: str, changes: SubscriptionChanges, by: Caller) -> SubscriptionView:
    """The subscription afterwards; a new billing day moves the next invoice to its next date. Raises NotFound."""
    cause = f"{subscription_id}.{ulid()}"

    def decide() -> Subscription:
        stored = stored_subscription(subscription_id)
        owner = stored_customer(stored.value.customer_id)
        after = with_changes(stored.value, changes, clock.today(), clock.now())
        customer = findable(with_subscription(owner.value, after))
        commit = Commit()
        commit.update(subscriptions, stored, after)
        commit.update(customers, owner, customer.model_copy(update={"updated_at": clock.now()}))
        record_audit(
            commit,
            cause=cause,
            what="changed",
            by=by.id,
            subject=f"subscriptions/{subscription_id}",
            before=stored.value.model_dump(mode="json", include=changes.model_fields_set),
            after=after.model_dump(mode="json", include=changes.model_fields_set),
        )
        commit.commit()
        return after

    after = attempt(decide)
    return subscription_view(after, plan_of(after.plan_id))


def with_changes(subscription: Subscription, changes: SubscriptionChanges, today: date, now: datetime) -> Subscription:
    """The subscription with other terms; what is billed stays billed. Raises Invalid for a null that means nothing."""
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    for name, value in sent.items():
        if value is None and name not in CLEARABLE:
            raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
    after = subscription.model_copy(update={**sent, "updated_at": now})
    if after.billing_day == subscription.billing_day or subscription.next_invoice_on is None:
        return after
    return after.model_copy(update={"next_invoice_on": _next_on_new_day(after, settled_to(subscription), today)})


def _next_on_new_day(subscription: Subscription, settled: date, today: date) -> date:
    if subscription.status != "active":
        return next_billing_on(subscription.billing_day, max(today, settled + timedelta(days=1)))
    return first_invoice_on(subscription.billing_day, settled + timedelta(days=1), subscription.mode)


def stored_subscription(subscription_id: str) -> Stored[Subscription]:
    """Raises NotFound."""
    stored = subscriptions.get(subscription_id)
    if stored is None:
        raise NotFound()
    return stored


def plan_of(plan_id: str) -> Plan | None:
    """A plan by its id."""
    stored = plans.get(plan_id)
    return stored.value if stored else None

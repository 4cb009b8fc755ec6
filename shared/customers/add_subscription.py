"""One more subscription for a customer who is there already."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.idempotency import Once, first_answer, once, remember_answer
from shared.customers.change_subscription import plan_of
from shared.customers.create_customer import check_plan
from shared.customers.create_subscription import new_subscription
from shared.customers.customer_status import with_subscription
from shared.customers.models import FurtherSubscription, SubscriptionView
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers, subscriptions
from shared.customers.search_tokens import findable
from shared.customers.views import subscription_view


def add_subscription(
    customer_id: str, new: FurtherSubscription, by: Caller, key: str | None
) -> Answer[SubscriptionView]:
    """201 with the subscription, or 200 with the first answer if this id came before.

    Raises NotFound, Invalid for a wrong field, Conflict `archived`.
    """
    act = once(f"subscription.{customer_id}", by.id, new.id or key, new)

    def decide() -> Answer[SubscriptionView]:
        known = first_answer(act, SubscriptionView)
        return Answer(known, 200) if known else Answer(_add(customer_id, new, by, act), 201)

    return attempt(decide)


def _add(customer_id: str, new: FurtherSubscription, by: Caller, act: Once) -> SubscriptionView:
    owner = stored_customer(customer_id)
    check_plan(new.plan_id, "plan_id")
    if owner.value.archived:
        raise Conflict(
            code="archived",
            message_id="Pelanggan ini diarsipkan. Pulihkan dulu, lalu tambah langganannya.",
            message_en="This customer is archived. Restore them first.",
        )
    now = clock.now()
    line = new_subscription(owner.value, new, now)
    counted = owner.value.model_copy(update={"next_subscription": owner.value.next_subscription + 1, "updated_at": now})
    commit = Commit()
    commit.create(subscriptions, line)
    commit.update(customers, owner, findable(with_subscription(counted, line)))
    record_audit(
        commit,
        cause=line.id,
        what="created",
        by=by.id,
        subject=f"subscriptions/{line.id}",
        after={"plan_id": line.plan_id, "starts_on": f"{line.starts_on}"},
    )
    view = subscription_view(line, plan_of(line.plan_id))
    remember_answer(commit, act, view)
    commit.commit()
    return view

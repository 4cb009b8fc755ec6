"""One-off charges and credits: they wait for the next invoice, and can be taken away while they wait."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.idempotency import Once, first_answer, once, remember_answer
from shared.core.ids import ulid
from shared.customers.change_subscription import plan_of, stored_subscription
from shared.customers.models import NewCharge, PendingLine, Subscription, SubscriptionView
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers, subscriptions
from shared.customers.views import subscription_view

MOST_WAITING = 50


def add_charge(subscription_id: str, new: NewCharge, by: Caller, key: str | None) -> Answer[SubscriptionView]:
    """201 with the subscription, or 200 with the first answer if this id came before. Raises NotFound, Conflict."""
    charge_id = new.id or key or ulid()
    # Whoever sends it: the id is the charge's own.
    act = once("charge", subscription_id, charge_id, new.model_copy(update={"id": None}))

    def decide() -> Answer[SubscriptionView]:
        known = first_answer(act, SubscriptionView)
        if known:
            return Answer(known, 200)
        return Answer(_add(subscription_id, charge_id, new, by, act), 201)

    return attempt(decide)


def with_charge(subscription: Subscription, charge_id: str, new: NewCharge) -> Subscription:
    """The subscription with one more line that waits. Raises Conflict where none can be billed any more."""
    if subscription.status == "stopped":
        raise Conflict(
            code="wrong_status",
            message_id="Langganan ini sudah berhenti, jadi tidak ada tagihan berikutnya.",
            message_en="This subscription has stopped; there is no next invoice.",
        )
    if len(subscription.pending_lines) >= MOST_WAITING:
        raise invalid(
            "amount",
            f"Sudah ada {MOST_WAITING} baris yang menunggu tagihan.",
            f"{MOST_WAITING} lines are waiting already.",
        )
    line = PendingLine(
        kind="charge" if new.amount > 0 else "discount",
        description=new.description,
        detail=new.reason,
        amount=new.amount,
        id=charge_id,
    )
    return subscription.model_copy(update={"pending_lines": [*subscription.pending_lines, line]})


def remove_charge(subscription_id: str, charge_id: str, by: Caller) -> SubscriptionView:
    """The subscription without that waiting line. Raises NotFound where it does not wait, for it is billed or gone."""
    cause = f"{subscription_id}.{ulid()}"

    def decide() -> Subscription:
        stored = stored_subscription(subscription_id)
        owner = stored_customer(stored.value.customer_id)
        kept = [line for line in stored.value.pending_lines if line.id != charge_id]
        removed = [line for line in stored.value.pending_lines if line.id == charge_id]
        if not removed:
            raise NotFound(
                message_id="Biaya ini tidak menunggu lagi: sudah masuk tagihan atau sudah dihapus.",
                message_en="This charge does not wait any more: it is billed, or taken away.",
            )
        after = stored.value.model_copy(update={"pending_lines": kept, "updated_at": clock.now()})
        commit = Commit()
        commit.update(subscriptions, stored, after)
        commit.verify(customers, owner)
        record_audit(
            commit,
            cause=cause,
            what="charge_removed",
            by=by.id,
            subject=f"subscriptions/{subscription_id}",
            before={"id": charge_id, "description": removed[0].description, "amount": removed[0].amount},
        )
        commit.commit()
        return after

    after = attempt(decide)
    return subscription_view(after, plan_of(after.plan_id))


def _add(subscription_id: str, charge_id: str, new: NewCharge, by: Caller, act: Once) -> SubscriptionView:
    stored = stored_subscription(subscription_id)
    owner = stored_customer(stored.value.customer_id)
    after = with_charge(stored.value, charge_id, new).model_copy(update={"updated_at": clock.now()})
    commit = Commit()
    commit.update(subscriptions, stored, after)
    commit.verify(customers, owner)
    record_audit(
        commit,
        cause=f"{subscription_id}.{charge_id}",
        what="charge_added",
        by=by.id,
        subject=f"subscriptions/{subscription_id}",
        after={"description": new.description, "amount": new.amount, "reason": new.reason},
    )
    view = subscription_view(after, plan_of(after.plan_id))
    remember_answer(commit, act, view)
    commit.commit()
    return view

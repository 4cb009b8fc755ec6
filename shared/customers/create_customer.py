"""A new customer, with a subscription if one is given."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import refuse_other_areas
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.idempotency import Once, first_answer, once, remember_answer
from shared.core.ids import shard_of
from shared.customers.create_subscription import new_subscription
from shared.customers.customer_status import with_subscription
from shared.customers.models import (
    SHARDS,
    Customer,
    CustomerPrivate,
    CustomerView,
    NewCustomer,
    NewSubscription,
    Warning,
)
from shared.customers.point_out_doubles import point_out_doubles
from shared.customers.repository import (
    areas,
    customers,
    customers_private,
    plans,
    subscriptions,
    take_customer_numbers,
)
from shared.customers.search_tokens import findable
from shared.customers.views import customer_view


def create_customer(new: NewCustomer, by: Caller, key: str | None) -> Answer[CustomerView]:
    """201 with the customer, or 200 with the first answer if this id came before. Raises Invalid for a wrong field."""
    act = once("customer", by.id, new.id or key, new)
    known = first_answer(act, CustomerView)
    if known:
        return Answer(known, 200)
    check_area(new.area_id)
    refuse_other_areas(by, new.area_id)
    if new.subscription:
        check_plan(new.subscription.plan_id, "subscription.plan_id")
    warnings = point_out_doubles(new.phone, new.nik, by)
    number = take_customer_numbers(1)[0]

    def decide() -> Answer[CustomerView]:
        again = first_answer(act, CustomerView)
        return Answer(again, 200) if again else Answer(_create(number, new, by, act, warnings), 201)

    return attempt(decide)


def check_area(area_id: str | None) -> None:
    """Raises Invalid for an area that is not there."""
    if area_id and areas.get(area_id) is None:
        raise invalid("area_id", "Area ini tidak ada.", "There is no such area.")


def check_plan(plan_id: str, field: str) -> None:
    """Raises Invalid for a plan that is not there, naming the field it came in."""
    if "/" in plan_id or plans.get(plan_id) is None:
        raise invalid(field, "Paket ini tidak ada.", "There is no such plan.")


def _create(number: str, new: NewCustomer, by: Caller, act: Once, warnings: list[Warning]) -> CustomerView:
    now = clock.now()
    customer = Customer(
        id=number,
        name=new.name,
        phone=new.phone,
        other_phones=[phone for phone in new.other_phones if phone],
        address=new.address,
        area_id=new.area_id,
        email=new.email,
        location=new.location,
        note=new.note,
        tags=new.tags,
        shard=shard_of(number, SHARDS),
        created_at=now,
        updated_at=now,
    )
    commit = Commit()
    if new.subscription:
        customer = _with_new_subscription(commit, customer, new.subscription)
    customer = findable(customer)
    commit.create(customers, customer)
    if new.nik:
        commit.create(customers_private, CustomerPrivate(id=number, nik=new.nik))
    record_audit(
        commit,
        cause=number,
        what="created",
        by=by.id,
        subject=f"customers/{number}",
        after={"status": customer.status},
    )
    view = customer_view(customer, warnings)
    remember_answer(commit, act, view)
    commit.commit()
    return view


def _with_new_subscription(commit: Commit, customer: Customer, new: NewSubscription) -> Customer:
    subscription = new_subscription(customer, new, customer.updated_at)
    commit.create(subscriptions, subscription)
    counted = customer.model_copy(update={"next_subscription": customer.next_subscription + 1})
    return with_subscription(counted, subscription)

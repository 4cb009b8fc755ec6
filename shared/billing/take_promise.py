"""Staff take a promise to pay, and see which promises stand."""

from datetime import date

from shared.access.models import Caller
from shared.access.own_areas import area_filters, sees
from shared.billing.dunning_models import NewPromise, PromisePage, PromiseView
from shared.billing.promise_until import promise_until
from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers

EVER = date(2000, 1, 1)


def take_promise(new: NewPromise, by: Caller) -> Answer[PromiseView]:
    """201 with the promise, 200 if the same one stands. Raises NotFound, Conflict, Invalid as `promise_until` does."""

    def decide() -> Answer[PromiseView]:
        stored = stored_customer(new.customer_id)
        if not sees(by, stored.value.area_id):
            raise NotFound()
        known = stored.value.promise
        if known and (known.until, known.note) == (new.until, new.note):
            return Answer(promise_view(stored.value), 200)
        commit = Commit()
        after = promise_until(commit, stored, new.until, by=by.id, note=new.note)
        commit.commit()
        return Answer(promise_view(after), 201)

    return attempt(decide)


def list_promises(query: PageQuery, by: Caller) -> PromisePage:
    """Promises that stand, in one's own areas, those that come first first."""
    filters = area_filters(by.areas) or []
    page = customers.page(
        *filters,
        ("promise.until", ">=", EVER),
        order=[("promise.until", "ASCENDING")],
        limit=query.limit,
        cursor=query.cursor,
        leave_out=("t",),
    )
    return PromisePage(items=[promise_view(one) for one in page.items], next_cursor=page.next_cursor)


def promise_view(customer: Customer) -> PromiseView:
    """The promise of a customer who has given one."""
    promise = customer.promise
    if promise is None:
        raise NotFound()
    return PromiseView(
        customer_id=customer.id,
        customer_name=customer.name,
        phone=customer.phone,
        owed=max(customer.balance, 0),
        broken_promises=customer.broken_promises,
        **promise.model_dump(),
    )

"""A signed-in customer says by when they pay."""

from shared.billing.dunning_models import MyPromise
from shared.billing.promise_until import promise_until
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer

BY_THEMSELVES = "customer"
"""As the talk on WhatsApp writes it."""


def promise_by_myself(customer: Customer, new: MyPromise) -> Answer[MyPromise]:
    """201 with the promise, 200 if the same one stands. Raises Conflict, Invalid as `promise_until` does."""

    def decide() -> Answer[MyPromise]:
        stored = stored_customer(customer.id)
        known = stored.value.promise
        if known and known.until == new.until:
            return Answer(new, 200)
        commit = Commit()
        promise_until(commit, stored, new.until, by=BY_THEMSELVES)
        commit.commit()
        return Answer(new, 201)

    return attempt(decide)

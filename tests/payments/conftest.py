"""The little provider of tests/billing, which takes money; each account is proved at the end of every test."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.core.firestore import Commit
from shared.customers.customer_status import with_subscription
from shared.customers.models import Subscription
from shared.customers.repository import customers, subscriptions
from shared.payments.models import NewPayment
from shared.payments.prove_accounts import wrong_of
from tests.billing.conftest import Provider, at_once, provider  # noqa: F401

LINE = "PLG-00001-1"
DEC, JAN = f"{LINE}_2026-12", f"{LINE}_2027-01"
PRICE = 165_000


@pytest.fixture(autouse=True)
def proved(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is paid of each bill is the sum of its parts, and credit never waits beside an open bill."""
    if "provider" in request.fixturenames:
        request.getfixturevalue("provider")
    yield
    if "provider" in request.fixturenames:
        for stored in customers.find():
            assert wrong_of(stored.value) == []


def money(payment_id: str = "p-1", amount: int = PRICE, **more: Any) -> NewPayment:
    """Cash of the first customer."""
    return NewPayment.model_validate(
        {"id": payment_id, "customer_id": "PLG-00001", "amount": amount, "method": "cash", **more}
    )


def cut(line: Subscription, why: str = "arrears") -> None:
    """Suspended as the dunning does it, or as staff do."""
    stored, owner = subscriptions.get(line.id), customers.get(line.customer_id)
    assert stored
    assert owner
    after = stored.value.model_copy(update={"status": "suspended", "suspended_for": why, "service_allowed": False})
    commit = Commit()
    commit.update(subscriptions, stored, after)
    commit.update(customers, owner, with_subscription(owner.value, after))
    commit.commit()

"""Customers for a measurement: any number, each with one line billed on the first, as an import leaves them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from shared.core.firestore import Commit
from shared.core.ids import shard_of
from shared.customers.customer_status import with_subscription
from shared.customers.models import SHARDS, Customer, Network, Plan, Subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.customers.search_tokens import findable

ON = date(2026, 12, 1)
MADE_AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PLANS = [Plan(id=f"rumah-{speed}", name=f"Rumah {speed} Mbps", price=speed * 8_250) for speed in (10, 20, 30, 50)]
NAMES = ("Asih", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gilang", "Hesti", "Iwan", "Joko", "Kartika", "Lestari")
FAMILIES = ("Raharjo", "Wulandari", "Santoso", "Prasetyo", "Handayani", "Nugroho", "Setiawan", "Kusuma", "Utami")
STREETS = ("Jl. Melati", "Jl. Kenanga", "Gang Mawar", "Jl. Raya Sukamaju", "Perum Griya Asri", "Dusun Krajan")
PEOPLE_A_COMMIT = 200


def keep_people(first: int, last: int) -> None:
    """Write customers number `first` to `last` with a line each, and the plans with the first of them."""
    if first == 1:
        commit = Commit()
        for plan in PLANS:
            commit.create(plans, plan)
        commit.commit()
    for start in range(first, last + 1, PEOPLE_A_COMMIT):
        commit = Commit()
        for customer, subscription in people(start, min(last, start + PEOPLE_A_COMMIT - 1)):
            commit.create(customers, customer)
            commit.create(subscriptions, subscription)
        commit.commit()


def people(first: int, last: int) -> Iterator[tuple[Customer, Subscription]]:
    """Customers with their line, number `first` to `last`: the same number is always the same customer."""
    for number in range(first, last + 1):
        customer_id = f"PLG-{number:05d}"
        shard = shard_of(customer_id, SHARDS)
        name = f"{NAMES[number % len(NAMES)]} {FAMILIES[number // 5 % len(FAMILIES)]}"
        line = Subscription(
            id=f"{customer_id}-1",
            customer_id=customer_id,
            plan_id=PLANS[number % len(PLANS)].id,
            billing_day=1,
            status="active",
            starts_on=date(2026, 1, 1),
            next_invoice_on=ON,
            billed_to=date(2026, 11, 30),
            network=Network(pppoe_user=f"{name.split()[0].lower()}{number}@sambung"),
            shard=shard,
            created_at=MADE_AT,
            updated_at=MADE_AT,
        )
        owner = Customer(
            id=customer_id,
            name=name,
            phone=f"+62812{number:07d}",
            address=f"{STREETS[number % len(STREETS)]} No. {number % 180}, RT {number % 9:02d}/RW {number % 7:02d}",
            next_subscription=2,
            shard=shard,
            created_at=MADE_AT,
            updated_at=MADE_AT,
        )
        yield findable(with_subscription(owner, line)), line

"""The routes of customers, plans, areas and subscriptions, each named by what it answers.

What moves money in a subscription's life is among the routes of billing.
"""

from pydantic import Field

from shared.access.own_areas import check_own_area, inside_own_areas
from shared.access.settle_caller import caller
from shared.core.fields import PageQuery
from shared.core.http import Answer, Routes, Stream
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.core.rate_limit import Limit
from shared.customers.add_subscription import add_subscription
from shared.customers.change_customer import change_customer
from shared.customers.change_subscription import (
    area_of_subscription,
    change_subscription,
    list_subscriptions,
    read_subscription,
)
from shared.customers.create_customer import create_customer
from shared.customers.export_customers import XLSX, export_customers
from shared.customers.keep_plans import change_plan, create_area, create_plan, list_areas, list_plans
from shared.customers.models import (
    AreaPage,
    AreaView,
    CustomerChanges,
    CustomerPage,
    CustomerQuery,
    CustomerView,
    ExportQuery,
    FurtherSubscription,
    NewArea,
    NewCustomer,
    NewPlan,
    PlanChanges,
    PlanPage,
    PlanView,
    PrivateView,
    SubscriptionChanges,
    SubscriptionPage,
    SubscriptionView,
)
from shared.customers.read_customers import area_of_customer, list_customers, read_customer
from shared.customers.read_private import read_private
from shared.customers.restore_customer import restore_customer

LOOKS = Limit(most=120, per_s=3600)
"""Whoever needs more identity numbers than this in an hour is collecting them."""

EXPORTS = Limit(most=60, per_s=3600)
"""Each reads every customer."""

customers = Routes("/api/customers", inside_own_areas(area_of_customer))
plans = Routes("/api/plans")
areas = Routes("/api/areas")
subscriptions = Routes("/api/subscriptions", inside_own_areas(area_of_subscription))


class Path(Model):
    id: str = Field(max_length=100)


class SubscriptionQuery(Model):
    customer_id: str = Field(max_length=64)


@customers.post("", may="customers.write", status=201)
def new_customer(body: NewCustomer, header: IdempotencyKey) -> Answer[CustomerView]:
    return create_customer(body, caller(), header.idempotency_key)


@customers.get("", may="customers.read")
def customer_list(query: CustomerQuery) -> CustomerPage:
    return list_customers(query, caller().areas)


@customers.get("/export", may="customers.export", limit=EXPORTS, produces=("text/csv", XLSX))
def customer_export(query: ExportQuery) -> Stream:
    return export_customers(query, caller())


@customers.get("/{id}", may="customers.read")
def customer(path: Path) -> CustomerView:
    return read_customer(path.id)


@customers.get("/{id}/private", may="customers.private", limit=LOOKS)
def customer_private(path: Path) -> PrivateView:
    return read_private(path.id, caller())


@customers.patch("/{id}", may="customers.write")
def changed_customer(path: Path, body: CustomerChanges) -> CustomerView:
    return change_customer(path.id, body, caller())


@customers.post("/{id}/restore", may="customers.archive")
def restored_customer(path: Path) -> CustomerView:
    return restore_customer(path.id, caller())


@customers.post("/{id}/subscriptions", may="subscriptions.write", status=201)
def further_subscription(path: Path, body: FurtherSubscription, header: IdempotencyKey) -> Answer[SubscriptionView]:
    return add_subscription(path.id, body, caller(), header.idempotency_key)


@plans.post("", may="plans.write", status=201)
def new_plan(body: NewPlan) -> Answer[PlanView]:
    return create_plan(body, caller())


@plans.get("", may="plans.read")
def plan_list(query: PageQuery) -> PlanPage:
    return list_plans(query)


@plans.patch("/{id}", may="plans.write")
def changed_plan(path: Path, body: PlanChanges) -> PlanView:
    return change_plan(path.id, body, caller())


@areas.post("", may="areas.write", status=201)
def new_area(body: NewArea) -> Answer[AreaView]:
    return create_area(body, caller())


@areas.get("", may="areas.read")
def area_list(query: PageQuery) -> AreaPage:
    return list_areas(query)


@subscriptions.get("", may="subscriptions.read")
def subscription_list(query: SubscriptionQuery) -> SubscriptionPage:
    check_own_area(area_of_customer, query.customer_id)
    return list_subscriptions(query.customer_id)


@subscriptions.get("/{id}", may="subscriptions.read")
def subscription(path: Path) -> SubscriptionView:
    return read_subscription(path.id)


@subscriptions.patch("/{id}", may="subscriptions.write")
def changed_subscription(path: Path, body: SubscriptionChanges) -> SubscriptionView:
    return change_subscription(path.id, body, caller())

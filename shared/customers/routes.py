"""The routes of customers, plans, areas and subscriptions."""

from pydantic import BaseModel, Field

from shared.access.settle_caller import caller
from shared.core.fields import CLIENT_ID, PageQuery
from shared.core.http import Answer, Routes
from shared.customers.archive_customer import archive_customer, restore_customer
from shared.customers.change_customer import change_customer
from shared.customers.change_subscription import (
    change_subscription,
    list_subscriptions,
    read_subscription,
    take_life_cycle_step,
)
from shared.customers.create_customer import create_customer
from shared.customers.keep_plans import change_plan, create_area, create_plan, list_areas, list_plans
from shared.customers.life_cycle import Step
from shared.customers.models import (
    AreaPage,
    AreaView,
    CustomerChanges,
    CustomerPage,
    CustomerQuery,
    CustomerView,
    LifeCycleStep,
    NewArea,
    NewCustomer,
    NewPlan,
    PlanChanges,
    PlanPage,
    PlanView,
    SubscriptionChanges,
    SubscriptionPage,
    SubscriptionView,
)
from shared.customers.read_customers import list_customers, read_customer

customers = Routes("/api/customers")
plans = Routes("/api/plans")
areas = Routes("/api/areas")
subscriptions = Routes("/api/subscriptions")


class Path(BaseModel):
    id: str = Field(max_length=100)


class StepPath(Path):
    step: Step


class ArchiveQuery(BaseModel):
    force: bool = False


class SubscriptionQuery(BaseModel):
    customer_id: str = Field(max_length=64)


class IdempotencyKey(BaseModel):
    idempotency_key: str | None = Field(default=None, pattern=CLIENT_ID)


@customers.post("", may="customers.write", status=201)
def create(body: NewCustomer, header: IdempotencyKey) -> Answer[CustomerView]:
    return create_customer(body, caller(), header.idempotency_key)


@customers.get("", may="customers.read")
def list_(query: CustomerQuery) -> CustomerPage:
    return list_customers(query)


@customers.get("/{id}", may="customers.read")
def read(path: Path) -> CustomerView:
    return read_customer(path.id)


@customers.patch("/{id}", may="customers.write")
def change(path: Path, body: CustomerChanges) -> CustomerView:
    return change_customer(path.id, body, caller())


@customers.delete("/{id}", may="customers.archive")
def archive(path: Path, query: ArchiveQuery) -> CustomerView:
    return archive_customer(path.id, caller(), force=query.force)


@customers.post("/{id}/restore", may="customers.archive")
def restore(path: Path) -> CustomerView:
    return restore_customer(path.id, caller())


@plans.post("", may="plans.write", status=201)
def create_(body: NewPlan) -> Answer[PlanView]:
    return create_plan(body, caller())


@plans.get("", may="plans.read")
def list_all(query: PageQuery) -> PlanPage:
    return list_plans(query)


@plans.patch("/{id}", may="plans.write")
def change_(path: Path, body: PlanChanges) -> PlanView:
    return change_plan(path.id, body, caller())


@areas.post("", may="areas.write", status=201)
def create_one(body: NewArea) -> Answer[AreaView]:
    return create_area(body, caller())


@areas.get("", may="areas.read")
def list_every(query: PageQuery) -> AreaPage:
    return list_areas(query)


@subscriptions.get("", may="subscriptions.read")
def list_of_customer(query: SubscriptionQuery) -> SubscriptionPage:
    return list_subscriptions(query.customer_id)


@subscriptions.get("/{id}", may="subscriptions.read")
def read_one(path: Path) -> SubscriptionView:
    return read_subscription(path.id)


@subscriptions.patch("/{id}", may="subscriptions.write")
def change_one(path: Path, body: SubscriptionChanges) -> SubscriptionView:
    return change_subscription(path.id, body, caller())


@subscriptions.post("/{id}/{step}", may="subscriptions.write")
def step(path: StepPath, body: LifeCycleStep) -> SubscriptionView:
    return take_life_cycle_step(path.id, path.step, body, caller())

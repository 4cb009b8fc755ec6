"""Customers and subscriptions as they leave: never the stored document itself."""

from shared.customers.models import (
    Customer,
    CustomerView,
    Plan,
    PlanView,
    Subscription,
    SubscriptionSummary,
    SubscriptionView,
    Warning,
)
from shared.customers.price_days import monthly_price


def customer_view(customer: Customer, warnings: list[Warning] | None = None) -> CustomerView:
    """A customer for staff."""
    return CustomerView(
        **customer.model_dump(include=set(CustomerView.model_fields) - {"subscriptions", "number", "warnings"}),
        number=customer.id,
        subscriptions=[
            SubscriptionSummary(id=subscription_id, **brief.model_dump())
            for subscription_id, brief in sorted(customer.subscriptions.items())
        ],
        warnings=warnings or [],
    )


def subscription_view(subscription: Subscription, plan: Plan | None) -> SubscriptionView:
    """A subscription for staff, with its price; 0 where its plan is gone."""
    price = monthly_price(subscription, plan) if plan else subscription.price_override or 0
    known = set(SubscriptionView.model_fields) - {"price"}
    return SubscriptionView(**subscription.model_dump(include=known), price=price)


def plan_view(plan: Plan) -> PlanView:
    """A plan for staff."""
    return PlanView.model_validate(plan.model_dump())

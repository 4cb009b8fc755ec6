"""What comes in every month, by plan and area, and who came and went."""

from datetime import date

from shared.core import clock
from shared.customers.models import Plan
from shared.customers.repository import all_plans, areas, customers, subscriptions
from shared.reports.ages import month_of
from shared.reports.models import AreaRevenue, PlanRevenue, RevenueView
from shared.reports.read_dashboard import percent
from shared.reports.repository import tally_month, tally_open

RUNS = ("status", "==", "active")


def read_revenue(month: str | None) -> RevenueView:
    """Running subscriptions as they are now; new and stopped ones, and bills, of the month."""
    first, last = month_of(month, clock.today())
    by_plan = [revenue for plan in all_plans().values() if (revenue := _of_plan(plan)).subscriptions]
    new = subscriptions.count(("starts_on", ">=", first), ("starts_on", "<=", last))
    stopped = subscriptions.count(("stopped_on", ">=", first), ("stopped_on", "<=", last))
    running = sum(one.subscriptions for one in by_plan)
    return RevenueView(
        month=f"{first:%Y-%m}",
        monthly_recurring=sum(one.monthly for one in by_plan),
        subscriptions=running,
        new=new,
        stopped=stopped,
        churn_percent=percent(stopped, running + stopped - new),
        by_plan=sorted(by_plan, key=lambda one: (-one.monthly, one.plan_id)),
        by_area=[_of_area(stored.value.id, stored.value.name, first) for stored in areas.find()],
    )


def _of_plan(plan: Plan) -> PlanRevenue:
    """Those at the plan's price, and those at a price of their own."""
    of_plan = (RUNS, ("plan_id", "==", plan.id))
    own = subscriptions.tally(*of_plan, ("price_override", ">=", 0), sums=("price_override",))
    count = subscriptions.count(*of_plan)
    monthly = (count - own.count) * plan.price + own.sums["price_override"]
    return PlanRevenue(plan_id=plan.id, plan_name=plan.name, subscriptions=count, monthly=monthly)


def _of_area(area_id: str, name: str, first: date) -> AreaRevenue:
    here = ("area_id", "==", area_id)
    month, (_, left) = tally_month(f"{first:%Y-%m}", here), tally_open(here)
    return AreaRevenue(
        area_id=area_id,
        area_name=name,
        customers=customers.count(("status", "==", "active"), here),
        billed=month.sums["total"],
        collected=month.sums["paid"],
        open=left,
    )

"""Reports: what came in, who has not paid, how many customers there are, what WhatsApp costs. Amounts in rupiah."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from shared.core.fields import PageQuery
from shared.core.firestore import Record
from shared.core.model import Model
from shared.reports.alert_models import AlertView
from shared.satisfaction.models import Channel, Question

Age = Literal["not_due", "1-7", "8-30", "31-60", "over_60"]

# --- stored


class DayOfMoney(Record):
    """`report_days/{date}`: what a day that is over took in and gave out; no later act changes it."""

    received: int
    payments: int
    paid_out: int


# --- arriving


class MonthQuery(Model):
    """A month, `2026-11`; without one the month that runs."""

    month: str | None = Field(default=None, pattern=r"^20\d\d-(0[1-9]|1[0-2])$")


class UnpaidQuery(PageQuery):
    """Open bills by how long they are overdue; without an age all of them, the oldest first."""

    age: Age | None = None


# --- leaving


class AgeBucket(Model):
    """Open bills of one age in days since they were due."""

    age: Age
    invoices: int
    amount: int
    """What is left to pay of them."""


class AgeingView(Model):
    """All open bills by age; the parts add up to the total."""

    as_of: date
    buckets: list[AgeBucket]
    invoices: int
    amount: int


class UnpaidView(Model):
    """One open bill, with what is needed to act on it."""

    invoice_id: str
    number: str
    customer_id: str
    customer_name: str
    phone: str | None
    area_id: str | None
    due_on: date
    days_overdue: int
    left: int
    promised_until: date | None
    suspended: bool


class UnpaidPage(Model):
    items: list[UnpaidView]
    next_cursor: str | None


class CurveDay(Model):
    """A day of a month and what had come in by its end since the first."""

    day: int
    received: int


class MoneyIn(Model):
    """Money received, refunds and payments taken back apart."""

    received: int
    payments: int
    paid_out: int


class CollectionRate(Model):
    """What the bills of a month came to, and how much of them is paid."""

    month: str
    billed: int
    invoices: int
    collected: int
    rate_percent: float


class CustomerCounts(Model):
    """Customers by status, archived ones left out."""

    active: int
    suspended: int
    paused: int
    pending: int
    stopped: int


class OpenComplaints(Model):
    """Complaints that are not closed."""

    open: int
    urgent: int
    over_time: int
    """Past the time their priority allows."""
    outages: int


class DashboardView(Model):
    """An owner's morning on one page; its figures are read together, at `as_of`."""

    as_of: datetime
    today: MoneyIn
    month: MoneyIn
    curve: list[CurveDay]
    last_month_curve: list[CurveDay]
    collection: CollectionRate
    unpaid: AgeingView
    customers: CustomerCounts
    complaints: OpenComplaints
    proofs_waiting: int
    whatsapp_cost: int
    """Of this month so far."""


class PlanRevenue(Model):
    """What one plan brings in a month at its price, by subscriptions that run."""

    plan_id: str
    plan_name: str
    subscriptions: int
    monthly: int


class AreaRevenue(Model):
    """One area; bills of the month asked for."""

    area_id: str
    area_name: str
    customers: int
    billed: int
    collected: int
    open: int


class RevenueView(Model):
    """Recurring revenue, and who came and went in the month."""

    month: str
    monthly_recurring: int
    """Price of every running subscription, before discounts, add-ons and taxes."""
    subscriptions: int
    new: int
    stopped: int
    churn_percent: float
    """Of those that ran when the month began."""
    by_plan: list[PlanRevenue]
    by_area: list[AreaRevenue]


class CategoryCost(Model):
    """Messages of one price category."""

    category: str
    messages: int
    cost: int


class WhatsappCostView(Model):
    """What messages of a month cost, as the provider said when it delivered them."""

    month: str
    messages: int
    cost: int
    customers: int
    per_customer: float
    """Rupiah for each customer with a running subscription."""
    by_category: list[CategoryCost]


class ChannelSatisfaction(Model):
    """How content those were who answered there; `index` is of 100, None where nobody did."""

    channel: Channel
    answers: int
    index: float | None
    word: str


class QuestionSatisfaction(Model):
    question: Question
    index: float | None


class MonthSatisfaction(Model):
    month: str
    answers: int
    index: float | None


class SatisfactionView(Model):
    """How content customers are: the sum of their answers over the highest there could be, of 100."""

    month: str
    answers: int
    index: float | None
    word: str
    by_channel: list[ChannelSatisfaction]
    by_question: list[QuestionSatisfaction]
    months: list[MonthSatisfaction]
    """Up to this one, the earliest first."""


class Standing(Model):
    """What waits: seconds since the oldest message that is due should have gone, and since a run began that is not
    finished (0: none); whether the day's billing run was not begun."""

    outbox_oldest_s: int
    run_oldest_s: int
    run_missing: bool
    at: datetime


class HealthView(Model):
    """That a function answers and Firestore with it; how things stand is for staff who may read reports."""

    status: Literal["ok"] = "ok"
    standing: Standing | None = None
    alerts: list[AlertView] | None = None
    """What is wrong, and what was within a week, the latest first."""

"""The routes of reports; named by what they answer."""

from shared.access.settle_caller import caller
from shared.core.http import Routes
from shared.reports.models import (
    AgeingView,
    DashboardView,
    MonthQuery,
    RevenueView,
    UnpaidPage,
    UnpaidQuery,
    WhatsappCostView,
)
from shared.reports.read_ageing import list_unpaid, read_ageing
from shared.reports.read_dashboard import read_dashboard
from shared.reports.read_revenue import read_revenue
from shared.reports.read_whatsapp_cost import read_whatsapp_cost

reports = Routes("/api/reports")


@reports.get("/dashboard", may="reports.read")
def dashboard() -> DashboardView:
    return read_dashboard()


@reports.get("/ageing", may="reports.read")
def ageing() -> AgeingView:
    return read_ageing()


@reports.get("/unpaid", may="invoices.read")
def unpaid_list(query: UnpaidQuery) -> UnpaidPage:
    return list_unpaid(query, caller().areas)


@reports.get("/revenue", may="reports.read")
def revenue(query: MonthQuery) -> RevenueView:
    return read_revenue(query.month)


@reports.get("/whatsapp-cost", may="reports.read")
def whatsapp_cost(query: MonthQuery) -> WhatsappCostView:
    return read_whatsapp_cost(query.month)

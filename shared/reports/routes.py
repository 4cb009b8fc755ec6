"""The routes of reports; named by what they answer."""

from flask import request

from shared.access.settle_caller import caller, settle_staff
from shared.core.http import PUBLIC, Routes
from shared.reports.alert_models import AlertChanges, AlertRulesView
from shared.reports.change_alerts import alert_rules_view, change_alert_rules, list_alerts, read_alert_rules
from shared.reports.models import (
    AgeingView,
    DashboardView,
    HealthView,
    MonthQuery,
    RevenueView,
    SatisfactionView,
    UnpaidPage,
    UnpaidQuery,
    WhatsappCostView,
)
from shared.reports.read_ageing import list_unpaid, read_ageing
from shared.reports.read_dashboard import read_dashboard
from shared.reports.read_revenue import read_revenue
from shared.reports.read_satisfaction import read_satisfaction
from shared.reports.read_standing import confirm_answering, read_standing
from shared.reports.read_whatsapp_cost import read_whatsapp_cost

reports = Routes("/api/reports")
health = Routes("/api/health")
settings = Routes("/api/settings/alerts")


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


@reports.get("/satisfaction", may="reports.read")
def satisfaction(query: MonthQuery) -> SatisfactionView:
    return read_satisfaction(query.month)


@health.get("", may=PUBLIC)
def health_now() -> HealthView:
    if "Authorization" not in request.headers:
        confirm_answering()
        return HealthView()
    settle_staff("reports.read", True)
    return HealthView(standing=read_standing(), alerts=list_alerts())


@settings.get("", may="settings.read")
def alert_settings() -> AlertRulesView:
    return alert_rules_view(read_alert_rules())


@settings.patch("", may="settings.write")
def changed_alert_settings(body: AlertChanges) -> AlertRulesView:
    return change_alert_rules(body, caller())

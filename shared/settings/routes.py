"""The routes of the owner's settings."""

from shared.access.settle_caller import caller
from shared.core.http import Routes
from shared.settings.change_settings import change_settings, read_settings
from shared.settings.models import Company, SettingsChanges, SettingsView
from shared.settings.repository import company

settings = Routes("/api/settings")


@settings.get("", may="settings.read")
def every_setting() -> SettingsView:
    return read_settings()


@settings.get("/company", may="company.read")
def company_view() -> Company:
    return company()


@settings.patch("", may="settings.write")
def changed_settings(body: SettingsChanges) -> SettingsView:
    return change_settings(body, caller())

"""Where settings are kept; read through a cache of 30 s, as every function asks for them."""

import time
from typing import TypeVar

from shared.core.config import settings
from shared.core.firestore import Collection, Stored
from shared.settings.models import BillingRules, Company, PrivacyRules, SuspensionPolicy

company_settings = Collection("settings", Company)
billing_settings = Collection("settings", BillingRules)
privacy_settings = Collection("settings", PrivacyRules)

S = TypeVar("S", Company, BillingRules, PrivacyRules)
CACHE_S = 30.0
AT_ANY_HOUR = SuspensionPolicy(no_cut_weekdays=[], no_cut_holidays=False, cut_from=None, cut_until=None)
_cached: dict[str, tuple[float, Company | BillingRules | PrivacyRules]] = {}


def company() -> Company:
    """Who writes the bills, at most 30 s old."""
    return _read("company", company_settings, Company())


def billing_rules() -> BillingRules:
    """How bills are made, at most 30 s old. Beside the emulators any hour may be cut at until someone sets it."""
    return _read("billing", billing_settings, _rules_to_begin_with())


def privacy_rules() -> PrivacyRules:
    """How long what tells of people is kept, at most 30 s old."""
    return _read("privacy", privacy_settings, PrivacyRules())


def _rules_to_begin_with() -> BillingRules:
    if settings().emulated:
        return BillingRules(suspension=AT_ANY_HOUR)
    return BillingRules()


def forget() -> None:
    """Read anew next time: after a change, and between tests."""
    _cached.clear()


def _read(name: str, collection: Collection[S], default: S) -> S:
    hit = _cached.get(name)
    if hit and time.monotonic() - hit[0] < CACHE_S and isinstance(hit[1], collection.model):
        return hit[1]
    stored: Stored[S] | None = collection.get(name)
    value = stored.value if stored else default
    _cached[name] = (time.monotonic(), value)
    return value

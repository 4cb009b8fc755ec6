"""Who is warned, as the owner sets it, and what they are being warned of."""

from datetime import timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.firestore import Commit
from shared.core.ids import ulid
from shared.reports.alert_models import AlertChanges, AlertRules, AlertRulesView, AlertView
from shared.reports.repository import alert_settings, alerts

SHOWN_FOR = timedelta(days=7)


def read_alert_rules() -> AlertRules:
    """What is set now."""
    stored = alert_settings.get("alerts")
    return stored.value if stored else AlertRules()


def change_alert_rules(changes: AlertChanges, by: Caller) -> AlertRulesView:
    """What is set afterwards; a field that is not sent stays."""
    before = read_alert_rules()
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    after = before.model_copy(update=sent)
    commit = Commit()
    commit.put(alert_settings, after)
    record_audit(
        commit,
        cause=f"settings.{ulid()}",
        what="changed",
        by=by.id,
        subject="settings/alerts",
        before=before.model_dump(mode="json"),
        after=after.model_dump(mode="json"),
    )
    commit.commit()
    return alert_rules_view(after)


def alert_rules_view(rules: AlertRules) -> AlertRulesView:
    return AlertRulesView(phone=rules.phone, token_expires_on=rules.token_expires_on)


def list_alerts() -> list[AlertView]:
    """What is wrong, and what was within a week, the latest first."""
    since = clock.now() - SHOWN_FOR
    found = alerts.find(("ended_at", "==", None)) + alerts.find(("ended_at", ">", since))
    shown = [AlertView(**one.value.model_dump(include=set(AlertView.model_fields))) for one in found]
    return sorted(shown, key=lambda alert: (alert.ended_at is None, alert.since), reverse=True)

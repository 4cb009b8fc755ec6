"""Read and change what the owner sets."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.firestore import Commit
from shared.core.ids import ulid
from shared.messaging.repository import forget_rules, messaging_rules, messaging_settings
from shared.settings.models import SettingsChanges, SettingsView
from shared.settings.repository import (
    billing_rules,
    billing_settings,
    company,
    company_settings,
    forget,
    privacy_rules,
    privacy_settings,
)


def read_settings() -> SettingsView:
    """All settings as they are now."""
    forget()
    forget_rules()
    return SettingsView(
        company=company(), billing=billing_rules(), messaging=messaging_rules(), privacy=privacy_rules()
    )


def change_settings(changes: SettingsChanges, by: Caller) -> SettingsView:
    """All settings afterwards; a section that is not sent stays, as do rules of billing that are not."""
    before = read_settings()
    commit = Commit()
    if changes.company:
        commit.put(company_settings, changes.company.model_copy(update={"id": "company"}))
    if changes.billing:
        sent = {name: getattr(changes.billing, name) for name in changes.billing.model_fields_set}
        commit.put(billing_settings, before.billing.model_copy(update={**sent, "id": "billing"}))
    if changes.messaging:
        commit.put(messaging_settings, changes.messaging.model_copy(update={"id": "messaging"}))
    if changes.privacy:
        commit.put(privacy_settings, changes.privacy.model_copy(update={"id": "privacy"}))
    record_audit(
        commit,
        cause=f"settings.{ulid()}",
        what="changed",
        by=by.id,
        subject="settings",
        before=before.model_dump(mode="json"),
        after=changes.model_dump(mode="json", exclude_none=True),
    )
    commit.commit()
    return read_settings()

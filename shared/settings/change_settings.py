"""Read and change what the owner sets."""

from typing import Any

from pydantic import ValidationError

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.firestore import Commit
from shared.core.ids import ulid
from shared.core.problems import from_validation_error
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
    """All settings afterwards; what is not sent stays. Raises Invalid where what is sent and what stays do not fit."""
    before = read_settings()
    after = merged(before, changes)
    commit = Commit()
    if changes.company:
        commit.put(company_settings, after.company)
    if changes.billing:
        commit.put(billing_settings, after.billing)
    if changes.messaging:
        commit.put(messaging_settings, after.messaging)
    if changes.privacy:
        commit.put(privacy_settings, after.privacy)
    record_audit(
        commit,
        cause=f"settings.{ulid()}",
        what="changed",
        by=by.id,
        subject="settings",
        before=before.model_dump(mode="json"),
        after=changes.model_dump(mode="json", exclude_unset=True),
    )
    commit.commit()
    return read_settings()


def merged(before: SettingsView, changes: SettingsChanges) -> SettingsView:
    """A JSON merge patch (RFC 7396): what is not sent stays, however deep it lies; a list is replaced whole.

    A section that is sent as null is left as it is. Raises Invalid, naming the fields.
    """
    sent = changes.model_dump(mode="json", exclude_unset=True)
    stays = before.model_dump(mode="json")
    for name, section in sent.items():
        if section is not None:
            stays[name] = {**_patched(stays[name], section), "id": name}
    try:
        return SettingsView.model_validate(stays)
    except ValidationError as wrong:
        raise from_validation_error(wrong) from wrong


def _patched(before: Any, sent: Any) -> Any:
    if not isinstance(before, dict) or not isinstance(sent, dict):
        return sent
    return before | {name: _patched(before.get(name), value) for name, value in sent.items()}

"""What the owner sets of how customers pay: their own QRIS, what gateways may offer, how much cash one carries."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.firestore import Commit
from shared.core.ids import ulid
from shared.payments.models import PaymentRules, PaymentSettings, PaymentSettingsChanges
from shared.payments.offer_channels import all_channels, checked_channels, set_channels
from shared.payments.qris import merchant_name, read_static_qris
from shared.payments.repository import payment_settings


def payment_rules() -> PaymentRules:
    """How customers pay, as it is set now."""
    stored = payment_settings.get("payments")
    return stored.value if stored else PaymentRules()


def read_payment_settings() -> PaymentSettings:
    """What is set, and whom a payer's app names."""
    return _view(payment_rules())


def change_payment_settings(changes: PaymentSettingsChanges, by: Caller) -> PaymentSettings:
    """What is set afterwards; an empty code takes the QRIS away. Raises Invalid for a code that is not to be used."""
    before = payment_rules()
    update: dict[str, object] = {}
    if changes.static_qris is not None:
        update["static_qris"] = read_static_qris(changes.static_qris) if changes.static_qris else ""
    if changes.channels is not None:
        update["channels"] = checked_channels(changes.channels)
    if changes.cash_limit is not None:
        update["cash_limit"] = changes.cash_limit or None
    after = before.model_copy(update=update)
    commit = Commit()
    commit.put(payment_settings, after)
    record_audit(
        commit,
        cause=f"settings.{ulid()}",
        what="changed",
        by=by.id,
        subject="settings/payments",
        before=before.model_dump(mode="json"),
        after=after.model_dump(mode="json"),
    )
    commit.commit()
    return _view(after)


def _view(rules: PaymentRules) -> PaymentSettings:
    name = merchant_name(rules.static_qris) if rules.static_qris else ""
    return PaymentSettings(
        static_qris=rules.static_qris,
        qris_merchant=name,
        channels=set_channels(rules),
        available=all_channels(),
        cash_limit=rules.cash_limit,
    )

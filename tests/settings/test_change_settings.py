"""A change of settings says what changes: what is not sent stays, and what then would not fit is refused."""

from datetime import time
from typing import Any

import pytest

from shared.core.errors import Invalid
from shared.settings.change_settings import merged
from shared.settings.models import SettingsChanges, SettingsView

BEFORE: dict[str, Any] = {
    "company": {"name": "ISP Kamil", "banks": [{"bank": "BCA", "number": "1", "holder": "Kamil"}]},
    "billing": {"due_days": 5, "suspension": {"no_cut_weekdays": [4], "minimum_arrears": 50_000}},
    "messaging": {"daily_recipients": 2_000, "quiet_from": None, "quiet_until": None, "login": "inbound"},
    "privacy": {"messages_months": 12},
}


def after(**changes: Any) -> SettingsView:
    return merged(SettingsView.model_validate(BEFORE), SettingsChanges.model_validate(changes))


def test_what_is_not_sent_stays_however_deep_it_lies() -> None:
    told = after(messaging={"undo_s": 0}, billing={"suspension": {"minimum_arrears": 0}}, company=None)
    assert (told.messaging.undo_s, told.messaging.daily_recipients, told.messaging.login) == (0, 2_000, "inbound")
    assert (told.billing.due_days, told.billing.suspension.no_cut_weekdays) == (5, [4])
    assert told.billing.suspension.minimum_arrears == 0
    assert (told.company.name, told.company.banks[0].holder) == ("ISP Kamil", "Kamil")
    assert told.privacy.messages_months == 12


def test_null_takes_away_and_a_list_is_replaced_whole() -> None:
    told = after(privacy={"messages_months": None}, company={"banks": []})
    assert (told.privacy.messages_months, told.company.banks) == (None, [])


def test_what_does_not_fit_what_stays_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        after(messaging={"quiet_from": "21:00"})
    assert refused.value.fields[0].field == "messaging"
    assert after(messaging={"quiet_from": "21:00", "quiet_until": "06:00"}).messaging.quiet_from == time(21)

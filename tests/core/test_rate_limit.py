"""A limit holds for one caller and window, over all instances, and no longer."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.core import clock
from shared.core.errors import TooMany
from shared.core.firestore import client
from shared.core.rate_limit import COLLECTION, Limit, take

NOW = datetime(2026, 11, 23, 3, 0, 20, tzinfo=UTC)
THREE = Limit(most=3, per_s=60)


def test_the_fourth_call_in_a_minute_waits_for_the_next(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "real", lambda: NOW)
    for _ in range(3):
        take("export", "fitri", THREE)
    with pytest.raises(TooMany) as refused:
        take("export", "fitri", THREE)
    assert (refused.value.status, refused.value.retry_after_s) == (429, 40)
    take("export", "kamil", THREE)
    take("preview", "fitri", THREE)
    monkeypatch.setattr(clock, "real", lambda: NOW + timedelta(seconds=40))
    take("export", "fitri", THREE)


def test_who_called_is_kept_as_a_digest_that_deletes_itself(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "real", lambda: NOW)
    take("login", "203.0.113.7", THREE)
    (kept,) = client().collection(COLLECTION).stream()
    assert "203" not in kept.id
    assert kept.to_dict().keys() == {"calls", "expires_at"}
    assert kept.get("expires_at") > NOW

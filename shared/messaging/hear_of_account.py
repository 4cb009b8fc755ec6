"""What WhatsApp tells of our account and number: how many people we may write to, and what is wrong."""

from datetime import datetime
from typing import Any

from shared.access.audit import record_audit
from shared.core.firestore import Commit, attempt
from shared.messaging.models import AccountStanding
from shared.messaging.repository import (
    account_standings,
    forget_rules,
    messaging_rules,
    messaging_settings,
)

UNLIMITED = 10_000_000
TIERS = {"K": 1_000, "M": 1_000_000}
NAMES = (
    "max_daily_conversations_per_business",
    "max_daily_conversation_per_phone",
    "current_limit",
)
"""The fields in which Meta tells the limit, the newest name first."""


def limit_told(value: dict[str, Any]) -> int | None:
    """Recipients a day from `TIER_2K`, 2000 or -1 (no limit); None where nothing is told. Pure."""
    told = next((value[name] for name in NAMES if value.get(name) is not None), None)
    text = str(told).upper().removeprefix("TIER_")
    if text in ("UNLIMITED", "-1"):
        return UNLIMITED
    unit = TIERS.get(text[-1:], 1)
    digits = text[:-1] if unit > 1 else text
    return int(digits) * unit if digits.isdigit() and 0 < int(digits) * unit <= UNLIMITED else None


def limit_kept(ours: int, before: int, now: int) -> int:
    """What the owner's setting becomes when WhatsApp's limit moves: who had set less keeps it. Pure."""
    return now if ours >= min(before, now) else ours


def hear_limit(limit: int, at: datetime, cause: str) -> None:
    """Remember WhatsApp's limit, and follow it in the settings; the later word counts."""

    def decide() -> None:
        stored = account_standings.get("account")
        before = stored.value if stored else AccountStanding()
        if before.limit_at and before.limit_at >= at:
            return
        after = before.model_copy(update={"recipients_limit": limit, "limit_at": at})
        commit = Commit()
        if stored:
            commit.update(account_standings, stored, after)
        else:
            commit.create(account_standings, after)
        _follow(commit, before.recipients_limit, limit, cause)
        commit.commit()

    attempt(decide)
    forget_rules()


def _follow(commit: Commit, before: int, limit: int, cause: str) -> None:
    forget_rules()
    stored, rules = messaging_settings.get("messaging"), messaging_rules()
    kept = limit_kept(rules.daily_recipients, before, limit)
    if kept == rules.daily_recipients:
        return
    changed = rules.model_copy(update={"daily_recipients": kept})
    if stored:
        commit.update(messaging_settings, stored, changed)
    else:
        commit.create(messaging_settings, changed)
    record_audit(
        commit,
        cause=cause,
        what="limit_changed",
        by="whatsapp",
        subject="settings",
        before={"daily_recipients": rules.daily_recipients},
        after={"daily_recipients": kept},
    )

"""Warn the owner by WhatsApp: once when something goes wrong, and once when it is over."""

from datetime import datetime

from shared.core import clock
from shared.core.dates import moment_text
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.messaging.models import Message, OnlyWhile
from shared.messaging.repository import messages, queue_message
from shared.messaging.send_now import send_now
from shared.reports.alert_models import Alert, AlertRules
from shared.reports.change_alerts import read_alert_rules
from shared.reports.find_troubles import find_troubles
from shared.reports.models import Standing
from shared.reports.read_signals import read_signals
from shared.reports.repository import alerts
from shared.settings.repository import company

NEVER_WENT = ("queued", "released", "cancelled")


def raise_alerts(standing: Standing) -> None:
    """By the sweep, which has just read how things stand; safe to repeat and to run twice at once."""
    rules = read_alert_rules()
    troubles = find_troubles(read_signals(rules, standing))
    open_now = {stored.value.id for stored in alerts.find(("ended_at", "==", None))}
    for cause in sorted({*troubles, *open_now}):
        text = troubles.get(cause)
        send_now(attempt(lambda cause=cause, text=text: _settle(cause, text, rules)))  # type: ignore[misc]


def _settle(cause: str, text: str | None, rules: AlertRules) -> list[str]:
    """The messages to be sent now."""
    stored = alerts.get(cause)
    is_open = stored is not None and stored.value.ended_at is None
    if is_open == (text is not None):
        return []
    now = clock.now()
    after = _begun(cause, text, stored, now) if text is not None else _over(stored, now)
    commit = Commit()
    message = None
    if rules.phone and (text is not None or _was_told(after)):
        message = _message(after, rules.phone, now)
        queue_message(commit, message)
    if stored is None:
        commit.create(alerts, after)
    else:
        commit.update(alerts, stored, after)
    commit.commit()
    log("alert_begun" if text is not None else "alert_over", severity="WARNING", cause=cause)
    return [message.id] if message else []


def _begun(cause: str, text: str, stored: Stored[Alert] | None, now: datetime) -> Alert:
    turn = stored.value.turn + 1 if stored else 1
    return Alert(id=cause, text=text, since=now, turn=turn, state=f"{turn}.open")


def _over(stored: Stored[Alert] | None, now: datetime) -> Alert:
    if stored is None:
        raise AssertionError("Only what has begun is over.")
    return stored.value.model_copy(update={"ended_at": now, "state": f"{stored.value.turn}.over"})


def _was_told(alert: Alert) -> bool:
    """Of an end nobody hears who has not heard of the beginning."""
    told = messages.get(f"{_cause(alert)}.begun")
    return told is not None and told.value.status not in NEVER_WENT


def _cause(alert: Alert) -> str:
    return f"alert.{alert.id}.{alert.turn}"


def _message(alert: Alert, phone: str, now: datetime) -> Message:
    is_over = alert.ended_at is not None
    purpose = "over" if is_over else "begun"
    return Message(
        id=f"{_cause(alert)}.{purpose}",
        cause=_cause(alert),
        purpose=purpose,
        customer_id="",
        to=phone,
        template="peringatan_sistem",
        values={
            "company": company().name,
            "what": alert.text,
            "state": "sudah pulih" if is_over else "masih berlangsung",
            "at": moment_text(alert.ended_at or alert.since, clock.zone()),
        },
        only_while=OnlyWhile(document=f"alerts/{alert.id}", field="state", values=[alert.state]),
        lane="now",
        priority=2,
        send_after=now,
        created_at=now,
        shard=0,
    )

"""How WhatsApp is doing: what stands still, what waits, what nobody can tell of, and what a run would take."""

from shared.clients.whatsapp_errors import action_for
from shared.core import clock
from shared.messaging.contacts import WINDOW
from shared.messaging.forecast_messages import forecast_messages
from shared.messaging.hold_outbox import forget_holds, is_of_batch, is_of_template, standing_holds
from shared.messaging.models import Category, Forecast, Hold, HoldView, OutboxHealth
from shared.messaging.repository import allowed_hour, contacts, messages, messaging_rules
from shared.messaging.share_quota import BULK_PERCENT


def read_health() -> OutboxHealth:
    """For the shell of the admin site."""
    forget_holds()
    standing = [hold for hold in standing_holds() if not is_of_batch(hold)]
    limit, used = messaging_rules().daily_recipients, _recipients_used()
    queued = messages.count(("status", "==", "queued"))
    is_full = queued > 0 and used >= limit * BULK_PERCENT // 100
    return OutboxHealth(
        status="held" if standing else "waiting" if is_full else "ok",
        holds=[_view(hold) for hold in standing],
        queued=queued,
        unknown=messages.count(("status", "==", "unknown"), ("resent_as", "==", None)),
        recipients_limit=limit,
        recipients_used=used,
    )


def forecast_now(count: int, category: Category = "utility") -> Forecast:
    """What sending so many messages takes if it begins now."""
    return forecast_messages(
        count,
        used=_recipients_used(),
        rules=messaging_rules(),
        now=clock.now(),
        zone=clock.zone(),
        allowed=allowed_hour,
        category=category,
    )


def _recipients_used() -> int:
    return contacts.count(("opened_at", ">", clock.now() - WINDOW))


def _view(hold: Hold) -> HoldView:
    action = "stop_template" if is_of_template(hold) else action_for(hold.code)
    return HoldView(action=action, **hold.model_dump())

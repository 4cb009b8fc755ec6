"""How WhatsApp is doing: what stands still, what waits, what nobody can tell of, and what a run would take."""

from shared.clients.whatsapp_errors import action_for
from shared.core import clock
from shared.messaging.contacts import WINDOW
from shared.messaging.forecast_messages import PER_SECOND, forecast_messages
from shared.messaging.hold_outbox import forget_holds, is_of_batch, is_of_template, standing_holds
from shared.messaging.models import Category, Forecast, Hold, HoldView, OutboxHealth, Rates
from shared.messaging.pace_gateway import messages_of_a_day
from shared.messaging.providers import provider
from shared.messaging.repository import allowed_hour, contacts, messages, messaging_rules
from shared.messaging.share_quota import BULK_PERCENT


def read_health() -> OutboxHealth:
    """For the shell of the admin site."""
    forget_holds()
    standing = [hold for hold in standing_holds() if not is_of_batch(hold)]
    limit, used = _limit_and_used()
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
    rules, carrier = messaging_rules(), provider()
    limit, used = _limit_and_used()
    if not carrier.is_official:
        rules = rules.model_copy(update={"rates": [Rates(utility=0, authentication=0, marketing=0)]})
    return forecast_messages(
        count,
        used=used,
        rules=rules.model_copy(update={"daily_recipients": limit}),
        per_second=PER_SECOND if carrier.is_official else 1 / rules.gateway_pace_s,
        now=clock.now(),
        zone=clock.zone(),
        allowed=allowed_hour,
        category=category,
    )


def _limit_and_used() -> tuple[int, int]:
    """People we may open in 24 hours, and did; through an unofficial provider: messages we send, and did."""
    rules = messaging_rules()
    if not provider().is_official:
        left = messages_of_a_day(rules)
        return left.limit, left.used
    return rules.daily_recipients, contacts.count(("opened_at", ">", clock.now() - WINDOW))


def _view(hold: Hold) -> HoldView:
    action = "stop_template" if is_of_template(hold) else action_for(hold.code)
    return HoldView(action=action, **hold.model_dump())

"""What WhatsApp tells of us and not of a message: a table of the webhook's fields."""

from collections.abc import Callable
from datetime import UTC, datetime

from shared.clients.whatsapp_identity import is_bsuid
from shared.core import clock
from shared.core.logging import log
from shared.messaging.contacts import prefer_broadcasts
from shared.messaging.hear_of_account import hear_limit, limit_told
from shared.messaging.hear_of_template import hear_category, hear_quality, hear_status
from shared.messaging.read_webhook import Element, phone_of

ALARMING = {
    "ACCOUNT_VIOLATION",
    "ACCOUNT_RESTRICTION",
    "ACCOUNT_DELETED",
    "DISABLED_UPDATE",
    "PARTNER_REMOVED",
    "FLAGGED",
    "DOWNGRADE",
}


def hear_of_us(element: Element) -> None:
    """Do what it asks for; often the same, and in any order. Raises KeyError, ValueError, TypeError if unreadable."""
    act = ACTS.get(element.kind)
    if act:
        act(element)


def tell_of_trouble(element: Element) -> None:
    """One alert for what a person has to see to; for an element that is kept for the first time."""
    event = str(element.content.get("event") or "")
    if element.kind == "errors":
        log("whatsapp_error", severity="ERROR", code=str(element.content.get("code"))[:10])
    elif event in ALARMING and element.kind in ("account_update", "phone_number_quality_update"):
        log("whatsapp_account_alert", severity="ERROR", kind=element.kind, what=event)


def _status(element: Element) -> None:
    hear_status(str(element.content["message_template_name"]), str(element.content["event"]).upper(), _at(element))


def _category(element: Element) -> None:
    told = element.content
    name, previous = str(told["message_template_name"]), str(told.get("previous_category") or "")
    hear_category(name, str(told["new_category"]), previous, _at(element))


def _quality(element: Element) -> None:
    told = element.content
    hear_quality(str(told["message_template_name"]), str(told["new_quality_score"]).upper(), _at(element))


def _limit(element: Element) -> None:
    limit = limit_told(element.content)
    if limit is not None:
        hear_limit(limit, _at(element), element.id)


def _preference(element: Element) -> None:
    told = element.content
    if told.get("category") != "marketing_messages":
        return
    bsuid = str(told.get("user_id") or "")
    address = phone_of(told.get("wa_id")) or (bsuid if is_bsuid(bsuid) else None)
    if address:
        at = datetime.fromtimestamp(int(told["timestamp"]), UTC)
        prefer_broadcasts(address, wanted=told["value"] != "stop", at=min(at, clock.now()))


def _at(element: Element) -> datetime:
    return element.at or clock.now()


ACTS: dict[str, Callable[[Element], None]] = {
    "message_template_status_update": _status,
    "message_template_quality_update": _quality,
    "template_category_update": _category,
    "phone_number_quality_update": _limit,
    "business_capability_update": _limit,
    "user_preferences": _preference,
}

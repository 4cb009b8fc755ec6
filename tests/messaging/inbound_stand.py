"""What Meta's webhook brings, made by hand."""

from datetime import UTC, datetime
from typing import Any

from shared.core import clock
from shared.messaging.models import InboundEvent
from shared.messaging.repository import inbound
from shared.messaging.whatsapp_webhook import take_in

BUDI, CITRA = "+6281200000001", "+6281200000002"


def message(
    name: str, text: str = "halo", phone: str | None = BUDI, bsuid: str | None = None, **more: Any
) -> dict[str, Any]:
    """A text, unless `more` says otherwise."""
    who = {"from": phone.lstrip("+")} if phone else {}
    who |= {"from_user_id": bsuid} if bsuid else {}
    told = {"id": f"wamid.{name}", "timestamp": str(int(clock.now().timestamp())), "type": "text", **who}
    return {**told, "text": {"body": text}, **more}


def arrives(*messages: dict[str, Any], contacts: list[dict[str, Any]] | None = None) -> None:
    """One POST of these messages."""
    tell("messages", {"messages": list(messages), "contacts": contacts or []})


def tell(field: str, value: dict[str, Any], at: datetime | None = None) -> None:
    """One POST of one change."""
    entry: dict[str, Any] = {"changes": [{"field": field, "value": value}]}
    if at:
        entry["time"] = int(at.astimezone(UTC).timestamp())
    take_in({"entry": [entry]})


def event(name: str) -> InboundEvent:
    stored = inbound.get(f"whatsapp_cloud_wamid.{name}")
    assert stored is not None
    return stored.value

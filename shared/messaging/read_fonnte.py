"""What Fonnte's webhook tells, as the events we know: pure. Source: docs.fonnte.com, webhook."""

import json
from datetime import UTC, datetime
from typing import Any

from shared.clients.fonnte import NAME
from shared.clients.whatsapp_errors import GATEWAY_NO_NUMBER, GATEWAY_REFUSED
from shared.core.ids import digest
from shared.messaging.keep_inbound import Arrival
from shared.messaging.models import MessageFailure, Receipt
from shared.messaging.read_said import text_of
from shared.messaging.read_webhook import phone_of
from shared.messaging.said import Said, SaidKind, SaidMedia, SaidPlace

Json = dict[str, Any]
KINDS: dict[str, SaidKind] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif"), "image"),
    "webp": "sticker",
    **dict.fromkeys(("ogg", "oga", "opus", "mp3", "m4a", "aac", "amr"), "audio"),
    **dict.fromkeys(("mp4", "3gp", "mov"), "video"),
}
NO_TEXT = ("non-text message", "non-button message")
"""What it writes where somebody sent something else than text."""
STATUS = {"stateid", "state", "status"}
STATES = {"sent": "sent", "delivered": "delivered", "read": "read", "played": "read"}
ENDED = {"invalid": GATEWAY_NO_NUMBER, "expired": GATEWAY_REFUSED, "url unreachable": GATEWAY_REFUSED}


def read_fonnte(told: Json) -> list[Arrival | Receipt]:
    """Nothing where it is our own message or a group's. Raises KeyError, TypeError or ValueError for what is broken."""
    if "sender" not in told and STATUS & told.keys():
        return _receipt(told)
    sender = str(told["sender"])
    if sender.endswith("@g.us") or "-" in sender or told.get("isgroup") is True or sender == str(told.get("device")):
        return []
    raw = json.dumps(told, ensure_ascii=False)
    own_id = str(told.get("inboxid") or "0")
    if own_id == "0":
        own_id = digest(sender, str(told.get("timestamp")), str(told.get("message")), str(told.get("url")))
    return [
        Arrival(
            provider=NAME,
            event_id=own_id,
            kind="message",
            raw=raw,
            phone=phone_of(sender.partition("@")[0]),
            name=str(told.get("name") or ""),
            said=_said(told),
            said_at=_moment(told.get("timestamp")),
            provider_id="" if told.get("inboxid") in (None, "", 0, "0") else own_id,
        )
    ]


def _said(told: Json) -> Said:
    text = text_of(told.get("message"))
    text = "" if text.lower() in NO_TEXT else text
    if place := told.get("location"):
        latitude, longitude = (float(part) for part in str(place).split(",")[:2])
        return Said(kind="location", text=text, location=SaidPlace(latitude=latitude, longitude=longitude))
    if url := text_of(told.get("url")):
        extension = str(told.get("extension") or url.rpartition(".")[2]).lower().lstrip(".")
        media = SaidMedia(url=url, filename=text_of(told.get("filename")))
        return Said(kind=KINDS.get(extension, "document"), text=text, media=media)
    return Said(kind="text", text=text) if text else Said(kind="unsupported")


def _receipt(told: Json) -> list[Arrival | Receipt]:
    """By its id the first time, later by `stateid` alone. What waits in its queue is none."""
    ended = ENDED.get(str(told.get("status") or "").lower())
    status = "failed" if ended else STATES.get(str(told.get("state") or told.get("status") or "").lower())
    if status is None:
        return []
    failure = MessageFailure(code=ended, title=str(told["status"])[:60]) if ended else None
    return [
        Receipt.model_validate(
            {
                "message_id": None,
                "provider": NAME,
                "provider_id": str(told.get("id") or ""),
                "state_id": str(told.get("stateid") or ""),
                "status": status,
                "at": _moment(told.get("timestamp")) or datetime.now(UTC),
                "failure": failure,
            }
        )
    ]


def _moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None

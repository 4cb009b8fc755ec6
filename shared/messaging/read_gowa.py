"""What GOWA's webhook tells, as the events we know: pure. Source: its docs/webhook-payload.md."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from shared.clients.gowa import HIDDEN, LID, NAME, PERSON
from shared.core.ids import digest
from shared.messaging.keep_inbound import Arrival
from shared.messaging.models import Receipt
from shared.messaging.read_said import text_of
from shared.messaging.said import Said, SaidKind, SaidMedia, SaidPlace

Json = dict[str, Any]
RECEIPTS = {"delivered": "delivered", "read": "read", "read-self": "", "played": "read", "sender": ""}
MEDIA: dict[str, SaidKind] = {
    "image": "image",
    "document": "document",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
    "sticker": "sticker",
}
_TEL = re.compile(r"TEL[^:\n]*:([+0-9 ().-]+)")


def read_gowa(told: Json) -> list[Arrival | Receipt]:
    """Nothing where it is our own message or a group's. Raises KeyError, TypeError or ValueError for what is broken."""
    event, payload = str(told["event"]), told["payload"]
    if payload.get("is_from_me") or _is_group(payload):
        return []
    if event == "message.ack":
        return _receipts(told, payload)
    said = SAID.get(event, _nothing)(payload)
    phone, hidden = _sender(payload)
    raw = json.dumps(told, ensure_ascii=False)
    own_id = str(payload.get("id") or payload.get("call_id") or digest(json.dumps(told)))
    return [
        Arrival(
            provider=NAME,
            event_id=own_id if event == "message" else f"{event}.{own_id}",
            kind=event,
            raw=raw,
            phone=phone,
            bsuid=hidden,
            name=str(payload.get("from_name") or ""),
            said=said,
            said_at=_moment(payload.get("timestamp") or told.get("timestamp")),
            provider_id=str(payload.get("id") or ""),
        )
    ]


def _receipts(told: Json, payload: Json) -> list[Arrival | Receipt]:
    status = RECEIPTS.get(str(payload["receipt_type"] or "delivered"), "")
    at = _moment(told.get("timestamp")) or datetime.now(UTC)
    ids = [str(one) for one in payload["ids"]] if status else []
    return [
        Receipt.model_validate({"message_id": None, "provider": NAME, "provider_id": one, "status": status, "at": at})
        for one in ids
    ]


def _message(payload: Json) -> Said:
    text, quotes = text_of(payload.get("body")), text_of(payload.get("replied_to_id"))
    for field, kind in MEDIA.items():
        if field in payload:
            return Said(kind=kind, text=text, media=_media(payload[field]), quotes=quotes)
    if place := payload.get("location") or payload.get("live_location"):
        where = SaidPlace(
            latitude=float(place["degreesLatitude"]),
            longitude=float(place["degreesLongitude"]),
            name=text_of(place.get("name")),
            address=text_of(place.get("address")),
        )
        return Said(kind="location", text=where.name, location=where, quotes=quotes)
    if cards := payload.get("contacts_array") or ([payload["contact"]] if "contact" in payload else []):
        names = ", ".join(text_of(card.get("displayName")) for card in cards)
        phones = [found.strip() for card in cards for found in _TEL.findall(str(card.get("vcard")))]
        return Said(kind="contacts", text=names, answers={"phones": phones})
    return Said(kind="text", text=text, quotes=quotes) if text else Said(kind="unsupported")


def _media(told: Any) -> SaidMedia:
    """A path below GOWA, or an address of WhatsApp's that only GOWA can read."""
    if isinstance(told, str):
        return SaidMedia(url=told)
    return SaidMedia(url=text_of(told.get("path") or told.get("url")), filename=text_of(told.get("filename")))


def _reaction(payload: Json) -> Said:
    return Said(kind="reaction", text=text_of(payload.get("reaction")), quotes=text_of(payload["reacted_message_id"]))


def _revoked(payload: Json) -> Said:
    return Said(kind="revoked", about=text_of(payload["revoked_message_id"]))


def _edited(payload: Json) -> Said:
    return Said(kind="edited", text=text_of(payload.get("body")), about=text_of(payload["original_message_id"]))


def _nothing(_: Json) -> None:
    """Something of which nobody is told: a channel, a call, a message they deleted for themselves."""


SAID: dict[str, Callable[[Json], Said | None]] = {
    "message": _message,
    "message.reaction": _reaction,
    "message.revoked": _revoked,
    "message.edited": _edited,
}


def _is_group(payload: Json) -> bool:
    return any(str(payload.get(name) or "").endswith(("@g.us", "@newsletter", "@broadcast")) for name in NAMED)


NAMED = ("chat_id", "from", "group_jid", "newsletter_id")


def _sender(payload: Json) -> tuple[str | None, str | None]:
    """(phone, hidden person) of who wrote."""
    told = [str(payload.get(name) or "") for name in ("from", "from_lid", "chat_id")]
    phone = next((one for one in told if one.endswith(PERSON)), "")
    hidden = next((one for one in told if one.endswith(LID)), "")
    return _digits(phone, "+"), _digits(hidden, HIDDEN)


def _digits(jid: str, before: str) -> str | None:
    """`6281234:5@s.whatsapp.net` (with the number of a device) as an address of ours."""
    number = jid.partition("@")[0].partition(":")[0]
    return f"{before}{number}" if number.isascii() and number.isdigit() and len(number) <= 20 else None


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

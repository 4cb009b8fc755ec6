"""Meta's webhook taken apart: every entry, change and element, whatever is missing or of another shape. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.clients.whatsapp_cloud import NAME
from shared.clients.whatsapp_identity import is_bsuid
from shared.core.ids import digest
from shared.core.text import whole
from shared.messaging.keep_inbound import Arrival
from shared.messaging.models import MessageFailure, Receipt
from shared.messaging.read_said import moved_to, read_echo, read_said
from shared.messaging.said import Said

LISTS = ("statuses", "messages", "message_echoes", "user_preferences", "errors")
"""What comes several at once; anything else is a change of its own, named by its field."""

_OURS = re.compile(r"(?!__)(?!\.{1,2}$)[^/]{1,512}")
"""What may be the id of a document."""


@dataclass(frozen=True)
class Element:
    """One thing told; `value` is what stood around it, `at` when Meta told it (not when it happened)."""

    kind: str
    content: dict[str, Any]
    value: dict[str, Any]
    at: datetime | None

    @property
    def id(self) -> str:
        """Meta's own, else one made of what it says and when: a template may be paused twice."""
        own = self.content.get("id")
        said = json.dumps(self.content, sort_keys=True)
        return str(own) if own else f"{self.kind}-{digest(said, str(self.at))}"


def elements(payload: dict[str, Any]) -> Iterator[Element]:
    """All elements of all changes of all entries; what is no element comes as `unreadable`."""
    told = json.dumps(payload, ensure_ascii=False)
    if whole(told) != told:
        payload = json.loads(whole(told))
    for entry in _listed(payload.get("entry")):
        at = _moment(entry.get("time"))
        for change in _listed(entry.get("changes")):
            name, value = str(change.get("field") or "unknown"), change.get("value")
            if not isinstance(value, dict):
                yield Element("unreadable", {name: value, **change}, {}, at)
                continue
            found = [kind for kind in LISTS if isinstance(value.get(kind), list)]
            for kind in found:
                for element in value[kind]:
                    if isinstance(element, dict):
                        yield Element(kind, element, value, at)
                    else:
                        yield Element("unreadable", {kind: element}, value, at)
            if not found:
                yield Element(name, value, value, at)


def arrival_from(element: Element) -> Arrival:
    """A message, or one that we wrote by hand (an echo), as it is kept. Never raises."""
    message = element.content
    is_echo = element.kind == "message_echoes"
    phone, bsuid = _receiver(message) if is_echo else _sender(message, element.value)
    said = read_echo(message) if is_echo else read_said(message)
    new_bsuid = None
    if moved := moved_to(message):
        wa_id, new_bsuid = moved
        to = phone_of(wa_id) or new_bsuid
        said = Said(kind="moved", about=to) if to else None
    if message.get("group_id"):
        phone, bsuid, said = None, None, None  # a group is nobody's conversation with us
    return Arrival(
        provider=NAME,
        event_id=element.id,
        kind=element.kind,
        raw=json.dumps(message, ensure_ascii=False),
        phone=phone,
        bsuid=bsuid,
        name=_name(phone, bsuid, element.value),
        said=said,
        said_at=_moment(message.get("timestamp")),
        provider_id=str(message.get("id") or ""),
        new_bsuid=new_bsuid,
        opens_window=not is_echo,
    )


def kept_from(element: Element) -> Arrival:
    """Anything else, as it is kept: nobody's, and nobody answers it."""
    raw = json.dumps(element.content, ensure_ascii=False)
    return Arrival(provider=NAME, event_id=element.id, kind=element.kind, raw=raw)


def receipt_from(status: dict[str, Any]) -> Receipt:
    """Meta's status as a receipt. Raises KeyError, ValueError or ValidationError for what is none."""
    errors = status.get("errors") or []
    pricing = status.get("pricing") or {}
    return Receipt(
        message_id=_ours(status.get("biz_opaque_callback_data")),
        provider=NAME,
        provider_id=str(status["id"]),
        status="read" if status["status"] == "played" else status["status"],
        at=datetime.fromtimestamp(int(status["timestamp"]), UTC),
        failure=MessageFailure(code=int(errors[0]["code"]), title=str(errors[0].get("title", ""))) if errors else None,
        category=pricing.get("category"),
        billable=pricing.get("billable"),
    )


def _ours(callback_data: Any) -> str | None:
    """Our id of a message; what others who send from our number wrote there is none."""
    return callback_data if isinstance(callback_data, str) and _OURS.fullmatch(callback_data) else None


def phone_of(wa_id: Any) -> str | None:
    """A phone (E.164) from WhatsApp's digits, which always begin with the country; None for what is none."""
    digits = str(wa_id or "").lstrip("+")
    return f"+{digits}" if digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 15 else None


def _sender(message: dict[str, Any], value: dict[str, Any]) -> tuple[str | None, str | None]:
    """(phone, BSUID) of who wrote: from the message, and what it leaves out from its contact."""
    phone, bsuid = phone_of(message.get("from")), _bsuid(message.get("from_user_id")) or _bsuid(message.get("from"))
    contact = _contact(phone, bsuid, value)
    if contact and message.get("type") != "system":
        phone, bsuid = phone or phone_of(contact.get("wa_id")), bsuid or _bsuid(contact.get("user_id"))
    return phone, bsuid


def _receiver(echo: dict[str, Any]) -> tuple[str | None, str | None]:
    return phone_of(echo.get("to")), _bsuid(echo.get("to_user_id")) or _bsuid(echo.get("to"))


def _contact(phone: str | None, bsuid: str | None, value: dict[str, Any]) -> dict[str, Any] | None:
    """The contact a message belongs to: by either identity; the only one there is, where it shows none."""
    known = _listed(value.get("contacts"))
    for contact in known:
        if (phone and phone_of(contact.get("wa_id")) == phone) or (bsuid and contact.get("user_id") == bsuid):
            return contact
    return known[0] if len(known) == 1 and not phone and not bsuid else None


def _name(phone: str | None, bsuid: str | None, value: dict[str, Any]) -> str:
    contact = _contact(phone, bsuid, value) or {}
    profile = contact.get("profile")
    return str(profile.get("name") or profile.get("username") or "") if isinstance(profile, dict) else ""


def _bsuid(value: Any) -> str | None:
    return value if isinstance(value, str) and is_bsuid(value) else None


def _moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _listed(value: Any) -> list[dict[str, Any]]:
    return [element for element in value if isinstance(element, dict)] if isinstance(value, list) else []

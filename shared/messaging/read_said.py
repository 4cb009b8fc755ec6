"""What a message of Meta's webhook says: pure. Source: developers.facebook.com/docs/whatsapp, webhooks reference."""

import json
from collections.abc import Callable
from typing import Any

from shared.core.text import whole
from shared.messaging.said import Said, SaidKind, SaidMedia, SaidPlace

Json = dict[str, Any]
LONGEST = 4_096
MOST_ANSWERS = 60
NOT_SAID = ("request_welcome", "system")
"""Nobody has said anything: they opened the chat, or WhatsApp tells something of them."""
MOVES = ("user_changed_number", "customer_changed_number", "user_changed_user_id")


def read_said(message: Json) -> Said | None:
    """What they did; unsupported where it cannot be read, None where they did nothing."""
    kind = str(message.get("type") or "")
    read = READERS.get(kind)
    if read is None:
        return None if kind in NOT_SAID else Said(kind="unsupported")
    try:
        said = read(message)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return Said(kind="unsupported")
    context = message.get("context")
    quoted = context.get("id") if isinstance(context, dict) else None
    return said if said.quotes or not quoted else said.model_copy(update={"quotes": text_of(quoted)})


def read_echo(echo: Json) -> Said:
    """What one of us wrote to them from the phone app."""
    said = read_said(echo)
    return Said(kind="echo", text=said.text if said else "", media=said.media if said else None)


def moved_to(message: Json) -> tuple[str | None, str | None] | None:
    """(wa_id, BSUID) of the new phone, where a system message tells of a move."""
    system = message.get("system")
    if message.get("type") != "system" or not isinstance(system, dict) or system.get("type") not in MOVES:
        return None
    wa_id, bsuid = system.get("wa_id") or system.get("new_wa_id"), system.get("user_id")
    return (str(wa_id) if wa_id else None, str(bsuid) if bsuid else None) if wa_id or bsuid else None


def text_of(value: Any) -> str:
    """A text as it can be kept: whole characters, no longer than WhatsApp's longest."""
    return whole(str(value if value is not None else ""))[:LONGEST]


def _text(message: Json) -> Said:
    return Said(kind="text", text=text_of(message["text"]["body"]))


def _button(message: Json) -> Said:
    pressed = message["button"]
    text = text_of(pressed.get("text"))
    return Said(kind="choice", text=text, choice=text_of(pressed.get("payload")) or text)


def _interactive(message: Json) -> Said:
    answer = message["interactive"]
    for kind in ("button_reply", "list_reply"):
        if kind in answer:
            reply = answer[kind]
            return Said(kind="choice", text=text_of(reply.get("title")), choice=text_of(reply["id"]))
    form = answer["nfm_reply"]
    given = form["response_json"]
    answers = json.loads(given) if isinstance(given, str) else given
    return Said(kind="form", text=text_of(form.get("body")), answers=flat(answers))


def _media(kind: SaidKind) -> Callable[[Json], Said]:
    def read(message: Json) -> Said:
        told = message[kind if kind != "audio" or "audio" in message else "voice"]
        media = SaidMedia(
            id=text_of(told.get("id")),
            url=text_of(told.get("url")),
            mime_type=text_of(told.get("mime_type")),
            sha256=text_of(told.get("sha256")),
            filename=text_of(told.get("filename")),
        )
        if not media.id and not media.url:
            return Said(kind="unsupported", text=text_of(told.get("caption")))
        return Said(kind=kind, text=text_of(told.get("caption")), media=media)

    return read


def _location(message: Json) -> Said:
    told = message["location"]
    place = SaidPlace(
        latitude=_within(told["latitude"], 90),
        longitude=_within(told["longitude"], 180),
        name=text_of(told.get("name")),
        address=text_of(told.get("address")),
    )
    return Said(kind="location", text=place.name, location=place)


def _contacts(message: Json) -> Said:
    cards = message["contacts"]
    names = [text_of((card.get("name") or {}).get("formatted_name")) for card in cards]
    phones = [text_of(phone.get("phone")) for card in cards for phone in card.get("phones") or []]
    return Said(kind="contacts", text=", ".join(filter(None, names)), answers={"phones": phones[:MOST_ANSWERS]})


def _reaction(message: Json) -> Said:
    told = message["reaction"]
    return Said(kind="reaction", text=text_of(told.get("emoji")), quotes=text_of(told["message_id"]))


def _edit(message: Json) -> Said:
    edit = message["edit"]
    now = read_said(edit["message"]) if isinstance(edit.get("message"), dict) else None
    return Said(
        kind="edited",
        text=now.text if now else "",
        media=now.media if now else None,
        about=text_of(edit["original_message_id"]),
    )


def _revoke(message: Json) -> Said:
    return Said(kind="revoked", about=text_of(message["revoke"]["original_message_id"]))


def flat(answers: Any) -> Json:
    """A form's answers as they can be kept: what is nested becomes JSON text. Raises ValueError for what is no form."""
    if not isinstance(answers, dict):
        raise ValueError("no form")
    kept = [(text_of(name)[:100], value) for name, value in answers.items()]
    return {name: _plain(value) for name, value in kept[:MOST_ANSWERS] if name and not name.startswith("__")}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [text_of(one) for one in value[:MOST_ANSWERS]]
    return text_of(value if isinstance(value, str) else json.dumps(value))


def _within(value: Any, most: float) -> float:
    number = float(value)
    if not abs(number) <= most:
        raise ValueError("no place on earth")
    return number


READERS: dict[str, Callable[[Json], Said]] = {
    "text": _text,
    "button": _button,
    "interactive": _interactive,
    "image": _media("image"),
    "document": _media("document"),
    "audio": _media("audio"),
    "voice": _media("audio"),
    "video": _media("video"),
    "sticker": _media("sticker"),
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
}

"""What somebody did, as the machine hears it: bubbles that wait together are one thing said. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime

from shared.core.model import Model
from shared.messaging.models import InboundEvent, Said, SaidPlace

SILENT = ("reaction", "revoked", "edited", "moved", "echo")
"""Seen and shown to staff, and answered by nobody."""
PICTURES = ("image/jpeg", "image/png", "image/webp")
_UNREAD = {
    "audio": "voice",
    "video": "video",
    "sticker": "sticker",
    "contacts": "contacts",
    "document": "document",
    "unsupported": "unsupported",
}


class Heard(Model):
    """One thing said. `events` are the inbound events it is made of, in order."""

    events: list[str] = []
    text: str = ""
    choice: str = ""
    """The id of what was tapped."""
    photos: list[str] = []
    """The events that brought a picture."""
    place: SaidPlace | None = None
    unread: str = ""
    """voice, video, sticker, contacts, document, unsupported: what we cannot take in."""
    broken: str = ""
    """unreadable, gone, enough: why a picture of theirs could not be kept."""
    at: datetime | None = None


def is_silent(said: Said | None) -> bool:
    """Whether nobody answers it."""
    return said is None or said.kind in SILENT


def gather(events: Sequence[InboundEvent]) -> list[Heard]:
    """Events in the order they were said, as things said: what is tapped stands alone, all else goes together."""
    gone = {event.said.about for event in events if event.said and event.said.kind == "revoked"}
    better = {event.said.about: event.said.text for event in events if event.said and event.said.kind == "edited"}
    found: list[Heard] = []
    for event in events:
        said = event.said
        if said is None or is_silent(said) or (event.provider_id and event.provider_id in gone):
            continue
        if event.provider_id in better:
            said = said.model_copy(update={"text": better[event.provider_id]})
        one = _heard(event, said)
        if found and not one.choice and not found[-1].choice:
            found[-1] = _together(found[-1], one)
        else:
            found.append(one)
    return found


def in_order(events: Sequence[InboundEvent]) -> list[InboundEvent]:
    """As they were said; those of one second as they came."""
    return sorted(events, key=lambda event: (event.said_at or event.at, event.at, event.id))


def _heard(event: InboundEvent, said: Said) -> Heard:
    one = Heard(events=[event.id], text=said.text.strip(), at=event.said_at or event.at)
    if said.kind == "choice":
        one.choice = said.choice or said.text
    elif _is_picture(said):
        one.photos = [event.id]
    elif said.kind == "location":
        one.place = said.location
        one.text = ""
    elif said.kind == "form":
        one.text = " ".join(str(value) for value in said.answers.values() if isinstance(value, str | int))
    elif said.kind in _UNREAD:
        one.unread = _UNREAD[said.kind]
        if said.kind != "document":
            one.text = said.text.strip() if said.kind == "video" else ""
    return one


def _is_picture(said: Said) -> bool:
    kind = re.split(r"[;\s]", said.media.mime_type)[0].lower() if said.media else ""
    return said.kind == "image" or (said.kind == "document" and kind in PICTURES)


def _together(first: Heard, then: Heard) -> Heard:
    return first.model_copy(
        update={
            "events": [*first.events, *then.events],
            "text": "\n".join(filter(None, (first.text, then.text))),
            "photos": [*first.photos, *then.photos],
            "place": then.place or first.place,
            "unread": first.unread or then.unread,
            "at": then.at,
        }
    )

"""What a person did on WhatsApp, whichever provider brought it."""

from typing import Any, Literal

from shared.core.model import Model

SaidKind = Literal[
    "text",
    "choice",
    "image",
    "document",
    "audio",
    "video",
    "location",
    "contacts",
    "sticker",
    "reaction",
    "form",
    "edited",
    "revoked",
    "moved",
    "unsupported",
    "echo",
]


class SaidMedia(Model):
    """A file they sent; `fetch_media` brings its bytes. One of `id` and `url` is there."""

    id: str = ""
    url: str = ""
    mime_type: str = ""
    sha256: str = ""
    """Hexadecimal; empty where the provider tells none."""
    filename: str = ""


class SaidPlace(Model):
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


class Said(Model):
    """One thing said or done. echo: one of us answered from the phone app; form: a Flow filled in."""

    kind: SaidKind
    text: str = ""
    """The text, the caption, the title of the choice, the emoji of a reaction (empty: taken back)."""
    choice: str = ""
    """The id of the button or row."""
    media: SaidMedia | None = None
    location: SaidPlace | None = None
    answers: dict[str, Any] = {}
    """What a form says by field, one level deep; of `contacts`: their `phones`."""
    quotes: str = ""
    """The provider's id of the message it answers or reacts to."""
    about: str = ""
    """The provider's id of the message edited or revoked; of `moved`: the new phone (E.164) or BSUID."""

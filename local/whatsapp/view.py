"""What a message looks like on the phone, whichever way it was sent."""

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Media:
    """A file of a message: by uploaded id, or by a link the simulator still has to follow."""

    kind: str
    media_id: str | None = None
    link: str | None = None
    filename: str | None = None


@dataclass
class View:
    type: str
    text: str = ""
    template: str | None = None
    header: str | None = None
    footer: str | None = None
    buttons: list[Json] = field(default_factory=list)
    choices: Json | None = None
    media: Media | None = None
    location: Json | None = None
    contacts: list[Json] | None = None
    reaction: Json | None = None
    quoted: str | None = None

    def stored(self) -> Json:
        return {name: value for name, value in asdict(self).items() if value}

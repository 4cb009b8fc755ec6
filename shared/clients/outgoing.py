"""What is asked of a WhatsApp provider, whichever it is, and the three ways it can fail."""

from dataclasses import dataclass, field

from shared.clients.whatsapp_errors import Action, action_for


@dataclass(frozen=True)
class TemplateMessage:
    """A template filled in: body values in order, what each URL button ends in, a document by link."""

    to: str
    """E.164, or a BSUID."""
    name: str
    language: str
    body: list[str]
    buttons: dict[str, str] = field(default_factory=dict)
    document: tuple[str, str] | None = None
    """(link, filename)"""
    callback_data: str = ""
    """Ours, echoed by every receipt; at most 512 letters."""


@dataclass(frozen=True)
class FreeMessage:
    """Words of our own, allowed inside the 24-hour window; of link, replies and rows at most one."""

    to: str
    """E.164, or a BSUID."""
    text: str
    """At most 1,024 letters beside a picture, a document or anything to tap, else 4,096."""
    footer: str = ""
    link: tuple[str, str] | None = None
    """(text of the button, address)"""
    replies: list[tuple[str, str]] = field(default_factory=list)
    """(id, title) of at most three buttons; what is tapped comes back as its id."""
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    """(id, title, description) of at most ten rows of a list, without picture or document."""
    rows_button: str = ""
    """What opens the list."""
    image: str | None = None
    """Its address."""
    document: tuple[str, str] | None = None
    """(link, filename)"""
    callback_data: str = ""


class Refused(Exception):
    """The provider did not accept the message, and said so, by a code of Meta's."""

    def __init__(self, code: int, title: str) -> None:
        super().__init__(f"{code} {title}")
        self.code = code
        self.title = title
        self.action: Action = action_for(code)


class NotReached(Exception):
    """The provider was not reached at all, so the message was not accepted."""


class Unclear(Exception):
    """The provider may have accepted the message: the answer did not come, or was not the provider's."""

"""Who carries our messages, and what each can do: chosen in the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.clients import fonnte, gowa, whatsapp_cloud
from shared.clients.outgoing import FreeMessage, TemplateMessage
from shared.messaging.repository import messaging_rules


@dataclass(frozen=True)
class Provider:
    """What a provider can do; what it cannot, we say in another way."""

    name: str
    send_free: Callable[[FreeMessage], str]
    """Its id of the message. Raises Refused, NotReached or Unclear."""
    send_template: Callable[[TemplateMessage], str] | None
    """None: a template's words go as text."""
    buttons: bool
    """Else a numbered menu is written, and the digit that comes back stands for its choice."""
    window_24h: bool
    """Whether words of our own are for 24 hours after theirs only."""
    echoes_our_id: bool
    """Whether a receipt names our message also where we never learnt the provider's id of it."""
    is_official: bool

    @property
    def templates(self) -> bool:
        """Whether it knows templates."""
        return self.send_template is not None


PROVIDERS = {
    one.name: one
    for one in (
        Provider(
            name=whatsapp_cloud.NAME,
            send_free=lambda message: whatsapp_cloud.send_free_form(message),
            send_template=lambda message: whatsapp_cloud.send_template(message),
            buttons=True,
            window_24h=True,
            echoes_our_id=True,
            is_official=True,
        ),
        Provider(
            name=gowa.NAME,
            send_free=gowa.send,
            send_template=None,
            buttons=False,
            window_24h=False,
            echoes_our_id=False,
            is_official=False,
        ),
        Provider(
            name=fonnte.NAME,
            send_free=fonnte.send,
            send_template=None,
            buttons=False,
            window_24h=False,
            echoes_our_id=False,
            is_official=False,
        ),
    )
}


def provider() -> Provider:
    """The one that the settings name, at most 30 s old."""
    return PROVIDERS[messaging_rules().provider]


def carrier_of(name: str | None) -> Provider:
    """The one that a message was leased to."""
    return PROVIDERS.get(name or "", PROVIDERS[whatsapp_cloud.NAME])

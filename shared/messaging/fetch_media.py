"""Bring the file of a message, through the provider that brought the message."""

from shared.clients import fonnte, gowa, whatsapp_cloud, whatsapp_media
from shared.clients.media_download import MediaGone as MediaGone
from shared.messaging.contacts import address_of
from shared.messaging.models import InboundEvent
from shared.messaging.providers import provider
from shared.messaging.repository import contacts, inbound

MOST_BYTES = {"image": 5_000_000, "sticker": 1_000_000, "audio": 16_000_000, "video": 16_000_000}
"""WhatsApp's own limits; a document may be larger there than we take."""
MOST = 16_000_000


def fetch_media(event: InboundEvent) -> bytes:
    """The bytes of its file, as they were sent: their kind is not looked at here.

    Raises MediaGone where there is none to be had (any more), and Busy where it is to be asked for again later.
    """
    said = event.said
    if said is None or said.media is None:
        raise MediaGone("expired")
    media, most = said.media, MOST_BYTES.get(said.kind, MOST)
    if event.provider == gowa.NAME:
        return gowa.fetch_media(event.provider_id, gowa.jid_of(_address(event)), media.url, media.sha256, most)
    if event.provider == fonnte.NAME:
        return fonnte.fetch_media(media.url, most)
    return whatsapp_media.fetch_media(media.id, media.url, media.sha256, most)


def mark_read(provider_id: str, typing: bool = True) -> None:
    """Show them that we have read it, and that an answer is on its way; best effort. Fonnte has no such thing."""
    carrier = provider().name if provider_id else ""
    if carrier == whatsapp_cloud.NAME:
        whatsapp_media.mark_read(provider_id, typing=typing)
    elif carrier == gowa.NAME and (stored := inbound.get(f"{gowa.NAME}_{provider_id}")):
        gowa.mark_read(provider_id, _address(stored.value), typing=typing)


def _address(event: InboundEvent) -> str:
    contact = contacts.get(event.contact_id or "")
    return address_of(contact.value) if contact else ""

"""Bring the file of a message, through the provider that brought the message."""

from shared.clients import whatsapp_media
from shared.clients.media_download import MediaGone as MediaGone
from shared.messaging.models import InboundEvent

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
    return whatsapp_media.fetch_media(media.id, media.url, media.sha256, most)


def mark_read(provider_id: str, typing: bool = True) -> None:
    """Show them that we have read it, and that an answer is on its way; best effort."""
    if provider_id:
        whatsapp_media.mark_read(provider_id, typing=typing)

"""Checks document, image, audio, video and sticker messages; their files come later."""

from local.whatsapp.graph_error import invalid, missing
from local.whatsapp.view import Json, Media, View

MEDIA_TYPES = ("document", "image", "audio", "video", "sticker")


def media_of(kind: str, request: object) -> Media:
    """A media object by uploaded id or by link; whether it can be had is found out after the answer."""
    if not isinstance(request, dict):
        raise missing(kind)
    media_id, link = request.get("id"), request.get("link")
    if not media_id and not link:
        raise missing(f"{kind}['id'] or {kind}['link']")
    if link and "://" not in str(link):
        raise invalid(f"Param {kind}['link'] is not a valid URI.")
    filename = request.get("filename")
    if filename is not None and len(str(filename)) > 240:
        raise invalid(f"Param {kind}['filename'] must be at most 240 characters long.")
    if media_id:
        return Media(kind, media_id=str(media_id), filename=filename)
    return Media(kind, link=str(link), filename=filename)


def check_media(message: Json, kind: str) -> View:
    request = message.get(kind)
    media = media_of(kind, request)
    caption = (request or {}).get("caption") or ""
    if len(str(caption)) > 1024:
        raise invalid(f"Param {kind}['caption'] must be at most 1024 characters long.")
    return View(type=kind, text=str(caption), media=media)

"""Fonnte: a WhatsApp number of one's own through an Indonesian service.

Unofficial: WhatsApp may ban the number. Source: docs.fonnte.com, API send message. It answers 200 to everything.
"""

from urllib.parse import urlsplit

from shared.clients.call_gateway import NOT_SET, call
from shared.clients.media_download import LinkExpired, MediaGone, check_digest, download
from shared.clients.outgoing import FreeMessage, Refused, Unclear
from shared.clients.plain_text import plain_text
from shared.clients.whatsapp_errors import GATEWAY_FAILED, GATEWAY_LOST, GATEWAY_NO_NUMBER, GATEWAY_REFUSED
from shared.core.config import settings

NAME = "fonnte"
REASONS = {
    "token": GATEWAY_LOST,
    "unknown user": GATEWAY_LOST,
    "device": GATEWAY_LOST,
    "quota": GATEWAY_LOST,
    "expired": GATEWAY_LOST,
    "target": GATEWAY_NO_NUMBER,
    "input": GATEWAY_REFUSED,
    "url": GATEWAY_REFUSED,
    "file": GATEWAY_REFUSED,
}
"""What a word in its reason means; the first that is found counts."""


def send(message: FreeMessage) -> str:
    """Send it as text or with a file by its address; Fonnte's id. Raises Refused, NotReached or Unclear."""
    config = settings()
    form = {"target": message.to.lstrip("+"), "message": plain_text(message), "countryCode": "0"}
    if message.document:
        form["url"], form["filename"] = message.document
    elif message.image:
        form["url"] = message.image
    status, told = call(
        f"{config.fonnte_url}/send",
        known=config.fonnte_token not in NOT_SET,
        data=form,
        headers={"Authorization": config.fonnte_token},
    )
    if told.get("status") is True or told.get("Status") is True:
        ids = told.get("id")
        first = ids[0] if isinstance(ids, list) and ids else ids
        if first is None:
            raise Unclear
        return str(first)
    if status >= 500:
        raise Unclear
    reason = str(told.get("reason") or told.get("Reason") or told.get("detail") or "").lower()
    raise Refused(next((code for word, code in REASONS.items() if word in reason), GATEWAY_FAILED), reason[:60])


def fetch_media(url: str, most_bytes: int) -> bytes:
    """What lies at the address it told, where that is Fonnte's own. Raises MediaGone or Busy."""
    given, ours = urlsplit(url), urlsplit(settings().fonnte_url)
    is_theirs = given.scheme == "https" and (given.hostname or "").endswith(".fonnte.com")
    if not is_theirs and (given.scheme, given.netloc) != (ours.scheme, ours.netloc):
        raise MediaGone("expired")
    try:
        data = download(url, {}, most_bytes)
    except LinkExpired as error:
        raise MediaGone("expired") from error
    check_digest(data, "")
    return data

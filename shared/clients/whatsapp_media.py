"""Files that people send through the Cloud API, and the marks that we have read them.

Source: developers.facebook.com/docs/whatsapp/cloud-api/reference/media. A link lives 5 minutes, what it names 7 days.
"""

from typing import Any
from urllib.parse import urlsplit

from shared.clients.media_download import LinkExpired, MediaGone, check_digest, download, session
from shared.core.config import settings
from shared.core.errors import Busy

META = ("fbsbx.com", "facebook.com", "fbcdn.net", "whatsapp.net")
UNKNOWN_OBJECT = 100


def fetch_media(media_id: str, url: str, sha256: str, most_bytes: int) -> bytes:
    """By the link that came with the message while it lives, else by one asked for anew, once more if that expired.

    Raises MediaGone or Busy.
    """
    links = [url] if url and _is_meta(url) else []
    links += [""] * 2 if media_id else []
    for link in links:
        try:
            data = download(link or _look_up(media_id, most_bytes), _authorized(), most_bytes)
        except LinkExpired:
            continue
        check_digest(data, sha256)
        return data
    raise MediaGone("expired")


def mark_read(message_id: str, *, typing: bool) -> None:
    """Two blue ticks, and "is typing" for 25 s or until we answer; whether it works does not matter."""
    import requests

    config = settings()
    body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
    if typing:
        body["typing_indicator"] = {"type": "text"}
    address = f"{config.whatsapp_graph_url}/{config.whatsapp_graph_version}/{config.whatsapp_phone_number_id}/messages"
    try:
        session().post(address, json=body, headers=_authorized(), timeout=(2, 3)).close()
    except requests.RequestException:
        return


def _look_up(media_id: str, most_bytes: int) -> str:
    """The file's link of now. Raises MediaGone, or Busy where the token or Meta fails."""
    import requests

    config = settings()
    address = f"{config.whatsapp_graph_url}/{config.whatsapp_graph_version}/{media_id}"
    asked = {"phone_number_id": config.whatsapp_phone_number_id}
    try:
        answer = session().get(address, params=asked, headers=_authorized(), timeout=(5, 10))
        told = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise Busy() from error
    if answer.ok and isinstance(told, dict) and told.get("url"):
        if int(told.get("file_size") or 0) > most_bytes:
            raise MediaGone("too_large")
        return str(told["url"])
    refused = told.get("error") if isinstance(told, dict) else None
    if isinstance(refused, dict) and refused.get("code") == UNKNOWN_OBJECT:
        raise MediaGone("expired")
    raise Busy()


def _authorized() -> dict[str, str]:
    return {"Authorization": f"Bearer {settings().whatsapp_access_token}"}


def _is_meta(url: str) -> bool:
    """Whether our token may be shown there: at Meta's, or where the Graph API itself is."""
    given, graph = urlsplit(url), urlsplit(settings().whatsapp_graph_url)
    if (given.scheme, given.netloc) == (graph.scheme, graph.netloc):
        return True
    host = given.hostname or ""
    return given.scheme == "https" and any(host == one or host.endswith(f".{one}") for one in META)

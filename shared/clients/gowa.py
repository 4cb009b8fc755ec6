"""GOWA (go-whatsapp-web-multidevice): a WhatsApp number of one's own through a program that one runs oneself.

Unofficial: WhatsApp may ban the number. Source: its docs/openapi.yaml and docs/webhook-payload.md, version 8 and 9.
"""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import quote, urlsplit

from shared.clients.call_gateway import NOT_SET, call
from shared.clients.media_download import LinkExpired, MediaGone, check_digest, download, session
from shared.clients.outgoing import FreeMessage, NotReached, Refused, Unclear
from shared.clients.plain_text import plain_text
from shared.clients.whatsapp_errors import GATEWAY_FAILED, GATEWAY_LOST, GATEWAY_NO_NUMBER, GATEWAY_REFUSED
from shared.core.config import settings
from shared.core.errors import Busy

NAME = "gowa"
PERSON, LID = "@s.whatsapp.net", "@lid"
HIDDEN = "ZZ."
"""Before the number of a LID, which is GOWA's BSUID: a country that there is not."""
DEFAULT_SECRET = "secret"  # noqa: S105 - what everybody's GOWA signs with until it is changed
MOST_PAPER_BYTES = 16_000_000


def send(message: FreeMessage) -> str:
    """Send it as text, picture or file; GOWA's id of the message. Raises Refused, NotReached or Unclear."""
    text, phone = plain_text(message), jid_of(message.to)
    if message.document:
        link, filename = message.document
        files = {"file": (filename, _paper(link), "application/pdf")}
        return _sent("/send/file", data={"phone": phone, "caption": text}, files=files)
    if message.image:
        return _sent("/send/image", data={"phone": phone, "caption": text, "image_url": message.image})
    return _sent("/send/message", json={"phone": phone, "message": text})


def is_signed(raw: bytes, signature: str | None) -> bool:
    """Whether our GOWA signed these very bytes; never by the secret that everybody knows."""
    secret = settings().gowa_webhook_secret
    expected = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return secret not in (*NOT_SET, DEFAULT_SECRET) and hmac.compare_digest(
        expected.encode(), (signature or "").encode()
    )


def jid_of(address: str) -> str:
    """A phone (E.164) or a hidden person as GOWA names them."""
    return f"{address.removeprefix(HIDDEN)}{LID}" if address.startswith(HIDDEN) else f"{address.lstrip('+')}{PERSON}"


def fetch_media(message_id: str, jid: str, path: str, sha256: str, most_bytes: int) -> bytes:
    """By the path GOWA told, else by one that it is asked for. Raises MediaGone or Busy."""
    for place in (path, ""):
        try:
            at = _own_path(place) if place else _downloaded(message_id, jid)
            data = download(f"{settings().gowa_url}/{at}", _device(), most_bytes, auth=_login())
        except LinkExpired:
            continue
        check_digest(data, sha256)
        return data
    raise MediaGone("expired")


def mark_read(message_id: str, address: str, *, typing: bool) -> None:
    """Two blue ticks and "is typing"; whether it works does not matter."""
    import requests

    about: dict[str, Any] = {"headers": _device(), "auth": _login(), "timeout": (2, 3)}
    base, phone = settings().gowa_url, jid_of(address)
    try:
        session().post(f"{base}/message/{quote(message_id, safe='')}/read", json={"phone": phone}, **about).close()
        if typing:
            session().post(f"{base}/send/chat-presence", json={"phone": phone, "action": "start"}, **about).close()
    except requests.RequestException:
        return


def _sent(path: str, **request: Any) -> str:
    config = settings()
    known = config.gowa_url not in NOT_SET
    status, told = call(f"{config.gowa_url}{path}", known=known, headers=_device(), auth=_login(), **request)
    results = told.get("results")
    if status == 200 and isinstance(results, dict) and results.get("message_id"):
        return str(results["message_id"])
    code = str(told.get("code") or "")
    if status == 200:
        raise Unclear
    if status in (401, 403) or "AUTH" in code or "DEVICE" in code or "NOT_LOGGED_IN" in code:
        raise Refused(GATEWAY_LOST, code[:60])
    if "not on whatsapp" in str(told.get("message")).lower() or code == "INVALID_JID":
        raise Refused(GATEWAY_NO_NUMBER, code[:60])
    raise Refused(GATEWAY_REFUSED if status in (400, 413, 422) else GATEWAY_FAILED, code[:60])


def _paper(link: str) -> bytes:
    """The document as our own site hands it out. Raises NotReached: nothing was sent."""
    try:
        return download(link, {}, MOST_PAPER_BYTES)
    except (LinkExpired, MediaGone, Busy) as error:
        raise NotReached from error


def _downloaded(message_id: str, jid: str) -> str:
    """The path at which GOWA puts the file when it is asked to fetch it. Raises MediaGone or Busy."""
    import requests

    address = f"{settings().gowa_url}/message/{quote(message_id, safe='')}/download"
    try:
        answer = session().get(address, params={"phone": jid}, headers=_device(), auth=_login(), timeout=(5, 20))
        told = json.loads(answer.content)
    except (requests.RequestException, ValueError) as error:
        raise Busy() from error
    results = told.get("results") if isinstance(told, dict) else None
    if answer.status_code == 200 and isinstance(results, dict) and results.get("file_path"):
        return _own_path(str(results["file_path"]))
    if answer.status_code >= 500 or answer.status_code in (401, 403, 429):
        raise Busy()
    raise MediaGone("expired")


def _own_path(place: str) -> str:
    """A path below GOWA's own address, whatever was told."""
    path = urlsplit(place).path.lstrip("/")
    if ".." in path.split("/"):
        raise MediaGone("expired")
    return path


def _device() -> dict[str, str]:
    device = settings().gowa_device_id
    return {"X-Device-Id": device} if device else {}


def _login() -> tuple[str, str] | None:
    user, _, password = settings().gowa_login.partition(":")
    return (user, password) if password else None

"""WhatsApp's Cloud API (Meta): send a template, check a webhook's signature, read its receipts.

Source: developers.facebook.com/docs/whatsapp/cloud-api, Graph API v25.0.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.clients.whatsapp_errors import Action, action_for
from shared.core.config import settings

if TYPE_CHECKING:
    import requests

NAME = "whatsapp_cloud"


@dataclass(frozen=True)
class TemplateMessage:
    """A template filled in: body values in order, what each URL button ends in, a document by link."""

    to: str
    """E.164."""
    name: str
    language: str
    body: list[str]
    buttons: dict[str, str] = field(default_factory=dict)
    document: tuple[str, str] | None = None
    """(link, filename)"""
    callback_data: str = ""
    """Ours, echoed by every receipt; at most 512 letters."""


class Refused(Exception):
    """Meta did not accept the message, and said so."""

    def __init__(self, code: int, title: str) -> None:
        super().__init__(f"{code} {title}")
        self.code = code
        self.title = title
        self.action: Action = action_for(code)


class NotReached(Exception):
    """Meta was not reached at all, so the message was not accepted."""


class Unclear(Exception):
    """Meta may have accepted the message: the answer did not come, or was not Meta's."""


def send_template(message: TemplateMessage) -> str:
    """Send it; the provider's id of the message. Raises Refused, NotReached or Unclear."""
    import requests

    config = settings()
    address = f"{config.whatsapp_graph_url}/{config.whatsapp_graph_version}/{config.whatsapp_phone_number_id}/messages"
    try:
        response = _session().post(
            address,
            json=template_body(message),
            headers={"Authorization": f"Bearer {config.whatsapp_access_token}"},
            timeout=(5, config.whatsapp_timeout_s),
        )
    except (requests.ConnectTimeout, requests.exceptions.SSLError) as error:
        raise NotReached from error
    except requests.ConnectionError as error:
        raise (NotReached if _never_connected(error) else Unclear) from error
    except requests.RequestException as error:
        raise Unclear from error
    return _accepted_id(response)


def template_body(message: TemplateMessage) -> dict[str, Any]:
    """The JSON that Meta expects."""
    components: list[dict[str, Any]] = []
    if message.document:
        link, filename = message.document
        document = {"type": "document", "document": {"link": link, "filename": filename}}
        components.append({"type": "header", "parameters": [document]})
    if message.body:
        components.append({"type": "body", "parameters": [{"type": "text", "text": text} for text in message.body]})
    for index, suffix in message.buttons.items():
        components.append(
            {"type": "button", "sub_type": "url", "index": index, "parameters": [{"type": "text", "text": suffix}]}
        )
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": message.to.lstrip("+"),
        "type": "template",
        "template": {"name": message.name, "language": {"code": message.language}, "components": components},
        "biz_opaque_callback_data": message.callback_data,
    }


def is_signed(raw: bytes, signature: str | None) -> bool:
    """Whether Meta signed these very bytes (X-Hub-Signature-256), in constant time."""
    secret = settings().whatsapp_app_secret.encode()
    expected = "sha256=" + hmac.new(secret, raw, hashlib.sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(expected.encode(), (signature or "").encode())


def is_our_handshake(token: str | None) -> bool:
    """Whether a subscription's verify token is ours, in constant time."""
    ours = settings().whatsapp_verify_token
    return bool(ours) and hmac.compare_digest(ours.encode(), (token or "").encode())


def _accepted_id(response: "requests.Response") -> str:
    try:
        answer = response.json()
        if response.ok:
            return str(answer["messages"][0]["id"])
        error = answer["error"]
        raise Refused(int(error["code"]), str(error.get("type", "")))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Unclear from error


def _never_connected(error: "requests.ConnectionError") -> bool:
    from urllib3.exceptions import MaxRetryError, NewConnectionError

    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


@cache
def _session() -> "requests.Session":
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    # One connection a thread; a request is never repeated here: that is decided with the message in hand.
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=64, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session

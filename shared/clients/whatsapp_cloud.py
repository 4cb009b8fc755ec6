"""WhatsApp's Cloud API (Meta): send a template or a free-form message, check a webhook's signature.

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


@dataclass(frozen=True)
class FreeMessage:
    """Words of our own, allowed inside the 24-hour window: with a link, reply buttons, or a document by link."""

    to: str
    """E.164."""
    text: str
    """At most 1024 letters."""
    footer: str = ""
    link: tuple[str, str] | None = None
    """(text of the button, address)"""
    replies: list[str] = field(default_factory=list)
    """At most three; what is tapped comes back as the button's id."""
    document: tuple[str, str] | None = None
    """(link, filename)"""
    callback_data: str = ""


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
    return _send(template_body(message))


def send_free_form(message: FreeMessage) -> str:
    """Send it; the provider's id of the message. Raises Refused, NotReached or Unclear."""
    return _send(free_form_body(message))


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
    template = {"name": message.name, "language": {"code": message.language}, "components": components}
    return _body(message.to, message.callback_data, "template", template)


def free_form_body(message: FreeMessage) -> dict[str, Any]:
    """The JSON that Meta expects: interactive where there are buttons, else a document or plain text."""
    link, filename = message.document or ("", "")
    document = {"link": link, "filename": filename}
    if not message.link and not message.replies:
        text = f"{message.text}\n\n{message.footer}" if message.footer else message.text
        if message.document:
            return _body(message.to, message.callback_data, "document", {**document, "caption": text})
        return _body(message.to, message.callback_data, "text", {"body": text})
    interactive: dict[str, Any] = {"type": "button", "body": {"text": message.text}}
    if message.footer:
        interactive["footer"] = {"text": message.footer}
    if message.document:
        interactive["header"] = {"type": "document", "document": document}
    if message.link:
        title, address = message.link
        interactive["type"] = "cta_url"
        interactive["action"] = {"name": "cta_url", "parameters": {"display_text": title, "url": address}}
    else:
        replies = [{"type": "reply", "reply": {"id": title, "title": title}} for title in message.replies]
        interactive["action"] = {"buttons": replies}
    return _body(message.to, message.callback_data, "interactive", interactive)


def is_signed(raw: bytes, signature: str | None) -> bool:
    """Whether Meta signed these very bytes (X-Hub-Signature-256), in constant time."""
    secret = settings().whatsapp_app_secret.encode()
    expected = "sha256=" + hmac.new(secret, raw, hashlib.sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(expected.encode(), (signature or "").encode())


def is_our_handshake(token: str | None) -> bool:
    """Whether a subscription's verify token is ours, in constant time."""
    ours = settings().whatsapp_verify_token
    return bool(ours) and hmac.compare_digest(ours.encode(), (token or "").encode())


def _body(to: str, callback_data: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": to.lstrip("+"),
        "type": kind,
        kind: content,
        "biz_opaque_callback_data": callback_data,
    }


def _send(body: dict[str, Any]) -> str:
    import requests

    config = settings()
    address = f"{config.whatsapp_graph_url}/{config.whatsapp_graph_version}/{config.whatsapp_phone_number_id}/messages"
    try:
        response = _session().post(
            address,
            json=body,
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

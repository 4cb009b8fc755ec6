"""WhatsApp's Cloud API (Meta): send a template or a free-form message, check a webhook's signature.

Source: developers.facebook.com/docs/whatsapp/cloud-api, Graph API v25.0.
"""

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

from shared.clients.call_gateway import never_connected, session
from shared.clients.outgoing import FreeMessage, NotReached, Refused, TemplateMessage, Unclear
from shared.clients.whatsapp_identity import is_bsuid
from shared.core.config import settings

if TYPE_CHECKING:
    import requests

NAME = "whatsapp_cloud"


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
    """The JSON that Meta expects: interactive where there is something to tap, else a file or plain text."""
    if message.link or message.replies or message.rows:
        return _body(message.to, message.callback_data, "interactive", _interactive(message))
    text = f"{message.text}\n\n{message.footer}" if message.footer else message.text
    if file := _file(message):
        kind, content = file
        return _body(message.to, message.callback_data, kind, {**content, "caption": text})
    return _body(message.to, message.callback_data, "text", {"body": text})


def _interactive(message: FreeMessage) -> dict[str, Any]:
    interactive: dict[str, Any] = {"type": "button", "body": {"text": message.text}}
    if message.footer:
        interactive["footer"] = {"text": message.footer}
    if file := _file(message):
        kind, content = file
        interactive["header"] = {"type": kind, kind: content}
    if message.link:
        title, address = message.link
        interactive["type"] = "cta_url"
        interactive["action"] = {"name": "cta_url", "parameters": {"display_text": title, "url": address}}
    elif message.rows:
        rows = [
            {"id": row_id, "title": title} | ({"description": description} if description else {})
            for row_id, title, description in message.rows
        ]
        interactive["type"] = "list"
        interactive["action"] = {"button": message.rows_button, "sections": [{"rows": rows}]}
    else:
        replies = [{"type": "reply", "reply": {"id": reply_id, "title": title}} for reply_id, title in message.replies]
        interactive["action"] = {"buttons": replies}
    return interactive


def _file(message: FreeMessage) -> tuple[str, dict[str, Any]] | None:
    if message.document:
        link, filename = message.document
        return "document", {"link": link, "filename": filename}
    return ("image", {"link": message.image}) if message.image else None


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
    address = {settings().whatsapp_bsuid_field: to} if is_bsuid(to) else {"to": to.lstrip("+")}
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **address,
        "type": kind,
        kind: content,
        "biz_opaque_callback_data": callback_data,
    }


def _send(body: dict[str, Any]) -> str:
    import requests

    config = settings()
    address = f"{config.whatsapp_graph_url}/{config.whatsapp_graph_version}/{config.whatsapp_phone_number_id}/messages"
    try:
        response = session().post(
            address,
            json=body,
            headers={"Authorization": f"Bearer {config.whatsapp_access_token}"},
            timeout=(5, config.whatsapp_timeout_s),
        )
    except (requests.ConnectTimeout, requests.exceptions.SSLError) as error:
        raise NotReached from error
    except requests.ConnectionError as error:
        raise (NotReached if never_connected(error) else Unclear) from error
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

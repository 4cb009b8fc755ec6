"""Writes a webhook's body and its signature byte for byte as Meta does."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from local.whatsapp.settings import Settings
from local.whatsapp.webhook_queue import Webhook


def body_of(webhooks: Sequence[Webhook], settings: Settings, *, scattered: bool = False) -> bytes:
    """The envelope around one or many webhooks; `scattered` over two entries of two changes each."""
    parts = [webhooks[start::4] for start in range(4)] if scattered else [webhooks]
    changes = [change for part in parts for change in _changes(part, settings)]
    half = (len(changes) + 1) // 2 if scattered else len(changes)
    entries = [
        {"id": settings.business_account_id, "changes": some} for some in (changes[:half], changes[half:]) if some
    ]
    text = json.dumps({"object": "whatsapp_business_account", "entry": entries}, separators=(",", ":"))
    # Meta escapes slashes too; in JSON a slash can only stand inside a string.
    return text.replace("/", "\\/").encode("ascii")


def signature_of(body: bytes, app_secret: str) -> str:
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def _changes(webhooks: Sequence[Webhook], settings: Settings) -> list[dict[str, Any]]:
    """Statuses together, messages together, anything else a change of its own."""
    changes: list[dict[str, Any]] = []
    for kind in ("statuses", "messages"):
        same = [one.value for one in webhooks if one.field_name == "messages" and kind in one.value]
        if same:
            contacts = [contact for value in same for contact in value.get("contacts", ())]
            value: dict[str, Any] = {
                "messaging_product": "whatsapp",
                "metadata": {
                    "display_phone_number": settings.display_phone_number,
                    "phone_number_id": settings.phone_number_id,
                },
            }
            if contacts:
                value["contacts"] = [
                    contact for place, contact in enumerate(contacts) if contact not in contacts[:place]
                ]
            value[kind] = [element for one in same for element in one[kind]]
            changes.append({"value": value, "field": "messages"})
    changes += [{"value": one.value, "field": one.field_name} for one in webhooks if one.field_name != "messages"]
    return changes

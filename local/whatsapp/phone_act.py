"""What a phone's owner does: writes, taps a button, picks from a list, sends a picture or a place."""

import base64
import binascii
import json
import sqlite3
from typing import Any

from local.whatsapp.cloud import Cloud
from local.whatsapp.identity import bsuid_of, new_wamid
from local.whatsapp.other_acts import echo_of, other_act
from local.whatsapp.receipts import preview
from local.whatsapp.tell_inbound import tell_gateway, tell_meta_s
from local.whatsapp.view import Json, Media, View

LOOK_BACK = 200
CARRIED = ("text", "location", "image", "document", "audio", "video", "sticker")
"""What the simulated unofficial gateways tell of."""


class CannotDo(Exception):
    """The owner can't do this: no such button, no picture, nothing to send. 422 with the reason."""


def act(cloud: Cloud, phone: str, request: Json) -> Json:
    """Records what the owner sends and tells the business; returns the new message's id."""
    if request.get("echo") is not None:
        return _write_as_business(cloud, phone, str(request["echo"]))
    carrier = cloud.unofficial.chosen() if cloud.unofficial else None
    message_id = carrier.new_id() if carrier else new_wamid()
    with cloud.store.transaction():
        cloud.store.run(
            "INSERT INTO phones (phone, name, bsuid) VALUES (?, ?, ?) "
            "ON CONFLICT (phone) DO UPDATE SET name = coalesce(excluded.name, phones.name)",
            phone,
            request.get("name"),
            bsuid_of(phone),
        )
        view, content, context = _what(cloud, phone, request)
        if carrier and content["type"] not in CARRIED:
            raise CannotDo(f"{carrier.name} tidak membawa {content['type']}.")
        now = cloud.now()
        cloud.store.run(
            "INSERT INTO messages (id, phone, direction, status, at, view) VALUES (?, ?, 'in', 'delivered', ?, ?)",
            message_id,
            phone,
            now,
            json.dumps(view.stored()),
        )
        cloud.store.run(
            "UPDATE phones SET last_inbound_at = ?, last_at = ?, last_text = ? WHERE phone = ?",
            now,
            now,
            preview(view.stored()),
            phone,
        )
        cloud.note("inbound", preview(view.stored()), phone)
        if carrier and cloud.unofficial:
            tell_gateway(cloud.unofficial, carrier, phone, message_id, content, context)
        elif cloud.subscribed:
            tell_meta_s(cloud, phone, message_id, now, content, context)
    return {"id": message_id}


def _write_as_business(cloud: Cloud, phone: str, text: str) -> Json:
    """Somebody of the business writes from the phone app, which Meta tells as an echo."""
    message_id, now = new_wamid(), cloud.now()
    with cloud.store.transaction():
        cloud.store.run(
            "INSERT INTO messages (id, phone, direction, status, at, view) VALUES (?, ?, 'out', 'delivered', ?, ?)",
            message_id,
            phone,
            now,
            json.dumps(View(type="text", text=text).stored()),
        )
        echo = echo_of(phone, cloud.settings.display_phone_number, message_id, text, now)
        cloud.webhooks.plan(phone, "smb_message_echoes", echo)
    return {"id": message_id}


def _what(cloud: Cloud, phone: str, request: Json) -> tuple[View, Json, str | None]:
    """The bubble on the phone, the message's own fields in the webhook, and what it answers."""
    if request.get("button_id") is not None:
        return _tap(cloud, phone, str(request["button_id"]), request.get("message_id"))
    if request.get("list_id") is not None:
        return _pick(cloud, phone, str(request["list_id"]), request.get("message_id"))
    quoted = request.get("message_id")
    if request.get("location") is not None:
        place = _place(request["location"])
        view = View(type="location", text=str(place.get("name", "")), location=place)
        return view, {"type": "location", "location": place}, quoted
    try:
        if other := other_act(request):
            return *other, None
    except (KeyError, TypeError, ValueError) as broken:
        raise CannotDo(f"Kurang lengkap: {broken}") from None
    for kind in ("image", "document", "audio", "video", "sticker"):
        if request.get(kind) is not None:
            view, content = _file(cloud, kind, request[kind])
            return view, content, quoted
    text = request.get("text")
    if not isinstance(text, str) or not text.strip():
        raise CannotDo("Kirim salah satu: text, button_id, list_id, image, atau location.")
    view = View(type="text", text=text, quoted=quoted)
    return view, {"type": "text", "text": {"body": text}}, quoted


def _recent(cloud: Cloud, phone: str, message_id: object) -> list[sqlite3.Row]:
    return cloud.store.all(
        "SELECT id, view FROM messages WHERE phone = ? AND direction = 'out' "
        "AND status IN ('delivered', 'read') AND (? IS NULL OR id = ?) ORDER BY seq DESC LIMIT ?",
        phone,
        message_id,
        message_id,
        LOOK_BACK,
    )


def _tap(cloud: Cloud, phone: str, button_id: str, message_id: object) -> tuple[View, Json, str]:
    for row in _recent(cloud, phone, message_id):
        for button in json.loads(row["view"]).get("buttons", ()):
            if button["id"] != button_id or button["type"] not in ("quick_reply", "reply"):
                continue
            view = View(type="text", text=button["text"], quoted=row["id"])
            if button["type"] == "quick_reply":
                pressed = {"payload": button["id"], "text": button["text"]}
                return view, {"type": "button", "button": pressed}, row["id"]
            reply = {"type": "button_reply", "button_reply": {"id": button["id"], "title": button["text"]}}
            return view, {"type": "interactive", "interactive": reply}, row["id"]
    raise CannotDo(f"Tidak ada pesan di HP ini dengan tombol {button_id}.")


def _pick(cloud: Cloud, phone: str, list_id: str, message_id: object) -> tuple[View, Json, str]:
    for row in _recent(cloud, phone, message_id):
        for section in json.loads(row["view"]).get("choices", {}).get("sections", ()):
            for choice in section["rows"]:
                if choice["id"] == list_id:
                    picked = {"id": choice["id"], "title": choice["text"]}
                    if choice["description"]:
                        picked["description"] = choice["description"]
                    view = View(type="text", text=choice["text"], quoted=row["id"])
                    reply = {"type": "list_reply", "list_reply": picked}
                    return view, {"type": "interactive", "interactive": reply}, row["id"]
    raise CannotDo(f"Tidak ada pesan di HP ini dengan pilihan {list_id}.")


def _place(location: Any) -> Json:
    try:
        place: Json = {
            "latitude": float(location["latitude"]),
            "longitude": float(location["longitude"]),
        }
    except (KeyError, TypeError, ValueError):
        raise CannotDo("location perlu latitude dan longitude.") from None
    return place | {name: location[name] for name in ("name", "address", "url") if location.get(name)}


def _file(cloud: Cloud, kind: str, given: Any) -> tuple[View, Json]:
    """`given`: base64 text, a data: URL, or {data, mime_type?, filename?, caption?}."""
    about = given if isinstance(given, dict) else {"data": given}
    data, mime_type = str(about.get("data") or ""), about.get("mime_type")
    if data.startswith("data:"):
        head, _, data = data.partition(",")
        mime_type = mime_type or head[5:].split(";")[0]
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise CannotDo(f"{kind} perlu data dalam base64.")
    mime_type = mime_type or {"image": "image/jpeg", "document": "application/pdf"}.get(kind, f"{kind}/mp4")
    media_id = cloud.media.keep(content, mime_type, about.get("filename"))
    row = cloud.media.find(media_id)
    told: Json = {"mime_type": mime_type, "sha256": row["sha256"] if row else "", "id": media_id}
    if kind == "document":
        told["filename"] = about.get("filename") or "dokumen.pdf"
    caption = str(about.get("caption") or "")
    if caption:
        told["caption"] = caption
    view = View(type=kind, text=caption, media=Media(kind, media_id=media_id, filename=about.get("filename")))
    return view, {"type": kind, kind: told}

"""What becomes of an accepted message: it arrives, is read, or fails; each tells the business."""

import hashlib
import json
import sqlite3
from typing import Any

from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens
from local.whatsapp.graph_error import failure
from local.whatsapp.identity import bsuid_of


def arrive(cloud: Cloud, message: sqlite3.Row) -> None:
    """The phone has it: `sent`, `delivered`, `read` where its owner looks at once. Inside a transaction."""
    unseen = happens(cloud.faults.skip_delivered)
    read = unseen or happens(cloud.faults.read_rate)
    cloud.store.run("UPDATE messages SET status = ? WHERE id = ?", "read" if read else "delivered", message["id"])
    cloud.store.run(
        "UPDATE phones SET last_at = ?, last_text = ?, unread = unread + ? WHERE phone = ?",
        message["at"],
        preview(json.loads(message["view"])),
        0 if read else 1,
        message["phone"],
    )
    _tell(cloud, message, "sent")
    if not unseen:
        _tell(cloud, message, "delivered")
    if read:
        _tell(cloud, message, "read", after_s=1.0)


def fail(cloud: Cloud, message: sqlite3.Row, code: int) -> None:
    """It never reaches the phone; the business learns why by webhook. Inside a transaction."""
    cloud.store.run("UPDATE messages SET status = 'failed', error = ? WHERE id = ?", code, message["id"])
    cloud.note("failed", f"Gagal {code}: {preview(json.loads(message['view']))}", message["phone"])
    _tell(cloud, message, "failed", errors=[failure(code)])


def read_all(cloud: Cloud, phone: str) -> int:
    """The owner opens the chat: whatever arrived is read now. Returns how many messages that were."""
    unread = cloud.store.all(
        "SELECT * FROM messages WHERE phone = ? AND direction = 'out' AND status = 'delivered' ORDER BY seq",
        phone,
    )
    if unread:
        with cloud.store.transaction():
            for message in unread:
                cloud.store.run("UPDATE messages SET status = 'read' WHERE id = ?", message["id"])
                _tell(cloud, message, "read")
            cloud.store.run("UPDATE phones SET unread = 0 WHERE phone = ?", phone)
            cloud.note("read", f"{len(unread)} pesan dibaca", phone)
    return len(unread)


def preview(view: dict[str, Any]) -> str:
    """One line for a list of chats; a template by its name, as they all begin with the same greeting."""
    media = view.get("media") or {}
    if view.get("template"):
        name = str(view["template"]).replace("_", " ").capitalize()
        return f"{name} · {media['filename']}" if media.get("filename") else name
    text = str(view.get("text") or view.get("header") or "").replace("\n", " ")
    if not text and media:
        text = media.get("filename") or {"image": "Foto", "audio": "Suara"}.get(media["kind"], "Berkas")
    if not text and view["type"] == "location":
        text = "Lokasi"
    return text[:100]


def _tell(
    cloud: Cloud,
    message: sqlite3.Row,
    status: str,
    *,
    after_s: float = 0.0,
    errors: list[dict[str, Any]] | None = None,
) -> None:
    if cloud.unofficial and cloud.unofficial.tell_receipt(message, status):
        return
    if not cloud.subscribed:
        return
    phone, category = message["phone"], message["category"]
    told: dict[str, Any] = {
        "id": message["id"],
        "status": status,
        "timestamp": str(int(cloud.now() + after_s)),
        "recipient_id": phone,
        "recipient_user_id": bsuid_of(phone),
    }
    contact: dict[str, Any] = {"wa_id": phone, "user_id": bsuid_of(phone)}
    if happens(cloud.faults.bsuid_only):
        del told["recipient_id"], contact["wa_id"]
    if message["callback_data"] is not None:
        told["biz_opaque_callback_data"] = message["callback_data"]
    if status in ("sent", "delivered"):
        day = told["timestamp"][:-4]
        told["conversation"] = {
            "id": hashlib.sha256(f"{phone}{category}{day}".encode()).hexdigest()[:32],
            "origin": {"type": category},
        }
        told["pricing"] = {
            "billable": category != "service",
            "pricing_model": "PMP",
            "type": "free_customer_service" if category == "service" else "regular",
            "category": category,
        }
    if errors:
        told["errors"] = errors
    cloud.webhooks.plan(phone, "messages", {"contacts": [contact], "statuses": [told]}, after_s)

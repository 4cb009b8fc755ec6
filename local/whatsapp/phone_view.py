"""What a phone shows: the messages it received, the whole chat, and the list of all phones."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from local.whatsapp.cloud import Cloud
from local.whatsapp.view import Json

ON_THE_PHONE = "('delivered', 'read')"


def moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def received(cloud: Cloud, phone: str, origin: str) -> list[Json]:
    """What the business sent and the phone has, oldest first."""
    rows = cloud.store.all(
        f"SELECT * FROM messages WHERE phone = ? AND direction = 'out' AND status IN {ON_THE_PHONE} ORDER BY seq",
        phone,
    )
    return [item(row, origin) for row in rows]


def chat(cloud: Cloud, phone: str, origin: str, newest: int = 200) -> list[Json]:
    """Both sides of the conversation, oldest first, each with `direction` out (business) or in (owner)."""
    rows = cloud.store.all(
        f"SELECT * FROM messages WHERE phone = ? AND (direction = 'in' OR status IN {ON_THE_PHONE}) "
        "ORDER BY seq DESC LIMIT ?",
        phone,
        newest,
    )
    return [item(row, origin) | {"direction": row["direction"]} for row in reversed(rows)]


def item(row: sqlite3.Row, origin: str) -> Json:
    view = json.loads(row["view"])
    media = view.pop("media", None)
    shown: dict[str, Any] = {
        "id": row["id"],
        "type": view.pop("type"),
        "text": view.pop("text", ""),
        "buttons": view.pop("buttons", []),
        "at": moment(row["at"]),
        "status": row["status"],
        **view,
    }
    if "choices" in view:
        rows = [row for section in view["choices"]["sections"] for row in section["rows"]]
        shown["buttons"] = [{"type": "list", **row} for row in rows]
    if media and media.get("media_id"):
        filename = media.get("filename") or media["kind"]
        shown[media["kind"]] = {
            "filename": filename,
            "url": f"{origin}/sandbox/whatsapp/media/{media['media_id']}",
        }
    return shown


def phones(cloud: Cloud, search: str, limit: int, before: float | None) -> list[Json]:
    """Latest conversation first; `search` looks into names and numbers."""
    like = f"%{search.strip().lstrip('+')}%"
    rows = cloud.store.all(
        "SELECT * FROM phones WHERE (name LIKE ? OR phone LIKE ?) AND last_at < ? ORDER BY last_at DESC, phone LIMIT ?",
        like,
        like,
        before if before is not None else 1e18,
        limit,
    )
    return [
        {
            "phone": f"+{row['phone']}",
            "name": row["name"],
            "last_text": row["last_text"],
            "last_at": moment(row["last_at"]) if row["last_at"] else None,
            "unread": row["unread"],
            "cursor": row["last_at"],
        }
        for row in rows
    ]

"""`POST /messages`: refuses at once what Meta refuses at once, accepts the rest, and lets it arrive."""

import json
import sqlite3

from local.whatsapp.check_message import Send, check_message
from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens
from local.whatsapp.graph_error import cloud_error, invalid, missing
from local.whatsapp.identity import BSUID, bsuid_of, new_wamid
from local.whatsapp.receipts import arrive, fail, preview
from local.whatsapp.view import Json

WINDOW_S = 24 * 3600


def accept_message(cloud: Cloud, request: Json) -> Json:
    """Meta's answer; GraphError where it refuses."""
    if request.get("status") is not None:
        return _mark_as_read(cloud, request)
    send = check_message(request, cloud.templates)
    if send.template and cloud.faults.pauses(send.template):
        raise cloud_error(132015, f"Template {send.template} is paused due to low quality")
    phone = _phone_of(cloud, send)
    if cloud.faults.pair_rate and not _may_go_to(cloud, phone):
        raise cloud_error(131056, "Too many messages sent to the same phone number in a short time")
    message_id = new_wamid()
    with cloud.store.transaction():
        _meet(cloud, phone, send.recipient_name)
        _record(cloud, send, phone, message_id)
        cloud.typing.stop(phone)
    contact = {"input": send.recipient_input, "wa_id": phone}
    if BSUID.match(send.recipient):
        contact = {"input": send.recipient_input, "user_id": send.recipient}
    answered: Json = {"id": message_id}
    if send.template:
        answered["message_status"] = "accepted"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [answered]}


def _mark_as_read(cloud: Cloud, request: Json) -> Json:
    if request.get("messaging_product") != "whatsapp":
        raise missing("messaging_product")
    message_id = str(request.get("message_id") or "")
    if request["status"] != "read" or not message_id.startswith("wamid."):
        raise cloud_error(131009, "status must be read, and message_id an inbound message's id")
    indicator = request.get("typing_indicator")
    if indicator is not None and (not isinstance(indicator, dict) or indicator.get("type") != "text"):
        raise invalid("Param typing_indicator['type'] must be one of {TEXT}.")
    row = cloud.store.one("SELECT phone, seq FROM messages WHERE id = ? AND direction = 'in'", message_id)
    if row:
        with cloud.store.transaction():
            # What came before it counts as read too.
            cloud.store.run(
                "UPDATE messages SET status = 'read' WHERE phone = ? AND direction = 'in' AND seq <= ?",
                row["phone"],
                row["seq"],
            )
            if indicator:
                cloud.typing.start(row["phone"])
    return {"success": True}


def _may_go_to(cloud: Cloud, phone: str) -> bool:
    """Meta's own rule; at a rate below 1 that share is refused besides, as if somebody else had used the burst up."""
    by_chance = cloud.faults.pair_rate < 1 and happens(cloud.faults.pair_rate)
    return not by_chance and cloud.pair_rate.takes(phone)


def _phone_of(cloud: Cloud, send: Send) -> str:
    if not BSUID.match(send.recipient):
        return send.recipient
    row = cloud.store.one("SELECT phone FROM phones WHERE bsuid = ?", send.recipient)
    if row is None:
        raise invalid("Param recipient is not a user of this business.")
    return str(row["phone"])


def _meet(cloud: Cloud, phone: str, name: str | None) -> None:
    cloud.store.run(
        "INSERT INTO phones (phone, name, bsuid) VALUES (?, ?, ?) "
        "ON CONFLICT (phone) DO UPDATE SET name = coalesce(phones.name, excluded.name)",
        phone,
        name,
        bsuid_of(phone),
    )


def _record(cloud: Cloud, send: Send, phone: str, message_id: str) -> None:
    view = send.view.stored()
    cloud.store.run(
        "INSERT INTO messages (id, phone, direction, status, at, view, callback_data, category) "
        "VALUES (?, ?, 'out', 'accepted', ?, ?, ?, ?)",
        message_id,
        phone,
        cloud.now(),
        json.dumps(view),
        send.callback_data,
        send.category,
    )
    message = cloud.store.one("SELECT * FROM messages WHERE id = ?", message_id)
    if message is None:
        raise LookupError(message_id)
    code = _hidden_failure(cloud, send, phone)
    if code:
        fail(cloud, message, code)
        return
    cloud.note("sent", preview(view), phone)
    media = send.view.media
    if media and media.link:
        cloud.store.run("INSERT INTO downloads VALUES (?, ?)", message_id, media.link)
        cloud.downloads.put_nowait((message_id, media.link))
    else:
        arrive(cloud, message)


def _hidden_failure(cloud: Cloud, send: Send, phone: str) -> int | None:
    """What Meta only notices after it has answered 200, as a code for the `failed` status."""
    if phone.startswith("0"):
        return 131026
    media = send.view.media
    if media and media.media_id and cloud.media.find(media.media_id) is None:
        return 131053
    if not send.template and happens(cloud.faults.window_24h) and not _window_open(cloud, phone):
        return 131047
    return None


def _window_open(cloud: Cloud, phone: str) -> bool:
    row: sqlite3.Row | None = cloud.store.one("SELECT last_inbound_at FROM phones WHERE phone = ?", phone)
    if row is None or row["last_inbound_at"] is None:
        return False
    return cloud.now() - float(row["last_inbound_at"]) < WINDOW_S

"""How GOWA and Fonnte name things and what they tell: reference and documentation of each, as far as we use them."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
PERSON = "@s.whatsapp.net"


@dataclass(frozen=True)
class Inbound:
    """What somebody sent to our number: `content` as Meta's webhook has it."""

    id: str
    phone: str
    name: str
    at: float
    content: Json
    quoted: str | None
    file_url: str
    """Where the simulator hands out its file; empty without one."""


@dataclass(frozen=True)
class Carrier:
    name: str
    new_id: Callable[[], str]
    is_mine: Callable[[str], bool]
    """Whether a message's id is one of its."""
    inbound: Callable[[Inbound], Json]
    receipt: Callable[[str, str, str, float], list[Json]]
    """What it tells of (message id, phone, status, at): nothing of what it does not notice."""
    sign: Callable[[bytes, str], dict[str, str]]
    """Headers over the body, by its webhook secret."""
    tried_again_after_s: tuple[float, ...]


def _gowa_inbound(one: Inbound) -> Json:
    jid, kind = f"{one.phone}{PERSON}", one.content["type"]
    payload: Json = {
        "id": one.id,
        "chat_id": jid,
        "from": jid,
        "from_lid": f"{int(hashlib.sha256(one.phone.encode()).hexdigest()[:12], 16)}@lid",
        "from_name": one.name,
        "timestamp": _moment(one.at),
        "is_from_me": False,
    }
    told = one.content[kind]
    if kind == "text":
        payload["body"] = told["body"]
    elif kind == "location":
        payload["location"] = {"degreesLatitude": told["latitude"], "degreesLongitude": told["longitude"]}
        payload["location"] |= {name: told[name] for name in ("name", "address") if name in told}
    else:
        caption = {"caption": told["caption"]} if told.get("caption") else {}
        payload[kind] = {"path": one.file_url, **caption} if caption else one.file_url
        payload |= {"body": told["caption"]} if caption else {}
    if one.quoted:
        payload["replied_to_id"] = one.quoted
    return {"event": "message", "device_id": "sambung", "payload": payload}


def _gowa_receipt(message_id: str, phone: str, status: str, at: float) -> list[Json]:
    if status not in ("delivered", "read"):
        return []
    jid = f"{phone}{PERSON}"
    ack = {"ids": [message_id], "chat_id": jid, "from": jid, "receipt_type": status}
    return [{"event": "message.ack", "device_id": "sambung", "timestamp": _moment(at), "payload": ack}]


def _gowa_sign(body: bytes, secret: str) -> dict[str, str]:
    return {"X-Hub-Signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


def _fonnte_inbound(one: Inbound) -> Json:
    """Without `inboxid` as often as with it: that depends on a switch of the device."""
    kind, told = one.content["type"], one.content[one.content["type"]]
    named: Json = {"device": "6281100000000", "sender": one.phone, "name": one.name, "timestamp": int(one.at)}
    named["inboxid"] = int(one.id) if int(one.id) % 2 else 0
    if kind == "text":
        return {**named, "message": told["body"]}
    if kind == "location":
        return {**named, "message": "", "location": f"{told['latitude']},{told['longitude']}"}
    extension = str(told.get("mime_type", "")).rpartition("/")[2] or "bin"
    file = {"url": f"{one.file_url}.{extension}", "filename": told.get("filename") or kind, "extension": extension}
    return {**named, "message": told.get("caption") or "non-text message", **file}


def _fonnte_receipt(message_id: str, _phone: str, status: str, _at: float) -> list[Json]:
    """The message's own id only with its first state; later ones by `stateid` alone."""
    state = {"device": "6281100000000", "stateid": f"S{message_id}"}
    if status == "sent":
        return [{**state, "id": message_id, "status": "sent", "state": "sent"}]
    if status == "failed":
        return [{"device": state["device"], "id": message_id, "status": "invalid"}]
    return [{**state, "state": status}]


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


CARRIERS = {
    "gowa": Carrier(
        name="gowa",
        new_id=lambda: f"3EB0{secrets.token_hex(8).upper()}",
        is_mine=lambda message_id: message_id.startswith("3EB0"),
        inbound=_gowa_inbound,
        receipt=_gowa_receipt,
        sign=_gowa_sign,
        tried_again_after_s=(1, 2, 4, 8),
    ),
    "fonnte": Carrier(
        name="fonnte",
        new_id=lambda: str(10**7 + secrets.randbelow(9 * 10**7)),
        is_mine=str.isdigit,
        inbound=_fonnte_inbound,
        receipt=_fonnte_receipt,
        sign=lambda _body, _secret: {},
        tried_again_after_s=(),
    ),
}


def dumped(payload: Json) -> bytes:
    return json.dumps(payload).encode()

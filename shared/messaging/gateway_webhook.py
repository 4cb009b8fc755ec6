"""GOWA's and Fonnte's webhooks: the same events as Meta's, through a door with a secret address."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Request, Response
from pydantic import ValidationError

from shared.clients import fonnte, gowa
from shared.core.config import settings
from shared.core.errors import BadRequest, Forbidden, Problem
from shared.core.http import problem_response, unshared
from shared.core.ids import digest
from shared.core.logging import log
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.keep_inbound import Arrival, ask_for_answers, keep_inbound
from shared.messaging.models import Receipt
from shared.messaging.read_fonnte import read_fonnte
from shared.messaging.read_gowa import read_gowa

MAX_BYTES = 1_000_000
NOT_SET = ("", "-", "unset")
UNREAD = (ValidationError, KeyError, ValueError, TypeError, AttributeError)
Read = Callable[[dict[str, Any]], list[Arrival | Receipt]]


@dataclass(frozen=True)
class Door:
    read: Read
    is_signed: Callable[[bytes, str | None], bool]


DOORS = {
    gowa.NAME: Door(read_gowa, gowa.is_signed),
    fonnte.NAME: Door(read_fonnte, lambda _raw, _signature: True),  # it signs nothing: the address is all there is
}


def gateway_webhook(request: Request) -> Response:
    """200 once it is safe; 403 for another secret or signature; 503 asks for it again (GOWA comes five times)."""
    try:
        name, payload = _payload(request)
        take_in(name, payload)
    except Problem as problem:
        return problem_response(problem)
    return unshared(Response(status=200))


def is_gateway(path: str) -> bool:
    """Whether a webhook's address is one of theirs, `.../gowa/{secret}`: elsewhere Meta calls."""
    parts = path.strip("/").split("/")
    return len(parts) > 1 and parts[-2] in DOORS


def take_in(name: str, payload: dict[str, Any]) -> None:
    """What a gateway told; what cannot be read is kept, and named in the log. Raises Busy."""
    try:
        told = DOORS[name].read(payload)
    except UNREAD as error:
        log("webhook_element_unread", severity="WARNING", kind=name, error=type(error).__name__)
        told = [_kept(name, payload)]
    waiting = set()
    for one in told:
        if isinstance(one, Receipt):
            apply_receipt(one)
            continue
        contact_id = keep_inbound(one).waiting
        waiting |= {contact_id} if contact_id else set()
    ask_for_answers(waiting)


def _payload(request: Request) -> tuple[str, dict[str, Any]]:
    name, secret = request.path.strip("/").split("/")[-2:]
    ours = settings().gateway_path_secret
    raw = request.get_data(cache=True)
    is_ours = ours not in NOT_SET and hmac.compare_digest(secret.encode(), ours.encode())
    signature = request.headers.get("X-Hub-Signature-256")
    if not is_ours or len(raw) > MAX_BYTES or not DOORS[name].is_signed(raw, signature):
        log("webhook_not_signed", severity="WARNING", provider=name)
        raise Forbidden(
            code="bad_signature", message_id="Tanda tangan tidak cocok.", message_en="The signature does not match."
        )
    try:
        payload = json.loads(raw) if raw[:1] in (b"{", b"[") else request.form.to_dict()
    except (ValueError, RecursionError) as error:
        raise BadRequest(code="bad_json", message_id="Bukan JSON.", message_en="Not JSON.") from error
    return name, payload if isinstance(payload, dict) else {}


def _kept(name: str, payload: dict[str, Any]) -> Arrival:
    raw = json.dumps(payload, ensure_ascii=False)
    return Arrival(provider=name, event_id=f"unread-{digest(json.dumps(payload))}", kind="unreadable", raw=raw)

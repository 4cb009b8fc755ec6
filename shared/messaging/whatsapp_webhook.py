"""WhatsApp's webhook: receipts move messages on, what people say waits for its answer, the rest is kept, raw, once."""

import json
from typing import Any

from flask import Request, Response
from pydantic import ValidationError

from shared.clients.whatsapp_cloud import NAME, is_our_handshake, is_signed
from shared.core.errors import BadRequest, Busy, Forbidden, Problem
from shared.core.http import problem_response, unshared
from shared.core.logging import log
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.gateway_webhook import gateway_webhook, is_gateway
from shared.messaging.hear_of_us import hear_of_us, tell_of_trouble
from shared.messaging.keep_inbound import ask_for_answers, keep_inbound
from shared.messaging.read_webhook import Element, arrival_from, elements, kept_from, receipt_from

MAX_BYTES = 4_000_000
SAID = ("messages", "message_echoes")
UNREAD = (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, OSError)


def whatsapp_webhook(request: Request) -> Response:
    """200 once all of the POST is safe; 403 without Meta's signature; 503 asks Meta to come again."""
    if is_gateway(request.path):
        return gateway_webhook(request)
    if request.method == "GET":
        if request.args.get("hub.mode") == "subscribe" and is_our_handshake(request.args.get("hub.verify_token")):
            return unshared(Response(request.args.get("hub.challenge", ""), mimetype="text/plain"))
        return problem_response(_not_meta())
    try:
        take_in(_signed_payload(request))
    except Problem as problem:
        return problem_response(problem)
    return unshared(Response(status=200))


def take_in(payload: dict[str, Any]) -> None:
    """Every element of every change; one that cannot be read is named in the log, kept, and costs no other."""
    busy, waiting = False, set()
    for element in elements(payload):
        try:
            contact_id = _take(element)
        except Busy:
            busy = True
        else:
            waiting |= {contact_id} if contact_id else set()
    ask_for_answers(waiting)
    if busy:
        raise Busy()


def _take(element: Element) -> str | None:
    """The contact that waits for an answer now."""
    if element.kind == "statuses":
        try:
            receipt = receipt_from(element.content)
        except (ValidationError, *UNREAD) as error:
            log("webhook_element_unread", severity="WARNING", kind=element.kind, error=type(error).__name__)
            keep_inbound(kept_from(element))
        else:
            apply_receipt(receipt)
        return None
    if element.kind not in SAID:
        _hear(element)
        return None
    arrival = arrival_from(element)
    if arrival.said and arrival.said.kind == "unsupported":
        log("webhook_message_unsupported", kind=str(element.content.get("type"))[:40])
    if not arrival.phone and not arrival.bsuid:
        log("webhook_message_of_nobody", severity="WARNING", kind=element.kind)
    return keep_inbound(arrival).waiting


def _hear(element: Element) -> None:
    """Something of us, or nothing we know."""
    try:
        hear_of_us(element)
        known = element.kind != "unreadable"
    except (ValidationError, *UNREAD):
        known = False
    if not known:
        log("webhook_element_unread", severity="WARNING", kind=element.kind[:60])
    if keep_inbound(kept_from(element)).is_new:
        tell_of_trouble(element)


def _signed_payload(request: Request) -> dict[str, Any]:
    raw = request.get_data(cache=False)
    if len(raw) > MAX_BYTES or not is_signed(raw, request.headers.get("X-Hub-Signature-256")):
        log("webhook_not_signed", severity="WARNING", provider=NAME)
        raise _not_meta()
    try:
        payload = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadRequest(code="bad_json", message_id="Bukan JSON.", message_en="Not JSON.") from error
    return payload if isinstance(payload, dict) else {}


def _not_meta() -> Forbidden:
    return Forbidden(
        code="bad_signature", message_id="Tanda tangan tidak cocok.", message_en="The signature does not match."
    )

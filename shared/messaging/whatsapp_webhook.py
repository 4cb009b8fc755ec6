"""Meta's webhook: receipts move messages on, everything else that comes in is kept, raw, once."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Request, Response
from pydantic import ValidationError

from shared.clients.whatsapp_cloud import NAME, is_our_handshake, is_signed
from shared.core import clock
from shared.core.errors import BadRequest, Busy, Forbidden, Problem
from shared.core.firestore import AlreadyThere, Commit, attempt
from shared.core.http import problem_response, unshared
from shared.core.ids import digest
from shared.core.logging import log
from shared.core.phones import parse_phone
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.contacts import add_inbound
from shared.messaging.models import Contact, InboundEvent, MessageFailure, Receipt
from shared.messaging.repository import inbound

KEPT_FOR = timedelta(days=30)
MAX_BYTES = 4_000_000


Heard = Callable[[str, str], None]
"""Told of each text that somebody wrote: (their phone E.164, the text). Raises Busy to be told again."""


def whatsapp_webhook(request: Request, heard: Heard) -> Response:
    """200 once all of the POST is safe; 403 without Meta's signature; 503 asks Meta to come again."""
    if request.method == "GET":
        if request.args.get("hub.mode") == "subscribe" and is_our_handshake(request.args.get("hub.verify_token")):
            return unshared(Response(request.args.get("hub.challenge", ""), mimetype="text/plain"))
        return problem_response(_not_meta())
    try:
        take_in(_signed_payload(request), heard)
    except Problem as problem:
        return problem_response(problem)
    return unshared(Response(status=200))


def nobody_listens(_phone: str, _text: str) -> None:
    """What customers write is kept, and that is all."""


def take_in(payload: dict[str, Any], heard: Heard = nobody_listens) -> None:
    """Every status and message of every change; one that cannot be read is named in the log and costs no other."""
    busy = False
    for kind, element in elements(payload):
        try:
            if kind == "statuses":
                apply_receipt(receipt_from(element))
            else:
                _keep(kind, element)
                _tell(heard, element)
        except (ValidationError, KeyError, ValueError, TypeError) as error:
            log("webhook_element_unread", severity="WARNING", kind=kind, error=type(error).__name__)
        except Busy:
            busy = True
    if busy:
        raise Busy()


def elements(payload: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, element) of all entries and changes, whatever is missing or of another shape."""
    for entry in _dicts(payload.get("entry")):
        for change in _dicts(entry.get("changes")):
            value = change.get("value")
            if not isinstance(value, dict):
                continue
            found = False
            for kind in ("statuses", "messages", "errors"):
                for element in _dicts(value.get(kind)):
                    found = True
                    yield kind, element
            if not found:
                yield str(change.get("field", "unknown")), value


def receipt_from(status: dict[str, Any]) -> Receipt:
    """Meta's status as a receipt. Raises KeyError, ValueError or ValidationError for what is none."""
    errors = status.get("errors") or []
    pricing = status.get("pricing") or {}
    return Receipt(
        message_id=status.get("biz_opaque_callback_data") or None,
        provider=NAME,
        provider_id=str(status["id"]),
        status="read" if status["status"] == "played" else status["status"],
        at=datetime.fromtimestamp(int(status["timestamp"]), UTC),
        failure=MessageFailure(code=int(errors[0]["code"]), title=str(errors[0].get("title", ""))) if errors else None,
        category=pricing.get("category"),
        billable=pricing.get("billable"),
    )


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


def _keep(kind: str, element: dict[str, Any]) -> None:
    raw = json.dumps(element, ensure_ascii=False)
    event_id = str(element.get("id") or f"{kind}-{digest(raw)}").replace("/", "_")
    event = InboundEvent(
        id=f"{NAME}_{event_id}",
        provider=NAME,
        kind=kind,
        raw=raw,
        at=clock.now(),
        expires_at=clock.real() + KEPT_FOR,
    )

    def decide() -> None:
        commit = Commit()
        sender = _note_sender(commit, element) if kind == "messages" else None
        commit.create(inbound, event.model_copy(update={"contact_id": sender.id if sender else None}))
        try:
            commit.commit()
        except AlreadyThere:
            # The event itself, or its sender, whom another first message has just made known: then once more.
            if inbound.get(event.id) is None:
                raise

    attempt(decide)


def _tell(heard: Heard, message: dict[str, Any]) -> None:
    phone, text = parse_phone(str(message.get("from") or "")), message.get("text")
    if phone is not None and isinstance(text, dict) and isinstance(text.get("body"), str):
        heard(phone.e164, text["body"])


def _note_sender(commit: Commit, message: dict[str, Any]) -> Contact | None:
    """That this person wrote to us, which opens their window; whoever shows neither number nor BSUID is nobody."""
    phone = parse_phone(str(message.get("from") or ""))
    bsuid = message.get("from_user_id")
    if phone is None and not bsuid:
        return None
    written_at = datetime.fromtimestamp(int(message["timestamp"]), UTC)
    return add_inbound(
        commit, phone.e164 if phone else None, str(bsuid) if bsuid else None, min(written_at, clock.now())
    )


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (element for element in value if isinstance(element, dict))

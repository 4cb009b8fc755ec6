"""Xendit: QRIS by its QR codes API, everything else by its invoice page.

Sources: developers.xendit.co, "QR Codes" (API version 2022-07-31; 2020 callbacks are read, too), "Invoices",
"Webhooks". A webhook shows a token that is ours; nothing of its content is signed.
"""

import json
from datetime import datetime
from typing import Any

from shared.clients.gateway import (
    Known,
    NotTheirs,
    Opened,
    Order,
    Posted,
    State,
    Told,
    call,
    is_set,
    same_text,
    whole_rupiah,
)
from shared.core.config import settings
from shared.core.errors import OutsideError

NAME = "xendit"
CHANNELS = ("qris", "page")
SIGNS_ALL = False

QR_VERSION = {"api-version": "2022-07-31"}
STATES: dict[str, State] = {
    "PENDING": "pending",
    "ACTIVE": "pending",
    "PAID": "settled",
    "SETTLED": "settled",
    "SUCCEEDED": "settled",
    "COMPLETED": "settled",
    "EXPIRED": "expired",
    "INACTIVE": "expired",
    "FAILED": "failed",
}
REFUNDS = ("refund.succeeded", "payment.refunded")


def is_ready() -> bool:
    """Whether its keys are there."""
    return is_set(settings().xendit_secret_key, settings().xendit_callback_token)


def open_order(order: Order, *, again: bool) -> Opened:
    """Ask for a payment. Raises OutsideError."""
    return _open_qr(order) if order.channel == "qris" else _open_page(order, again=again)


def ask(known: Known, within_s: float | None = None) -> Told | None:
    """What became of an order. A QR code is asked for by its own id only. Raises OutsideError."""
    order_id, ref = known.order_id, known.ref
    if known.channel != "qris":
        found = _invoices(order_id, within_s)
        return _best([told for told in found if told.ref == ref]) or _best(found)
    if not ref:
        return None
    paid = _done(*_call("GET", f"/qr_codes/{ref}/payments", headers=QR_VERSION, within_s=within_s))
    found = [_qr_told(one, order_id) for one in (paid or {}).get("data", [])]
    if best := _best(found):
        return best
    code = _done(*_call("GET", f"/qr_codes/{ref}", headers=QR_VERSION, within_s=within_s))
    if code is None:
        return None
    state = STATES.get(str(code.get("status")), "unknown")
    return Told(order_id, ref, state, whole_rupiah(code.get("amount")), str(code.get("currency") or "IDR"))


def close(known: Known, within_s: float | None = None) -> None:
    """Expire the page; a QR code ends by itself, Xendit has no way to take it back. Raises OutsideError."""
    if known.channel != "qris":
        for told in _invoices(known.order_id, within_s):
            if told.state == "pending":
                _call("POST", f"/invoices/{told.ref}/expire!", within_s=within_s)


def read_notice(posted: Posted) -> Told | None:
    """A webhook that shows our token; None for what is about no order. Raises NotTheirs, ValueError, KeyError."""
    token = settings().xendit_callback_token
    if not is_set(token) or not same_text(token, posted.header("X-Callback-Token")):
        raise NotTheirs
    said = json.loads(posted.raw)
    if not isinstance(said, dict):
        raise ValueError("no object")
    event, data = str(said.get("event", "")), said.get("data")
    if event == "qr.payment":
        return _qr_told(data if isinstance(data, dict) else said, "")
    if event in REFUNDS and isinstance(data, dict) and data.get("reference_id"):
        amount, currency = whole_rupiah(data.get("amount")), str(data.get("currency") or "IDR")
        return Told(str(data["reference_id"]), str(data.get("id", "")), "taken_back", amount, currency)
    if not event and said.get("external_id") and said.get("status"):
        return _invoice_told(said)
    return None


def _open_qr(order: Order) -> Opened:
    body = {
        "reference_id": order.order_id,
        "type": "DYNAMIC",
        "currency": "IDR",
        "amount": order.amount,
        "expires_at": order.expires_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    # The key makes a repeated request the same one: the first answer comes again.
    headers = {**QR_VERSION, "idempotency-key": order.order_id, "webhook-url": order.notify_url}
    answer = _must(*_call("POST", "/qr_codes", body=body, headers=headers, within_s=order.left_s))
    if not answer.get("qr_string"):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    return Opened(ref=str(answer.get("id", "")), qr_string=str(answer["qr_string"]))


def _open_page(order: Order, *, again: bool) -> Opened:
    if again:
        for known in _invoice_list(order.order_id, order.left_s):
            if known.get("status") == "PENDING" and whole_rupiah(known.get("amount")) == order.amount:
                return Opened(ref=str(known.get("id", "")), redirect_url=str(known.get("invoice_url", "")))
    body = {
        "external_id": order.order_id,
        "amount": order.amount,
        "currency": "IDR",
        "description": order.title,
        "invoice_duration": max(60, round((order.expires_at - order.made_at).total_seconds())),
        "customer": {"given_names": order.payer},
        "success_redirect_url": order.return_url,
        "failure_redirect_url": order.return_url,
        "should_send_email": False,
    }
    answer = _must(*_call("POST", "/v2/invoices", body=body, within_s=order.left_s))
    if not answer.get("invoice_url"):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    return Opened(ref=str(answer.get("id", "")), redirect_url=str(answer["invoice_url"]))


def _invoices(order_id: str, within_s: float | None) -> list[Told]:
    return [_invoice_told(one) for one in _invoice_list(order_id, within_s)]


def _invoice_list(order_id: str, within_s: float | None) -> list[dict[str, Any]]:
    status, answer = _call("GET", "/v2/invoices", query={"external_id": order_id}, within_s=within_s)
    if status >= 400 or not isinstance(answer, list):
        raise OutsideError(NAME, f"refused_{status}", permanent=True)
    return [one for one in answer if isinstance(one, dict) and one.get("external_id") == order_id]


def _best(found: list[Told]) -> Told | None:
    """What is paid, before what may yet be, before what is over."""
    order = ("settled", "pending")
    ranked = sorted(found, key=lambda told: order.index(told.state) if told.state in order else len(order))
    return ranked[0] if ranked else None


def _invoice_told(said: dict[str, Any]) -> Told:
    state = STATES.get(str(said["status"]), "unknown")
    paid = said.get("paid_amount") if state == "settled" else None
    return Told(
        order_id=str(said["external_id"]),
        ref=str(said["id"]),
        state=state,
        amount=whole_rupiah(said.get("amount") if paid is None else paid),
        currency=str(said.get("currency") or "IDR"),
        paid_at=_moment(said.get("paid_at")),
    )


def _qr_told(said: dict[str, Any], order_id: str) -> Told:
    code = said.get("qr_code")
    older = code if isinstance(code, dict) else {}
    return Told(
        order_id=order_id or str(said.get("reference_id") or older["external_id"]),
        ref=str(said["id"]),
        state=STATES.get(str(said.get("status")), "unknown"),
        amount=whole_rupiah(said.get("amount")),
        currency=str(said.get("currency") or "IDR"),
        paid_at=_moment(said.get("created")),
        order_ref=str(said.get("qr_id") or older.get("id") or ""),
    )


def _call(method: str, path: str, **more: Any) -> tuple[int, Any]:
    config = settings()
    return call(NAME, method, f"{config.xendit_api_url}{path}", user=config.xendit_secret_key, **more)


def _done(status: int, answer: Any) -> dict[str, Any] | None:
    return None if status == 404 else _must(status, answer)


def _must(status: int, answer: Any) -> dict[str, Any]:
    if status >= 400:
        raise OutsideError(NAME, f"refused_{status}", permanent=True)
    if not isinstance(answer, dict):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    return answer


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None

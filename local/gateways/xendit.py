"""Xendit as its documentation says: QR codes (2022-07-31), invoices, and their webhooks with the merchant's token."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from local.gateways.desk import Answered, Asked, Desk, knows_basic_key, pay_page, qris_text
from local.gateways.orders import Order, Status

NAME = "xendit"
INVOICE: dict[Status, str] = {
    "new": "PENDING",
    "pending": "PENDING",
    "settlement": "PAID",
    "expire": "EXPIRED",
    "deny": "PENDING",
}


def answer(desk: Desk, asked: Asked) -> Answered:
    """The answer to one request of the merchant's."""
    if not knows_basic_key(asked, desk.keys.xendit_secret_key):
        return _error(401, "INVALID_API_KEY")
    parts = asked.path.strip("/").split("/")
    if asked.method == "POST" and parts == ["qr_codes"]:
        return _open_code(desk, asked)
    if asked.method == "POST" and parts == ["v2", "invoices"]:
        return _open_invoice(desk, asked.body or {})
    if asked.method == "GET" and parts == ["v2", "invoices"]:
        found = desk.orders.get(NAME, asked.query.get("external_id", ""))
        return Answered(200, [_invoice(desk, found, found.status)] if found and found.channel == "invoice" else [])
    if asked.method == "POST" and parts[0] == "invoices" and parts[-1] == "expire!":
        return _expire(desk, parts[1])
    if asked.method == "GET" and parts[0] == "qr_codes":
        order = desk.orders.by_ref(NAME, parts[1])
        if order is None:
            return _error(404, "DATA_NOT_FOUND")
        if len(parts) == 2:
            return Answered(200, _code(order))
        return Answered(200, {"data": [_payment(order)] if order.status == "settlement" else [], "has_more": False})
    return _error(404, "NOT_FOUND")


def notice(desk: Desk, order: Order, status: Status) -> tuple[bytes, dict[str, str]] | None:
    """The webhook of this state; a QR code tells of nothing but being paid."""
    headers = {"Content-Type": "application/json", "x-callback-token": desk.keys.xendit_callback_token}
    if order.channel == "invoice":
        return json.dumps(_invoice(desk, order, status)).encode(), headers
    if status != "settlement":
        return None
    body = {
        "event": "qr.payment",
        "api_version": "2022-07-31",
        "business_id": "5781d19b2e2385880609791c",
        "created": _utc(order.paid_at or order.made_at),
        "data": _payment(order),
    }
    return json.dumps(body).encode(), headers


def _open_code(desk: Desk, asked: Asked) -> Answered:
    body = asked.body or {}
    if asked.headers.get("api-version") != "2022-07-31" or body.get("type") != "DYNAMIC" or not body.get("amount"):
        return _error(400, "API_VALIDATION_ERROR")
    order_id = str(body["reference_id"])
    known = desk.orders.get(NAME, order_id)
    if known:
        same = known.told.get("key") == asked.headers.get("idempotency-key") and known.amount == body["amount"]
        return Answered(200, _code(known)) if same else _error(409, "DUPLICATE_ERROR")
    now = desk.orders.now()
    ends = datetime.fromisoformat(body["expires_at"]) if body.get("expires_at") else now + timedelta(hours=48)
    order = Order(NAME, order_id, _ref("qr", order_id), "qris", body["amount"], "pending", now, ends)
    order.told = {"key": asked.headers.get("idempotency-key"), "qr_string": qris_text(order_id, order.amount)}
    desk.orders.keep(order)
    return Answered(201, _code(order))


def _open_invoice(desk: Desk, body: dict[str, Any]) -> Answered:
    if not body.get("external_id") or not isinstance(body.get("amount"), int):
        return _error(400, "API_VALIDATION_ERROR")
    order_id, now = str(body["external_id"]), desk.orders.now()
    ends = now + timedelta(seconds=body.get("invoice_duration", 86_400))
    order = Order(NAME, order_id, _ref("inv", order_id)[4:28], "invoice", body["amount"], "pending", now, ends)
    order.told = {"finish": body.get("success_redirect_url", ""), "description": body.get("description", "")}
    desk.orders.keep(order)
    return Answered(200, _invoice(desk, order, "pending"))


def _expire(desk: Desk, ref: str) -> Answered:
    order = desk.orders.by_ref(NAME, ref)
    if order is None:
        return _error(404, "INVOICE_NOT_FOUND_ERROR")
    if order.status != "pending":
        return _error(400, "INVOICE_ALREADY_EXPIRED_OR_PAID")
    return Answered(200, _invoice(desk, desk.orders.move(order, "expire"), "expire"))


def _invoice(desk: Desk, order: Order, status: Status) -> dict[str, Any]:
    told = {
        "id": order.ref,
        "external_id": order.order_id,
        "user_id": "5781d19b2e2385880609791c",
        "is_high": False,
        "status": INVOICE[status],
        "merchant_name": "ISP Kamil",
        "amount": order.amount,
        "description": order.told.get("description", ""),
        "created": _utc(order.made_at),
        "updated": _utc(desk.orders.now()),
        "expiry_date": _utc(order.expires_at),
        "invoice_url": pay_page(desk.keys, order.order_id),
        "currency": "IDR",
    }
    if status == "settlement":
        told |= {
            "paid_amount": order.amount,
            "paid_at": _utc(order.paid_at or order.made_at),
            "payment_method": "BANK_TRANSFER",
            "payment_channel": "BRI",
        }
    return told


def _code(order: Order) -> dict[str, Any]:
    return {
        "id": order.ref,
        "reference_id": order.order_id,
        "type": "DYNAMIC",
        "currency": "IDR",
        "channel_code": "ID_DANA",
        "amount": order.amount,
        "expires_at": _utc(order.expires_at),
        "qr_string": order.told.get("qr_string", ""),
        "status": "ACTIVE" if order.status == "pending" else "INACTIVE",
        "created": _utc(order.made_at),
    }


def _payment(order: Order) -> dict[str, Any]:
    return {
        "id": _ref("qrpy", order.order_id),
        "currency": "IDR",
        "amount": order.amount,
        "status": "SUCCEEDED",
        "created": _utc(order.paid_at or order.made_at),
        "qr_id": order.ref,
        "reference_id": order.order_id,
        "type": "DYNAMIC",
        "channel_code": "ID_DANA",
    }


def _ref(kind: str, order_id: str) -> str:
    return f"{kind}_{uuid5(NAMESPACE_URL, f'{kind} {order_id}')}"


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _error(status: int, code: str) -> Answered:
    return Answered(status, {"error_code": code, "message": code.replace("_", " ").capitalize()})

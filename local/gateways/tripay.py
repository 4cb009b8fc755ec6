"""Tripay as its documentation says: closed payments, their details, and the callback signed as a whole."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from local.gateways.desk import Answered, Asked, Desk, pay_page, qris_text
from local.gateways.orders import Order, Status

NAME = "tripay"
NAMES = {
    "QRIS2": "QRIS",
    "BCAVA": "BCA Virtual Account",
    "BNIVA": "BNI Virtual Account",
    "BRIVA": "BRI Virtual Account",
    "MANDIRIVA": "Mandiri Virtual Account",
    "PERMATAVA": "Permata Virtual Account",
    "ALFAMART": "Alfamart",
    "INDOMARET": "Indomaret",
}
WORDS: dict[Status, str] = {
    "new": "UNPAID",
    "pending": "UNPAID",
    "settlement": "PAID",
    "expire": "EXPIRED",
    "deny": "FAILED",
}


def answer(desk: Desk, asked: Asked) -> Answered:
    """The answer to one request of the merchant's."""
    if asked.headers.get("authorization") != f"Bearer {desk.keys.tripay_api_key}":
        return _refused("Invalid API Key", 401)
    if (asked.method, asked.path) == ("POST", "/transaction/create"):
        return _create(desk, asked.body or {})
    if (asked.method, asked.path) == ("GET", "/merchant/transactions"):
        order = desk.orders.get(NAME, asked.query.get("merchant_ref", ""))
        return Answered(200, {"success": True, "message": "Success", "data": [_told(desk, order)] if order else []})
    if (asked.method, asked.path) == ("GET", "/transaction/detail"):
        order = desk.orders.by_ref(NAME, asked.query.get("reference", ""))
        if order is None:
            return _refused("Transaction not found", 404)
        return Answered(200, {"success": True, "message": "Success", "data": _told(desk, order) | order.told})
    return _refused("Not found", 404)


def notice(desk: Desk, order: Order, status: Status) -> tuple[bytes, dict[str, str]]:
    """The callback of this state, signed over all of its bytes."""
    body = json.dumps(
        {
            "reference": order.ref,
            "merchant_ref": order.order_id,
            "payment_method": NAMES[order.channel],
            "payment_method_code": order.channel,
            "total_amount": order.amount,
            "fee_merchant": 4250,
            "fee_customer": 0,
            "total_fee": 4250,
            "amount_received": order.amount - 4250,
            "is_closed_payment": 1,
            "status": WORDS[status],
            "paid_at": int((order.paid_at or order.made_at).timestamp()) if status == "settlement" else None,
            "note": None,
        }
    ).encode()
    signature = hmac.new(desk.keys.tripay_private_key.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Callback-Signature": signature, "X-Callback-Event": "payment_status"}
    return body, {"Content-Type": "application/json", **headers}


def _create(desk: Desk, body: dict[str, Any]) -> Answered:
    missing = [
        name for name in ("method", "merchant_ref", "amount", "customer_name", "customer_email") if not body.get(name)
    ]
    if missing or body["method"] not in NAMES:
        return _refused(f"The {', '.join(missing) or 'method'} field is required or invalid", 422)
    signed = f"{desk.keys.tripay_merchant_code}{body['merchant_ref']}{body['amount']}"
    ours = hmac.new(desk.keys.tripay_private_key.encode(), signed.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(ours, str(body.get("signature"))):
        return _refused("Invalid signature", 400)
    if sum(item["price"] * item["quantity"] for item in body["order_items"]) != body["amount"]:
        return _refused("The amount is not the sum of order_items", 422)
    order_id, now = str(body["merchant_ref"]), desk.orders.now()
    ends = datetime.fromtimestamp(body["expired_time"], UTC) if body.get("expired_time") else now + timedelta(hours=24)
    number = str(int(hashlib.sha256(order_id.encode()).hexdigest()[:14], 16))[:15]
    ref = f"T{number}"
    order = Order(NAME, order_id, ref, body["method"], body["amount"], "pending", now, ends)
    if body["method"].startswith("QRIS"):
        order.told = {"qr_string": qris_text(order_id, order.amount), "qr_url": None, "pay_code": None}
    else:
        order.told = {"pay_code": number}
    order.told["finish"] = body.get("return_url", "")
    desk.orders.keep(order)
    return Answered(200, {"success": True, "message": "", "data": _told(desk, order) | order.told})


def _told(desk: Desk, order: Order) -> dict[str, Any]:
    return {
        "reference": order.ref,
        "merchant_ref": order.order_id,
        "payment_selection_type": "static",
        "payment_method": order.channel,
        "payment_name": NAMES[order.channel],
        "callback_url": None,
        "return_url": order.told.get("finish"),
        "amount": order.amount,
        "fee_merchant": 4250,
        "fee_customer": 0,
        "total_fee": 4250,
        "amount_received": order.amount - 4250,
        "pay_code": order.told.get("pay_code"),
        "pay_url": None,
        "checkout_url": pay_page(desk.keys, order.order_id),
        "status": WORDS[order.status],
        "paid_at": int(order.paid_at.timestamp()) if order.paid_at else None,
        "expired_time": int(order.expires_at.timestamp()),
    }


def _refused(message: str, status: int) -> Answered:
    return Answered(status, {"success": False, "message": message})

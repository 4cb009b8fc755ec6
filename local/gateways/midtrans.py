"""Midtrans as its documentation says: Core API charges, Snap, status, expire, and the notification."""

import hashlib
import json
import re
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from local.gateways.desk import Answered, Asked, Desk, knows_basic_key, pay_page, qris_text
from local.gateways.orders import Order, Status

NAME = "midtrans"
WIB = timezone(timedelta(hours=7))
ORDER_ID = re.compile(r"^[A-Za-z0-9\-_~.]{1,50}$")
CODES: dict[Status, str] = {"new": "404", "pending": "201", "settlement": "200", "expire": "202", "deny": "202"}
MINUTES = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60, "day": 1440, "days": 1440}


def answer(desk: Desk, asked: Asked) -> Answered:
    """The answer to one request of the merchant's."""
    if not knows_basic_key(asked, desk.keys.midtrans_server_key):
        return _said(401, "Access denied due to unauthorized transaction, please check client or server key")
    if (asked.method, asked.path) == ("POST", "/v2/charge"):
        return _charge(desk, asked.body or {})
    if (asked.method, asked.path) == ("POST", "/snap/v1/transactions"):
        return _snap(desk, asked.body or {})
    found = re.match(r"^/v2/([^/]+)/(status|expire)$", asked.path)
    if not found:
        return _said(404, "The requested resource is not found")
    order = desk.orders.get(NAME, found[1])
    if order is None or order.status == "new":
        return Answered(200, {"status_code": "404", "status_message": "Transaction doesn't exist."})
    if found[2] == "status":
        return Answered(200, _told(order, order.status) | {"status_message": "Success, transaction is found"})
    if order.status != "pending":
        return Answered(412, {"status_code": "412", "status_message": "Merchant cannot modify the status"})
    desk.orders.move(order, "expire")
    body = _told(order, "expire") | {"status_code": "407", "status_message": "Success, transaction has expired"}
    return Answered(200, body)


def notice(desk: Desk, order: Order, status: Status) -> tuple[bytes, dict[str, str]]:
    """The notification of this state, signed as Midtrans does: over order, code and amount."""
    told = _told(order, status)
    signed = f"{told['order_id']}{told['status_code']}{told['gross_amount']}{desk.keys.midtrans_server_key}"
    told["signature_key"] = hashlib.sha512(signed.encode()).hexdigest()
    told["status_message"] = "midtrans payment notification"
    return json.dumps(told).encode(), {"Content-Type": "application/json"}


def _charge(desk: Desk, body: dict[str, Any]) -> Answered:
    details = body.get("transaction_details") or {}
    order_id, amount = str(details.get("order_id", "")), details.get("gross_amount")
    if not ORDER_ID.match(order_id) or not isinstance(amount, int) or amount < 1:
        return _said(400, "One or more parameters in the payload is invalid.")
    if sum(item["price"] * item["quantity"] for item in body.get("item_details", [])) not in (0, amount):
        return _said(400, "transaction_details.gross_amount is not equal to the sum of item_details")
    known = desk.orders.get(NAME, order_id)
    if known and known.status not in ("expire", "deny", "new"):
        return _said(406, "The request could not be completed due to a conflict with the current state")
    kind = body.get("payment_type")
    if kind not in ("qris", "bank_transfer"):
        return _said(402, "Payment channel is not activated.")
    expiry = body.get("custom_expiry") or {"expiry_duration": 15, "unit": "minute"}
    order = _new(desk, order_id, str(kind), amount, expiry["expiry_duration"], expiry["unit"])
    if kind == "qris":
        order.told = {"qr_string": qris_text(order_id, amount), "acquirer": "gopay"}
    else:
        bank = (body.get("bank_transfer") or {}).get("bank", "bca")
        number = str(int(hashlib.sha256(order_id.encode()).hexdigest()[:12], 16))[:11]
        if bank == "permata":
            order.told = {"permata_va_number": number}
        else:
            order.told = {"va_numbers": [{"bank": bank, "va_number": number}]}
    desk.orders.keep(order)
    return Answered(201, _told(order, "pending") | order.told | {"status_message": f"{kind} transaction is created"})


def _snap(desk: Desk, body: dict[str, Any]) -> Answered:
    details = body.get("transaction_details") or {}
    order_id, amount = str(details.get("order_id", "")), details.get("gross_amount")
    if not ORDER_ID.match(order_id) or not isinstance(amount, int) or amount < 1:
        return Answered(400, {"error_messages": ["transaction_details is invalid"]})
    known = desk.orders.get(NAME, order_id)
    if known and known.status not in ("new", "expire", "deny"):
        return Answered(400, {"error_messages": ["transaction_details.order_id has already been taken"]})
    expiry = body.get("expiry") or {"duration": 24, "unit": "hours"}
    order = _new(desk, order_id, "bank_transfer", amount, expiry["duration"], expiry["unit"])
    order.status = "new"
    order.told = {"finish": (body.get("callbacks") or {}).get("finish", "")}
    desk.orders.keep(order)
    token = str(uuid5(NAMESPACE_URL, f"snap {order_id}"))
    return Answered(201, {"token": token, "redirect_url": pay_page(desk.keys, order_id)})


def _new(desk: Desk, order_id: str, channel: str, amount: int, duration: int, unit: str) -> Order:
    now = desk.orders.now()
    ends = now + timedelta(minutes=duration * MINUTES[unit])
    ref = str(uuid5(NAMESPACE_URL, f"{order_id} {now.isoformat()}"))
    return Order(NAME, order_id, ref, channel, amount, "pending", now, ends)


def _told(order: Order, status: Status) -> dict[str, Any]:
    told = {
        "transaction_time": _wib(order.made_at),
        "transaction_status": "pending" if status == "new" else status,
        "transaction_id": order.ref,
        "status_code": CODES[status],
        "payment_type": order.channel,
        "order_id": order.order_id,
        "merchant_id": "G000000000",
        "gross_amount": f"{order.amount}.00",
        "fraud_status": "accept",
        "expiry_time": _wib(order.expires_at),
        "currency": "IDR",
    }
    if status == "settlement":
        told["settlement_time"] = _wib(order.paid_at or order.made_at)
    return told


def _wib(moment: datetime) -> str:
    return moment.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")


def _said(status: int, message: str) -> Answered:
    return Answered(status, {"status_code": str(status), "status_message": message})

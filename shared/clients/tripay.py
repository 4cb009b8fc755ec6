"""Tripay: closed payments by QRIS, virtual account or at a shop's counter.

Source: tripay.co.id/developer, "Request Transaksi", "Detail Transaksi", "Daftar Transaksi", "Callback".
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
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

NAME = "tripay"
METHODS = {
    "qris": "QRIS2",
    "va_bca": "BCAVA",
    "va_bni": "BNIVA",
    "va_bri": "BRIVA",
    "va_mandiri": "MANDIRIVA",
    "va_permata": "PERMATAVA",
    "alfamart": "ALFAMART",
    "indomaret": "INDOMARET",
}
CHANNELS = tuple(METHODS)
SIGNS_ALL = True
STATES: dict[str, State] = {
    "UNPAID": "pending",
    "PAID": "settled",
    "EXPIRED": "expired",
    "FAILED": "failed",
    "REFUND": "taken_back",
}


def is_ready() -> bool:
    """Whether its keys are there."""
    config = settings()
    return is_set(config.tripay_api_key, config.tripay_private_key, config.tripay_merchant_code)


def open_order(order: Order, *, again: bool) -> Opened:
    """Ask for a payment; one that an earlier request made is taken up again. Raises OutsideError."""
    if again:
        for known in _list(order.order_id, order.left_s):
            if known.get("status") == "UNPAID" and known.get("payment_method") == METHODS[order.channel]:
                return _opened(_detail(str(known["reference"]), order.left_s))
    config = settings()
    body = {
        "method": METHODS[order.channel],
        "merchant_ref": order.order_id,
        "amount": order.amount,
        "customer_name": order.payer,
        # They ask for an address of everybody; theirs is none of the gateway's business.
        "customer_email": f"{order.customer_id.lower()}@pelanggan.invalid",
        "order_items": [{"sku": order.order_id, "name": order.title, "price": order.amount, "quantity": 1}],
        "callback_url": order.notify_url,
        "return_url": order.return_url,
        "expired_time": int(order.expires_at.timestamp()),
        "signature": _hmac(f"{config.tripay_merchant_code}{order.order_id}{order.amount}".encode()),
    }
    return _opened(_data(*_call("POST", "/transaction/create", body=body, within_s=order.left_s)))


def ask(known: Known, within_s: float | None = None) -> Told | None:
    """What became of an order: what is paid, before what may yet be. Raises OutsideError."""
    found = [_told(one, one) for one in _list(known.order_id, within_s)]
    found.sort(key=lambda told: (told.state != "settled", told.state != "pending"))
    return found[0] if found else None


def close(_: Known, within_s: float | None = None) -> None:
    """Nothing: a closed payment ends at its own time, Tripay has no way to take it back."""


def read_notice(posted: Posted) -> Told | None:
    """A callback signed as a whole; None for what is about no order. Raises NotTheirs, ValueError, KeyError."""
    signature = (posted.header("X-Callback-Signature") or "").lower()
    if not is_ready() or not same_text(_hmac(posted.raw), signature):
        raise NotTheirs
    if posted.header("X-Callback-Event") != "payment_status":
        return None
    said = json.loads(posted.raw)
    if not isinstance(said, dict):
        raise ValueError("no object")
    return _told(said, {"amount": said.get("total_amount"), "fee_customer": said.get("fee_customer")})


def _told(said: dict[str, Any], sums: dict[str, Any]) -> Told:
    """What the payer gave beyond our order is Tripay's own fee, where the owner has set it so there."""
    amount, fee = whole_rupiah(sums.get("amount")), whole_rupiah(sums.get("fee_customer") or 0)
    paid_at = whole_rupiah(said.get("paid_at"))
    return Told(
        order_id=str(said["merchant_ref"]),
        ref=str(said["reference"]),
        state=STATES.get(str(said.get("status")), "unknown"),
        amount=None if amount is None or fee is None else amount - fee,
        currency="IDR",
        paid_at=datetime.fromtimestamp(paid_at, UTC) if paid_at else None,
    )


def _opened(data: dict[str, Any]) -> Opened:
    code = str(data.get("qr_string") or "")
    opened = Opened(
        ref=str(data.get("reference", "")),
        qr_string=code,
        va_number="" if code else str(data.get("pay_code") or ""),
        redirect_url=str(data.get("checkout_url") or data.get("pay_url") or ""),
    )
    if not (opened.qr_string or opened.va_number or opened.redirect_url):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    return opened


def _list(order_id: str, within_s: float | None) -> list[dict[str, Any]]:
    status, answer = _call("GET", "/merchant/transactions", query={"merchant_ref": order_id}, within_s=within_s)
    if status >= 400 or not isinstance(answer, dict) or not answer.get("success"):
        raise OutsideError(NAME, f"refused_{status}", permanent=True)
    found = answer.get("data") or []
    return [one for one in found if isinstance(one, dict) and one.get("merchant_ref") == order_id]


def _detail(reference: str, within_s: float) -> dict[str, Any]:
    return _data(*_call("GET", "/transaction/detail", query={"reference": reference}, within_s=within_s))


def _data(status: int, answer: Any) -> dict[str, Any]:
    if status >= 400 or not isinstance(answer, dict) or not answer.get("success"):
        raise OutsideError(NAME, f"refused_{status}", permanent=True)
    data = answer.get("data")
    if not isinstance(data, dict):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    return data


def _call(method: str, path: str, **more: Any) -> tuple[int, Any]:
    config = settings()
    headers = {"Authorization": f"Bearer {config.tripay_api_key}"}
    return call(NAME, method, f"{config.tripay_api_url}{path}", headers=headers, **more)


def _hmac(data: bytes) -> str:
    return hmac.new(settings().tripay_private_key.encode(), data, hashlib.sha256).hexdigest()

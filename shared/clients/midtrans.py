"""Midtrans: QRIS and virtual accounts by its Core API, everything else by its Snap page.

Sources: docs.midtrans.com, "QRIS", "Bank transfer", "Snap integration guide", "GET status", "Expire transaction",
"HTTP(S) notification". An order id is at most 50 letters of `A-Za-z0-9-_~.`.
"""

import hashlib
import json
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

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

NAME = "midtrans"
BANKS = {"va_bca": "bca", "va_bni": "bni", "va_bri": "bri", "va_permata": "permata"}
CHANNELS = ("qris", *BANKS, "page")
SIGNS_ALL = False
"""Its hash covers order, code and amount, and not the state: what would move money is asked for first."""

WIB = timezone(timedelta(hours=7))
STATES: dict[str, State] = {
    "pending": "pending",
    "authorize": "pending",
    "settlement": "settled",
    "capture": "settled",
    "deny": "denied",
    "cancel": "failed",
    "failure": "failed",
    "expire": "expired",
    "refund": "taken_back",
    "partial_refund": "taken_back",
    "chargeback": "taken_back",
    "partial_chargeback": "taken_back",
}


def is_ready() -> bool:
    """Whether its key is there."""
    return is_set(settings().midtrans_server_key)


def open_order(order: Order, *, again: bool) -> Opened:
    """Ask for a payment. An order whose answer was lost is expired there and asked for anew under the same id.

    Raises OutsideError.
    """
    if order.channel == "page":
        return _open_page(order)
    known = Known(order.order_id, "", order.channel)
    if again:
        close(known, order.left_s)
    answer = _charge(order)
    if answer.get("status_code") == "406":
        close(known, order.left_s)
        answer = _charge(order)
    if answer.get("status_code") not in ("200", "201"):
        raise OutsideError(NAME, f"refused_{answer.get('status_code')}", permanent=True)
    numbers = answer.get("va_numbers") or [{}]
    opened = Opened(
        ref=str(answer.get("transaction_id", "")),
        qr_string=str(answer.get("qr_string", "")),
        va_number=str(answer.get("permata_va_number") or numbers[0].get("va_number", "")),
    )
    if not (opened.qr_string or opened.va_number):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    return opened


def ask(known: Known, within_s: float | None = None) -> Told | None:
    """What became of an order; None where nobody has begun to pay it. Raises OutsideError."""
    answer = _call("GET", f"/v2/{_named(known)}/status", within_s=within_s)
    if answer.get("status_code") == "404":
        return None
    if "transaction_status" not in answer:
        raise OutsideError(NAME, f"refused_{answer.get('status_code')}", permanent=True)
    return _told(answer)


def close(known: Known, within_s: float | None = None) -> None:
    """Expire it; one that is not there, or is over already, stays as it is. Raises OutsideError."""
    answer = _call("POST", f"/v2/{_named(known)}/expire", within_s=within_s)
    if answer.get("status_code") not in ("200", "202", "404", "407", "412"):
        raise OutsideError(NAME, f"refused_{answer.get('status_code')}", permanent=True)


def read_notice(posted: Posted) -> Told | None:
    """A notification whose `signature_key` is ours. Raises NotTheirs, ValueError, KeyError."""
    said = json.loads(posted.raw)
    if not isinstance(said, dict) or not is_ready():
        raise NotTheirs
    signed = "".join(str(said.get(name, "")) for name in ("order_id", "status_code", "gross_amount"))
    ours = hashlib.sha512((signed + settings().midtrans_server_key).encode()).hexdigest()
    theirs = said.get("signature_key")
    if not isinstance(theirs, str) or not same_text(ours, theirs.lower()):
        raise NotTheirs
    return _told(said)


def _told(said: dict[str, Any]) -> Told:
    state = STATES.get(str(said.get("transaction_status")), "unknown")
    if state == "settled" and said.get("fraud_status") in ("challenge", "deny"):
        state = "pending" if said["fraud_status"] == "challenge" else "denied"
    return Told(
        order_id=str(said["order_id"]),
        ref=str(said.get("transaction_id", "")),
        state=state,
        amount=whole_rupiah(said.get("gross_amount")),
        currency=str(said.get("currency") or "IDR"),
        paid_at=_moment(said.get("settlement_time")),
    )


def _charge(order: Order) -> dict[str, Any]:
    body, notify_url = _charge_body(order), order.notify_url
    return _call("POST", "/v2/charge", body=body, notify_url=notify_url, within_s=order.left_s)


def _charge_body(order: Order) -> dict[str, Any]:
    if order.channel == "qris":
        how: dict[str, Any] = {"payment_type": "qris", "qris": {"acquirer": "gopay"}}
    else:
        how = {"payment_type": "bank_transfer", "bank_transfer": {"bank": BANKS[order.channel]}}
    expiry = {"order_time": _wib(order.made_at), "expiry_duration": _minutes(order), "unit": "minute"}
    return {**how, **_details(order), "custom_expiry": expiry}


def _open_page(order: Order) -> Opened:
    minutes = _minutes(order)
    body = {
        **_details(order),
        "expiry": {"start_time": _wib(order.made_at), "unit": "minutes", "duration": minutes},
        "page_expiry": {"duration": minutes, "unit": "minutes"},
        "callbacks": {"finish": order.return_url},
    }
    status, answer = call(
        NAME,
        "POST",
        f"{settings().midtrans_snap_url}/snap/v1/transactions",
        user=settings().midtrans_server_key,
        body=body,
        headers={"X-Override-Notification": order.notify_url},
        within_s=order.left_s,
    )
    if status >= 400 or not isinstance(answer, dict) or not answer.get("redirect_url"):
        raise OutsideError(NAME, f"refused_{status}", permanent=True)
    return Opened(redirect_url=str(answer["redirect_url"]))


def _details(order: Order) -> dict[str, Any]:
    return {
        "transaction_details": {"order_id": order.order_id, "gross_amount": order.amount},
        "item_details": [{"id": order.order_id, "price": order.amount, "quantity": 1, "name": order.title[:50]}],
        "customer_details": {"first_name": order.payer},
    }


def _call(
    method: str, path: str, *, body: Any = None, notify_url: str | None = None, within_s: float | None = None
) -> dict[str, Any]:
    config = settings()
    headers = {"X-Override-Notification": notify_url} if notify_url else None
    address = f"{config.midtrans_api_url}{path}"
    status, answer = call(
        NAME, method, address, user=config.midtrans_server_key, body=body, headers=headers, within_s=within_s
    )
    if not isinstance(answer, dict):
        raise OutsideError(NAME, "bad_answer", permanent=False)
    # It says how it went in the body; where it does not, HTTP does.
    answer["status_code"] = str(answer.get("status_code") or status)
    if answer["status_code"].startswith("5"):
        raise OutsideError(NAME, "busy", permanent=False)
    return answer


def _named(known: Known) -> str:
    return quote(known.order_id, safe="")


def _minutes(order: Order) -> int:
    return max(1, round((order.expires_at - order.made_at).total_seconds() / 60))


def _wib(moment: datetime) -> str:
    return moment.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S +0700")


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.strptime(str(text), "%Y-%m-%d %H:%M:%S").replace(tzinfo=WIB)
    except ValueError:
        return None

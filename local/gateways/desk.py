"""What the three simulated gateways share: their keys, what is asked of them, what they answer."""

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from local.gateways.orders import Orders
from shared.payments.qris import with_checksum


@dataclass(frozen=True)
class Keys:
    """The keys of the merchant, and where its customers reach this sandbox."""

    midtrans_server_key: str
    xendit_secret_key: str
    xendit_callback_token: str
    tripay_merchant_code: str
    tripay_api_key: str
    tripay_private_key: str
    public_url: str


def keys_from_environment() -> Keys:
    """Reads the environment; KeyError names what is missing."""
    return Keys(**{name: os.environ[name.upper()] for name in Keys.__dataclass_fields__})


@dataclass(frozen=True)
class Asked:
    """A request; header names in small letters."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True)
class Answered:
    status: int
    body: Any


@dataclass
class Desk:
    """One merchant's account at all three."""

    orders: Orders
    keys: Keys


def knows_basic_key(asked: Asked, key: str) -> bool:
    """Whether the request carries this key as Basic auth's user."""
    expected = "Basic " + base64.b64encode(f"{key}:".encode()).decode()
    return hmac.compare_digest(expected.encode(), asked.headers.get("authorization", "").encode())


def qris_text(order_id: str, amount: int) -> str:
    """A dynamic QRIS that any app can read; nobody's account stands behind it."""
    account = "0016ID.CO.QRIS.SANDB0215ID10200000000010303UMI"
    merchant, city, bill = "ISP KAMIL (SANDBOX)", "SEMARANG", order_id[-25:]
    label = f"01{len(bill):02d}{bill}"
    objects = [
        ("00", "01"),
        ("01", "12"),
        ("26", account),
        ("52", "4814"),
        ("53", "360"),
        ("54", str(amount)),
        ("58", "ID"),
        ("59", merchant),
        ("60", city),
        ("62", label),
    ]
    return with_checksum("".join(f"{key}{len(value):02d}{value}" for key, value in objects))


def pay_page(keys: Keys, order_id: str) -> str:
    """Where the payer pays, or does not."""
    return f"{keys.public_url}/sandbox/pay/{order_id}"

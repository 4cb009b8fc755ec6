"""A payment as staff see it, and the number that stands on its receipt."""

import hashlib
from datetime import date

from shared.payments.models import Payment, PaymentView

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that are read as another."""


def payment_view(payment: Payment) -> PaymentView:
    """The payment as it stands now."""
    return PaymentView.model_validate(payment.model_dump())


def first_view(payment: Payment) -> PaymentView:
    """The payment as it was answered when it was recorded, whatever became of it since."""
    is_cash = payment.method == "cash"
    return payment_view(payment.model_copy(update={"status": "recorded", "reversal": None, "in_hand": is_cash}))


def payment_number(payment_id: str, on: date) -> str:
    """`BYR-20261123-7F3K2Q`: made of the payment's own id, so nobody waits for a number."""
    number = int.from_bytes(hashlib.sha256(payment_id.encode()).digest()[:4], "big")
    letters = "".join(_LETTERS[(number >> shift) & 31] for shift in range(25, -5, -5))
    return f"BYR-{on:%Y%m%d}-{letters}"

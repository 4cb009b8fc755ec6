"""The link by which WhatsApp fetches a receipt for its customer's chat: cannot be guessed, and comes to an end."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from shared.core.config import settings
from shared.payments.models import Payment

if TYPE_CHECKING:
    from itsdangerous import URLSafeSerializer

GOOD_FOR = timedelta(days=30)


def receipt_path(payment: Payment) -> str:
    """Where the receipt is to be had without a login."""
    return f"/api/pay/{_signer().dumps(payment.id)}/receipt"


def read_receipt_token(token: str) -> str | None:
    """The payment id of a token that we made, or None."""
    from itsdangerous import BadData

    try:
        return str(_signer().loads(token))
    except (BadData, ValueError, TypeError):
        return None


def is_good(payment: Payment, today: date) -> bool:
    """Whether its link still opens it: one that was taken back has no receipt."""
    return payment.status == "recorded" and today <= payment.recorded_on + GOOD_FOR


def _signer() -> "URLSafeSerializer":
    from itsdangerous import URLSafeSerializer

    return URLSafeSerializer(settings().link_key, salt="receipt")

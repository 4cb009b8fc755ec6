"""The link in a bill: opens that one bill without a login, cannot be guessed, and can be revoked."""

from typing import TYPE_CHECKING

from shared.billing.models import Invoice
from shared.core.config import settings

if TYPE_CHECKING:
    from itsdangerous import URLSafeSerializer


def pay_token(invoice: Invoice) -> str:
    """The part of the link that stands for this invoice."""
    return str(_signer().dumps([invoice.id, invoice.link_version]))


def pay_url(invoice: Invoice) -> str:
    """The link itself, as the customer taps it."""
    return f"{settings().public_url}/t/{pay_token(invoice)}"


def read_token(token: str) -> tuple[str, int] | None:
    """(invoice id, link version) of a token we made, or None."""
    from itsdangerous import BadData

    try:
        invoice_id, version = _signer().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return str(invoice_id), int(version)


def _signer() -> "URLSafeSerializer":
    from itsdangerous import URLSafeSerializer

    return URLSafeSerializer(settings().link_key, salt="pay")

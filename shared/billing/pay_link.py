"""The link in a bill: opens that one bill without a login, cannot be guessed, comes to an end, and can be revoked.

The paper that WhatsApp fetches for the customer's own chat has a link of its own, which nobody but WhatsApp is told:
only that one shows the customer's whole name and address.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from shared.billing.models import Invoice
from shared.core.config import settings

if TYPE_CHECKING:
    from itsdangerous import URLSafeSerializer


Kind = Literal["pay", "paper"]
GOOD_FOR = timedelta(days=150)
"""After the due date: no reminder comes later than that, the ladder's last step being day 120."""


def pay_token(invoice: Invoice) -> str:
    """The part of the link that stands for this invoice."""
    return str(_signer("pay").dumps([invoice.id, invoice.link_version]))


def paper_path(invoice: Invoice) -> str:
    """Where WhatsApp fetches the bill that it hands to its customer."""
    return f"/api/pay/{_signer('paper').dumps([invoice.id, invoice.link_version])}/pdf"


def pay_url(invoice: Invoice) -> str:
    """The link itself, as the customer taps it."""
    return f"{settings().public_url}/t/{pay_token(invoice)}"


def read_token(kind: Kind, token: str) -> tuple[str, int] | None:
    """(invoice id, link version) of a token of this kind that we made, or None."""
    from itsdangerous import BadData

    try:
        invoice_id, version = _signer(kind).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return str(invoice_id), int(version)


def is_good(invoice: Invoice, version: int, today: date) -> bool:
    """Whether a link of this version still opens the bill."""
    return version == invoice.link_version and today <= invoice.due_on + GOOD_FOR


def _signer(kind: Kind) -> "URLSafeSerializer":
    from itsdangerous import URLSafeSerializer

    return URLSafeSerializer(settings().link_key, salt=kind)

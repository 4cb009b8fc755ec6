"""A customer whose personal data was erased stays so: only their account is left."""

from shared.core.errors import Conflict
from shared.customers.models import Customer


def refuse_erased(customer: Customer) -> None:
    """Raises Conflict `erased`."""
    if customer.erased_at:
        raise Conflict(
            code="erased",
            message_id="Data pribadi pelanggan ini sudah dihapus.",
            message_en="This customer's personal data has been erased.",
        )

"""What a message costs: pure."""

from collections.abc import Sequence
from datetime import date

from shared.messaging.models import Category, Rates


def price_of(category: str, on: date, rates: Sequence[Rates]) -> int:
    """Rupiah for one delivered message of this category on this day."""
    in_force = [one for one in rates if one.from_on <= on]
    if not in_force:
        return 0
    newest = max(in_force, key=lambda one: one.from_on)
    prices: dict[Category, int] = {
        "utility": newest.utility,
        "authentication": newest.authentication,
        "marketing": newest.marketing,
        "service": newest.service,
    }
    # Meta names sub-kinds, `authentication_international` for one; they are billed as their kind here.
    return next((price for known, price in prices.items() if category.startswith(known)), newest.utility)
